import { escapeHtml } from '../html/html-parts.ts'
import { assumptions } from './board-assumptions.ts'
import { BOARD_CSS } from './board-css.ts'
import type { BoardChart, BoardData } from './board-data.ts'
import type { BoardLanguage } from './board-language.ts'
import { driverTable, milestoneTable, riskTable, unmetTable } from './board-tables.ts'
import { verdict } from './board-verdict.ts'
import { demandChart } from './charts/demand-chart.ts'
import { ganttChart } from './charts/gantt-chart.ts'
import { readyChart } from './charts/ready-chart.ts'
import { sCurveChart, shownCurve } from './charts/s-curve-chart.ts'

/** Of delays that are supposed. */
const MOST_NAMED = 2
/** Notes of work packages: more of these leave less room for those. */
const [MOST_NOTES, FEW_NOTES, MANY_ROWS] = [4, 2, 10]
/** Of the verdict. */
const USUAL_LINES = 7

/** The build-out as one HTML file that needs nothing else and prints on two pages of A4. */
export function boardHtml(data: BoardData, language: BoardLanguage): string {
  const { say, t } = language
  const title = say('title')
  const gantt = ganttChart(data, language)
  const [head, told] = [heading(data, language), verdict(data, language)]
  const linesMore = head.length - 1 + told.lines - USUAL_LINES
  const first = [
    head.join(''),
    told.html,
    section(t('buildOut.ready'), figure(readyChart(data, language)) || paragraph(t('buildOut.nothingReady'))),
    section(t('buildOut.milestones'), milestoneTable(data, language, linesMore)),
    section(t('buildOut.demand'), `${figure(demandChart(data, language))}${unmetTable(data, language)}`),
  ]
  const second = [
    section(t('buildOut.curve'), `${figure(sCurveChart(data, language))}${curveText(data, language)}`),
    section(
      say('ganttCaption'),
      `${figure(gantt)}${gantt && gantt.left > 0 ? paragraph(say('packagesLeft', { count: gantt.left })) : ''}`,
    ),
    section(
      t('buildOut.risk'),
      `<div class="columns"><div>${riskTable(data, language)}</div><div>${driverTable(data, language)}</div></div>`,
    ),
    section(say('assumptions'), assumptions(data, language, (gantt?.rows ?? 0) > MANY_ROWS ? FEW_NOTES : MOST_NOTES)),
  ]
  const foot = (page: number) =>
    `<footer><span>Oblak · ${escapeHtml(title)} · ${escapeHtml(language.day(data.view.dataDate))}</span><span>${page} / 2</span></footer>`
  return `<!doctype html>
<html lang="${language.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title><style>${BOARD_CSS}</style></head><body><main>
<div class="sheet">${first.join('\n')}${foot(1)}</div>
<div class="sheet">${second.join('\n')}${foot(2)}</div>
</main></body></html>
`
}

/** Every chart of the report, as pictures of their own. */
export function boardCharts(data: BoardData, language: BoardLanguage): readonly BoardChart[] {
  return [readyChart, demandChart, sCurveChart, ganttChart].flatMap((draw) => draw(data, language) ?? [])
}

/** A line each, the title with what it is measured by as the first. */
function heading({ view }: BoardData, language: BoardLanguage): readonly string[] {
  const { day, nameOf, say, t } = language
  const baseline = view.baselines.find(({ id }) => id === view.baseline)
  const named = view.scenarios.find(({ id }) => id === view.scenario)
  const told = [
    say('untilData', { day: day(view.dataDate) }),
    ...(baseline ? [`${t('buildOut.baseline')}: ${nameOf(baseline)}, ${day(baseline.set)}`] : []),
  ]
  const isMadeUp = view.isScenario || named?.kind === 'programme'
  return [
    `<h1>${escapeHtml(say('title'))}</h1><p class="quiet">${escapeHtml(told.join(' · '))}</p>`,
    ...(named ? [paragraph(`${t('buildOut.scenario')}: ${nameOf(named)}`)] : []),
    ...(view.delays.length > 0 ? [paragraph(supposedText(view, language))] : []),
    ...(isMadeUp ? [`<p class="made-up">${escapeHtml(t('buildOut.scenarioHint'))}</p>`] : []),
  ]
}

function supposedText({ activities, delays }: BoardData['view'], language: BoardLanguage): string {
  const named = delays.slice(0, MOST_NAMED).map(({ activity, minutes }) => {
    const found = activities.find(({ id }) => id === activity)
    const days = language.count(Math.round(minutes / (found?.dayMinutes || 480)))
    return language.say('delayDays', { name: found ? language.nameOf(found) : activity, days })
  })
  return language.say('supposedDelays', { delays: [...named, ...moreThan(delays.length, language)].join('; ') })
}

/** How many are not named; nothing where all are. */
function moreThan(count: number, { say }: BoardLanguage): readonly string[] {
  return count > MOST_NAMED ? [say('andMore', { count: count - MOST_NAMED })] : []
}

/** The indices where somebody reports, else why there are none. */
function curveText(data: BoardData, language: BoardLanguage): string {
  const curve = shownCurve(data)
  const { amount, say, t } = language
  if (!curve || data.view.baseline === null) return paragraph(t('buildOut.noBaseline'))
  const measure = t(`buildOut.measure.${curve.measure}`)
  const { figures, unreported, why } = curve
  if (!figures) {
    const nameOf = (id: string) => {
      const found = data.view.activities.find((one) => one.id === id)
      return found ? language.nameOf(found) : id
    }
    const named = unreported.slice(0, MOST_NAMED).map(nameOf)
    const names = [...named, ...moreThan(unreported.length, language)].join(', ')
    const reason =
      why === 'not-reported'
        ? t('buildOut.notReported', { measure, names, count: unreported.length })
        : t('buildOut.nothingPlanned', { measure })
    return paragraph(say('curveWhy', { why: reason }))
  }
  const index = (name: string, value: number | null) => (value === null ? [] : [`${name} ${value.toFixed(2)}`])
  const sum = (value: number) => amount(curve.measure, value, data.view.currency)
  return paragraph(
    [
      `PV ${sum(figures.planned)}`,
      `EV ${sum(figures.earned)}`,
      ...(figures.actual === null ? [] : [`AC ${sum(figures.actual)}`]),
      ...index('SPI', figures.schedulePerformance),
      ...index('SPI(t)', figures.schedulePerformanceTime),
      ...index('CPI', figures.costPerformance),
      ...(figures.estimateAtCompletion === null ? [] : [`EAC ${sum(figures.estimateAtCompletion)}`]),
      ...index('TCPI', figures.toCompletePerformance),
    ].join(' · '),
  )
}

function section(title: string, html: string): string {
  return `<section><h2>${escapeHtml(title)}</h2>${html}</section>`
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`
}

/** The heading above it says what it shows; where it is one of several things, it says which. */
function figure(chart: BoardChart | undefined): string {
  if (!chart) return ''
  const caption = chart.part === undefined ? '' : `<figcaption>${escapeHtml(chart.part)}</figcaption>`
  return `<figure>${caption}${chart.svg}</figure>`
}
