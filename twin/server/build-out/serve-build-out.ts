import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { BuildOutView } from '../../protocol/build-out.ts'
import { BOARD_TABLES, boardCsv } from '../../report/board/board-csv.ts'
import type { BoardData } from '../../report/board/board-data.ts'
import { boardHtml } from '../../report/board/board-html.ts'
import { boardLanguage } from '../../report/board/board-language.ts'
import { milestonesCalendar } from '../../report/calendar/milestones-calendar.ts'
import { REPORT_LANGUAGES } from '../../report/report-language.ts'
import { ServerProblem } from '../errors.ts'
import { goneSignal } from '../http/gone-signal.ts'
import type { Route } from '../http/route.ts'
import { securityHeaders } from '../http/security-headers.ts'
import { buildOutQuery } from './build-out-routes.ts'

const fileQuery = buildOutQuery.extend({ lang: z.enum(REPORT_LANGUAGES).default('sr') })
const tableQuery = fileQuery.extend({ table: z.enum(BOARD_TABLES).default('milestones') })
type FileQuery = z.output<typeof fileQuery>

/** The build-out for paper, spreadsheets and calendars: the answers of its routes, rendered. */
export function serveBuildOut(app: FastifyInstance, routes: readonly Route[], secure: boolean): void {
  const ask = async (path: string, { lang: _, ...query }: FileQuery, signal: AbortSignal): Promise<unknown> => {
    const who = { name: undefined, role: 'viewer' } as const
    return routes.find((one) => one.path === path)?.handle({ parameter: '', query, body: undefined, who, signal })
  }
  const view = async (query: FileQuery, signal: AbortSignal) =>
    (await ask('/api/build-out', query, signal)) as BuildOutView
  const board = async (query: FileQuery, signal: AbortSignal): Promise<BoardData> => ({
    view: await view(query, signal),
    risk: await riskOf(() => ask('/api/build-out/risk', { ...query, ...DRAWS }, signal)),
    supply: (await ask('/api/build-out/supply', query, signal)) as BoardData['supply'],
  })
  app.get('/api/build-out/milestones.ics', async (request, reply) => {
    const query = parsed(fileQuery, request.query)
    const calendar = milestonesCalendar(await view(query, goneSignal(reply)), boardLanguage(query.lang))
    return sent(reply, 'text/calendar; charset=utf-8; component=VEVENT', calendar)
  })
  app.get('/api/build-out/board.html', async (request, reply) => {
    const query = parsed(fileQuery, request.query)
    const html = boardHtml(await board(query, goneSignal(reply)), boardLanguage(query.lang))
    reply.headers(securityHeaders(html, secure))
    return sent(reply, 'text/html; charset=utf-8', html)
  })
  app.get('/api/build-out/board.csv', async (request, reply) => {
    const { table, ...query } = parsed(tableQuery, request.query)
    const csv = boardCsv(await board(query, goneSignal(reply)), table)
    reply.header('content-disposition', `attachment; filename="oblak-build-out-${table}.csv"`)
    return sent(reply, 'text/csv; charset=utf-8', csv)
  })
}

/** Of the risk; as many as the command takes where nobody says. */
const DRAWS = { runs: 2_000, seed: 1 }

/** Where nothing that is open has an estimate there is no risk to tell, and the report says so. */
async function riskOf(ask: () => Promise<unknown>): Promise<BoardData['risk']> {
  try {
    return (await ask()) as BoardData['risk']
  } catch (error) {
    if (error instanceof ServerProblem && error.status < 500) return undefined
    throw error
  }
}

function sent(reply: FastifyReply, type: string, text: string): FastifyReply {
  return reply.header('cache-control', 'no-store').type(type).send(text)
}

function parsed<T>(schema: z.ZodType<T>, raw: unknown): T {
  const read = schema.safeParse(raw)
  if (read.success) return read.data
  const issues = read.error.issues.map((issue) => `${['query', ...issue.path].join('.')}: ${issue.message}`)
  throw new ServerProblem('bad-request', `${issues.join('; ')}.`)
}
