import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Estate } from '../../model/estate.ts'
import { dayText } from '../../protocol/reservations.ts'
import { ServerProblem } from '../errors.ts'
import { CompressedAnswer } from '../http/compressed-answer.ts'
import { estateJson } from '../routes/estate-json.ts'
import type { DatedEstates } from './dated-estates.ts'

const query = z.object({ at: dayText.optional() })

/** GET /api/estate, of today or of another day. The answer of today is kept, and so is that of the other day that was asked last. */
export function serveEstate(app: FastifyInstance, estate: Estate, dated: DatedEstates): void {
  const today = new CompressedAnswer(estate.version, () => estateJson(estate))
  let other: { readonly version: string; readonly answer: CompressedAnswer } | undefined
  app.get('/api/estate', async (request, reply) => {
    const asked = query.safeParse(request.query)
    if (!asked.success)
      throw new ServerProblem('bad-request', `query.at: ${asked.error.issues[0]?.message ?? 'is no day'}`)
    const then = await dated.on(asked.data.at)
    if (!then.state) return today.send(request, reply)
    const { version } = then.estate
    if (other?.version !== version)
      other = { version, answer: new CompressedAnswer(version, () => estateJson(then.estate)) }
    return other.answer.send(request, reply)
  })
}
