import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { BuildOutRiskView } from '../../protocol/build-out.ts'
import { BOARD_TABLES } from '../../report/board/board-csv.ts'
import { REPORT_LANGUAGES } from '../../report/report-language.ts'
import { ServerProblem } from '../errors.ts'
import { goneSignal } from '../http/gone-signal.ts'
import { securityHeaders } from '../http/security-headers.ts'
import type { BuildOutAnswers } from './build-out-answers.ts'
import { buildOutQuery } from './build-out-routes.ts'

const fileQuery = buildOutQuery.extend({ lang: z.enum(REPORT_LANGUAGES).default('sr') })
const tableQuery = fileQuery.extend({ table: z.enum(BOARD_TABLES).default('milestones') })

/** The build-out for paper, spreadsheets and calendars. */
export function serveBuildOut(app: FastifyInstance, answers: BuildOutAnswers, secure: boolean): void {
  app.get('/api/build-out/milestones.ics', async (request, reply) => {
    const { lang, ...question } = parsed(fileQuery, request.query)
    const calendar = await answers.document(question, { kind: 'calendar', language: lang }, goneSignal(reply))
    return sent(reply, 'text/calendar; charset=utf-8; component=VEVENT', calendar)
  })
  app.get('/api/build-out/board.html', async (request, reply) => {
    const { lang, ...question } = parsed(fileQuery, request.query)
    const signal = goneSignal(reply)
    const risk = await riskOf(() => answers.risk({ ...question, ...DRAWS }, signal))
    const html = await answers.document(question, { kind: 'html', language: lang, risk }, signal)
    reply.headers(securityHeaders(html, secure))
    return sent(reply, 'text/html; charset=utf-8', html)
  })
  app.get('/api/build-out/board.csv', async (request, reply) => {
    const { lang, table, ...question } = parsed(tableQuery, request.query)
    const csv = await answers.document(question, { kind: 'csv', language: lang, table }, goneSignal(reply))
    reply.header('content-disposition', `attachment; filename="oblak-build-out-${table}.csv"`)
    return sent(reply, 'text/csv; charset=utf-8', csv)
  })
}

/** Of the risk; as many as the command takes where nobody says. */
const DRAWS = { runs: 2_000, seed: 1 }

/** Where nothing that is open has an estimate there is no risk to tell, and the report says so. */
async function riskOf(ask: () => Promise<BuildOutRiskView>): Promise<BuildOutRiskView | undefined> {
  try {
    return await ask()
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
