import { setImmediate as turn } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Estate } from '../../model/estate.ts'
import { dayText } from '../../protocol/reservations.ts'
import { ServerProblem } from '../errors.ts'
import { CompressedAnswer } from '../http/compressed-answer.ts'
import { estateJson } from '../routes/estate-json.ts'
import type { DatedEstates } from './dated-estates.ts'
import { LastFew } from './last-few.ts'

const query = z.object({ at: dayText.optional() })

/** Of a large estate an answer is some megabytes. */
const MOST_OTHERS = 4

/** GET /api/estate, of today or of another day. The answer of today is kept, and so are those of the other days that were asked last. */
export function serveEstate(app: FastifyInstance, estate: Estate, dated: DatedEstates): void {
  const answerOf = (of: Estate) => new CompressedAnswer(of.version, () => estateJson(of, turn))
  const today = answerOf(estate)
  const others = new LastFew<CompressedAnswer>(MOST_OTHERS)
  app.get('/api/estate', async (request, reply) => {
    const asked = query.safeParse(request.query)
    if (!asked.success)
      throw new ServerProblem('bad-request', `query.at: ${asked.error.issues[0]?.message ?? 'is no day'}`)
    const then = await dated.on(asked.data.at)
    if (!then.state) return today.send(request, reply)
    return others.get(then.estate.version, () => answerOf(then.estate)).send(request, reply)
  })
}
