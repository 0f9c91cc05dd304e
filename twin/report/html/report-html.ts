import type { CapacityReport, ReportSite } from '../capacity-report.ts'
import { energyRows } from '../energy-rows.ts'
import type { ReportLanguage } from '../report-language.ts'
import { fanChart } from './fan-chart.ts'
import { escapeHtml, table } from './html-parts.ts'
import { capacityTable, firstDate, placeName, whenTable } from './place-tables.ts'
import { REPORT_CSS } from './report-css.ts'

/** The report as one HTML file that needs nothing else, and prints on A4. */
export function reportHtml(report: CapacityReport, language: ReportLanguage): string {
  const { month, say } = language
  const title = `${say('title')}, ${month(report.month)}`
  const sites = report.sites.filter(({ places }) => places.length > 0)
  const page = `@page{size:A4;margin:16mm 12mm 18mm;@bottom-left{content:${cssText(`Oblak · ${title}`)};font:8pt sans-serif;color:#444}@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#444}}`
  return `<!doctype html>
<html lang="${language.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title><style>${REPORT_CSS}${page}</style></head><body><main>
<h1>${escapeHtml(title)}</h1>
<p class="quiet">${escapeHtml(language.nameOf({ name: report.estate, nameSr: report.estateSr }))} · ${escapeHtml(say('made', { at: language.at(report.madeAt, sites[0]?.timeZone ?? 'UTC') }))}</p>
<div class="notes">${notes(report, language).join('')}</div>
${sites.length === 0 ? `<p>${escapeHtml(say('noSites'))}</p>` : overview(sites, language)}
${sites.map((site, place) => siteSection(site, place === 0, language)).join('\n')}
</main></body></html>
`
}

function notes(
  { basis, from, isWhole, month, simulated }: CapacityReport,
  language: ReportLanguage,
): readonly string[] {
  const { count, say } = language
  const counts = { measured: count(basis.measured), allocated: count(basis.allocated), devices: count(basis.devices) }
  const text = (words: string) => `<p>${escapeHtml(words)}</p>`
  return [
    ...(simulated ? [`<p class="warned">${escapeHtml(say('simulated'))}</p>`] : []),
    from === 'declared'
      ? text(say('declared'))
      : text(say('asOf', { month: language.month(month) })) +
        text(basis.loads === 'measured' ? say('measured', counts) : say('loadsDeclared')),
    ...(isWhole ? [] : [text(say('open'))]),
  ]
}

function overview(sites: readonly ReportSite[], language: ReportLanguage): string {
  const { figure, measured, say } = language
  const columns = [
    { title: say('place') },
    { title: say('racks'), isNumber: true },
    { title: `${say('space')}: ${say('used')}`, isNumber: true },
    { title: `${say('power')}: ${say('used')}`, isNumber: true },
    { title: `${say('power')}: ${say('freeAfter')}`, isNumber: true },
    { title: say('binds') },
    { title: `${say('when')} (P50)` },
    { title: 'PUE', isNumber: true },
  ]
  const rows = sites.flatMap(({ energy, places: [whole] }) =>
    whole
      ? [
          [
            placeName(whole, language),
            language.count(whole.racks),
            escapeHtml(measured(whole.space.taken / whole.space.units, 'share')),
            escapeHtml(measured(whole.power.draws, 'W')),
            escapeHtml(measured(whole.power.free, 'W')),
            escapeHtml(say(`binding_${whole.binding}`)),
            escapeHtml(firstDate(whole, language)),
            energy?.pue ? escapeHtml(figure(energy.pue, '1', 3)) : '–',
          ],
        ]
      : [],
  )
  return `<h2 class="first">${escapeHtml(say('overview'))}</h2>${table(columns, rows)}`
}

function siteSection(site: ReportSite, isFirst: boolean, language: ReportLanguage): string {
  const { say } = language
  const [whole] = site.places
  const chart = whole?.forecast ? fanChart(whole.forecast, language.nameOf(site), language) : undefined
  return `<h2${isFirst ? ' class="first"' : ''}>${escapeHtml(language.nameOf(site))}</h2>
${capacityTable(site.places, language)}
<h3>${escapeHtml(say('when'))}</h3>${whenTable(site.places, language)}${chart ?? ''}
${site.energy ? energySection(site, language) : ''}
${site.alarms ? alarmSection(site, language) : ''}
<h3>${escapeHtml(say('findings'))}</h3>${findingsTable(site, language)}`
}

function energySection({ energy }: ReportSite, language: ReportLanguage): string {
  if (!energy) return ''
  const { page, say } = language
  const rows = energyRows(energy, language).map(({ name, notes: said, value }) => [
    escapeHtml(name),
    escapeHtml(value),
    escapeHtml(said.join(' · ')),
  ])
  const assumed = energy.assumed.map((name) => page(`energy.assumption.${name}`))
  const columns = [{ title: say('figure') }, { title: say('value'), isNumber: true }, { title: say('note') }]
  return `<h3>${escapeHtml(say('energy'))}</h3>${table(columns, rows)}${assumed.length > 0 ? `<p class="quiet">${escapeHtml(`${say('assumptions')}: ${assumed.join('; ')}.`)}</p>` : ''}`
}

function alarmSection({ alarms, timeZone }: ReportSite, language: ReportLanguage): string {
  const { at, count, page, say } = language
  if (!alarms) return ''
  const head = `<h3>${escapeHtml(say('alarms'))}</h3>`
  if (alarms.worst.length === 0) return `${head}<p>${escapeHtml(say('noAlarms'))}</p>`
  const rows = alarms.worst.map(({ path, rule, severity, since, until }) => [
    `${escapeHtml(page(`alarm.${rule}`))}<span class="path">${escapeHtml(path)}</span>`,
    escapeHtml(say(`severity_${severity}`)),
    escapeHtml(at(since, timeZone)),
    escapeHtml(until === null ? say('holds') : at(until, timeZone)),
  ])
  const counts = say('alarmCounts', { critical: count(alarms.critical), warning: count(alarms.warning) })
  const columns = (['alarm', 'severity', 'since', 'until'] as const).map((word) => ({ title: say(word) }))
  return `${head}<p>${escapeHtml(counts)}</p>${table(columns, rows)}`
}

function findingsTable({ findings }: ReportSite, language: ReportLanguage): string {
  const { count, isWord, say } = language
  if (findings.length === 0) return `<p>${escapeHtml(say('noFindings'))}</p>`
  const rows = findings.map(({ count: times, kind, paths }) => {
    const word = `finding_${kind}`
    return [
      escapeHtml(isWord(word) ? say(word) : kind),
      count(times),
      `<span class="path">${escapeHtml(paths.slice(0, 2).join(', '))}</span>`,
    ]
  })
  return table([{ title: say('finding') }, { title: say('count'), isNumber: true }, { title: say('examples') }], rows)
}

/** A text as a string of CSS that no tag can end. */
function cssText(text: string): string {
  return `"${text.replace(/[^\p{L}\p{N} ,.·-]/gu, (letter) => `\\${letter.codePointAt(0)?.toString(16)} `)}"`
}
