import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { BuildOutView } from '../../protocol/build-out.ts'
import { type BoardLanguage, boardLanguage } from '../../report/board/board-language.ts'
import { milestonesCalendar } from '../../report/calendar/milestones-calendar.ts'
import { REPORT_LANGUAGES } from '../../report/report-language.ts'
import { ServerProblem } from '../errors.ts'
import { goneSignal } from '../http/gone-signal.ts'
import type { Route } from '../http/route.ts'
import { buildOutQuery } from './build-out-routes.ts'

const fileQuery = buildOutQuery.extend({ lang: z.enum(REPORT_LANGUAGES).default('sr') })
type FileQuery = z.output<typeof fileQuery>

/** The build-out for other programs and for paper: the answers of its routes, rendered. */
export function serveBuildOut(app: FastifyInstance, routes: readonly Route[]): void {
  const ask = async (path: string, query: FileQuery, signal: AbortSignal): Promise<unknown> => {
    const { lang: _, ...asked } = query
    const who = { name: undefined, role: 'viewer' } as const
    return routes
      .find((one) => one.path === path)
      ?.handle({ parameter: '', query: asked, body: undefined, who, signal })
  }
  const file = (path: string, type: string, made: (view: BuildOutView, language: BoardLanguage) => string) =>
    app.get(path, async (request: FastifyRequest, reply: FastifyReply) => {
      const query = parsed(request.query)
      const view = (await ask('/api/build-out', query, goneSignal(reply))) as BuildOutView
      return reply
        .header('cache-control', 'no-store')
        .type(type)
        .send(made(view, boardLanguage(query.lang)))
    })
  file('/api/build-out/milestones.ics', 'text/calendar; charset=utf-8; component=VEVENT', milestonesCalendar)
}

function parsed(raw: unknown): FileQuery {
  const read = fileQuery.safeParse(raw)
  if (read.success) return read.data
  const issues = read.error.issues.map((issue) => `${['query', ...issue.path].join('.')}: ${issue.message}`)
  throw new ServerProblem('bad-request', `${issues.join('; ')}.`)
}
