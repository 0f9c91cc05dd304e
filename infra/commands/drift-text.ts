import { harmlessText } from '../../twin/kit/harmless-text.ts'
import type { EventWrite, RaisedEvent } from '../../twin/model/security-event.ts'
import type { DriftReport, SiteDrift } from '../drift/find-drift.ts'
import { markdownText } from '../output/markdown-text.ts'

/** Of more the table tells, and `--json` all. */
const MOST_DETAILS = 20
const HEAD = ['severity', 'about', 'what', 'site', 'object', 'field', 'by', 'at']

/** The drift for people: a table, then of what touches security what it means and what to do. */
export function driftText(report: DriftReport): string {
  const { events } = report
  const rows = [HEAD, ...events.map(cells)]
  const widths = HEAD.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  const table = rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const critical = events.filter(({ severity }) => severity === 'critical')
  const more = critical.length - MOST_DETAILS
  return [
    ...(events.length > 0 ? [...table, ''] : []),
    ...critical.slice(0, MOST_DETAILS).flatMap((event) => [...detailsOf(event), '']),
    ...(more > 0 ? [`And so ${more} more; --json tells all.`, ''] : []),
    ...summary(report),
  ].join('\n')
}

/** The same as Markdown. */
export function driftMarkdown(report: DriftReport): string {
  const { events } = report
  const line = (row: readonly string[]) => `| ${row.map(markdownText).join(' | ')} |`
  const table = [line(HEAD), `|${HEAD.map(() => '---').join('|')}|`, ...events.map((event) => line(cells(event)))]
  const details = events.map(({ action, means }) => `- ${markdownText(means.en)} ${markdownText(action.en)}`)
  const parts = events.length > 0 ? [...table, '', ...details, ''] : []
  return `${[
    '# Drift',
    '',
    ...summary(report)
      .map(markdownText)
      .flatMap((text) => [text, '']),
    ...parts,
  ].join('\n')}`
}

/** Whether all of it could be looked at; where there is no site, nothing was. */
export function isWhole({ sites }: DriftReport): boolean {
  return (
    sites.length > 0 &&
    sites.every(
      ({ away, notReached, stacks }) =>
        away === undefined && notReached.length === 0 && stacks.every(({ outcome }) => outcome === 'done'),
    )
  )
}

function cells({ area, field, kind, object, severity, site, who }: RaisedEvent): readonly string[] {
  return [severity, area, kind, site, object, field ?? '–', who ? who.manager : 'not known', who?.at ?? '–']
}

function detailsOf(event: RaisedEvent): readonly string[] {
  const { action, construct, declared, field, lastWrite, line, live, means, object, who } = event
  const where = [construct, line].filter((place) => place !== null)
  return [
    `${object}${field === null ? '' : `, ${field}`}`,
    ...(declared !== null || live !== null ? [`  declared ${declared ?? 'nothing'}, live ${live ?? 'nothing'}`] : []),
    ...(who ? [`  by ${writeText(who)}`] : []),
    ...(lastWrite ? [`  by whom is not known; the last write of the object was by ${writeText(lastWrite)}`] : []),
    `  ${means.en}`,
    `  What to do: ${action.en}`,
    ...(where.length > 0 ? [`  ${where.join(', ')}`] : []),
  ]
}

function writeText({ at, manager, operation }: EventWrite): string {
  return `${manager} (${operation})${at === null ? '' : ` at ${at}`}`
}

function summary(report: DriftReport): readonly string[] {
  const { events, ofScalers, sites } = report
  const of = (severity: RaisedEvent['severity']) => events.filter((event) => event.severity === severity).length
  const counts =
    events.length === 0
      ? `No drift found${isWhole(report) ? '' : ' where it could be looked for'}`
      : `${events.length} ${events.length === 1 ? 'difference' : 'differences'}: ${of('critical')} critical, ${of('warning')} to warn of, ${of('notice')} to note`
  const ignored =
    ofScalers > 0
      ? [`Not compared: the copies of ${ofScalers} ${ofScalers === 1 ? 'workload' : 'workloads'}, which a scaler owns.`]
      : []
  return [`${counts}.`, ...ignored, ...sites.flatMap(siteLines)]
}

function siteLines({ away, notReached, provider, site, stacks }: SiteDrift): readonly string[] {
  if (away !== undefined) return [`${site}: not reached, ${harmlessText(away)}`]
  const failed = stacks.filter(({ outcome }) => outcome !== 'done')
  return [
    `${site}: ${stacks.length - failed.length} of ${stacks.length} stacks compared, with the ${provider}`,
    ...failed.map(
      ({ complaints, name }) =>
        `${site}: ${name} could not be planned${complaints.map(({ detail, summary }) => `; ${harmlessText(`${summary} ${detail}`.trim())}`).join('')}`,
    ),
    ...notReached.map((reason) => `${site}: ${harmlessText(reason)}`),
  ]
}
