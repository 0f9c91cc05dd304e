import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { CapacityReport } from '../../report/capacity-report.ts'
import { reportHtml } from '../../report/html/report-html.ts'
import { reportCsv } from '../../report/report-csv.ts'
import { REPORT_LANGUAGES, reportLanguage } from '../../report/report-language.ts'
import { ServerProblem } from '../errors.ts'
import { goneSignal } from '../http/gone-signal.ts'
import type { Route } from '../http/route.ts'
import { securityHeaders } from '../http/security-headers.ts'
import { reportQuery } from '../routes/report-routes.ts'

const pageQuery = reportQuery.extend({ language: z.enum(REPORT_LANGUAGES).default('sr') })

/** The report for people and for spreadsheets: the answer of GET /api/report, rendered. */
export function serveReport(app: FastifyInstance, routes: readonly Route[], secure: boolean): void {
  const route = routes.find(({ path }) => path === '/api/report')
  if (!route) return
  const asked = async (raw: unknown, signal: AbortSignal) => {
    const parsed = pageQuery.safeParse(raw)
    if (!parsed.success) {
      const issues = parsed.error.issues.map((issue) => `${['query', ...issue.path].join('.')}: ${issue.message}`)
      throw new ServerProblem('bad-request', `${issues.join('; ')}.`)
    }
    const { language, ...query } = parsed.data
    const who = { name: undefined, role: 'viewer' } as const
    const report = (await route.handle({ parameter: '', query, body: undefined, who, signal })) as CapacityReport
    return { language, report }
  }
  app.get('/api/report.html', async (request, reply) => {
    const { language, report } = await asked(request.query, goneSignal(reply))
    const html = reportHtml(report, reportLanguage(language))
    return reply
      .headers(securityHeaders(html, secure))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(html)
  })
  app.get('/api/report.csv', async (request, reply) => {
    const { report } = await asked(request.query, goneSignal(reply))
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="oblak-capacity-${report.month}.csv"`)
      .type('text/csv; charset=utf-8')
      .send(reportCsv(report))
  })
}
