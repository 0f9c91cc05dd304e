import type { Milestone } from '../../analysis/build-out/milestones.ts'
import { MEASURES, type Measure } from '../../analysis/build-out/readiness.ts'
import type { HandOver } from '../../model/programme.ts'
import { finishDay } from '../../model/wall-minute.ts'
import { type BuildOut, type Measured, SHARES } from './build-out-document.ts'
import { delayText } from './build-out-scenario.ts'
import { aligned, amount } from './build-out-words.ts'
import { count, power, share, three } from './figures-text.ts'
import { supplyText } from './supply-text.ts'

/** Of what moves the dates. */
const MOST_DRIVERS = 5
/** Of activities that nobody reports. */
const MOST_NAMED = 3

/** The answer for people. */
export function buildOutText(answer: BuildOut): string {
  const { at, milestones, performance, programme, readiness } = answer
  const parts = [
    heading(answer),
    supposedText(answer),
    readyText(answer),
    milestones.length === 0
      ? 'The programme has no milestones and hands nothing over.'
      : [milestoneHead(milestones), ...milestoneRows(milestones)].join('\n'),
    supplyText(answer),
    criticalText(answer),
    riskText(answer),
    ...(performance.length === 0 ? [] : [performanceText(answer)]),
    ...readiness.untested.map(
      ({ activity, power: watts }) =>
        `! ${activity} hands over ${power(watts)}, and its package has no test of level 5: it never counts as ready.`,
    ),
  ]
  const assumed = programme.activities.filter(({ source }) => source === 'assumed').length
  const reported = [...answer.status.reports.values()].filter(({ source }) => source === 'assumed').length
  const note = `Durations and links of ${count(assumed)} of ${count(programme.activities.length)} activities are assumed, and progress of ${count(reported)}; days until ${at} are dated by the critical path method.`
  return [...parts.filter((part) => part !== ''), note].join('\n\n')
}

function heading({ baseline, path, programme }: BuildOut): string {
  const scenario = programme.isScenario ? '  SCENARIO: all of it is made up\n' : ''
  const against = baseline ? `baseline ${baseline.id} of ${baseline.set} (${baseline.name})` : 'no baseline'
  return `Build-out, data date ${programme.dataDate}, ${against}\n${scenario}  ${path}`
}

/** What is supposed, and which milestones move by how many days. */
function supposedText({ milestones, programme, supposed }: BuildOut): string {
  const { delays, moved } = supposed
  if (delays.length === 0) return ''
  const said = `Supposed: ${delays.map((delay) => delayText(delay, programme)).join(', ')}`
  if (moved.size === 0) return `${said}\nNothing moves: there is float enough.`
  const rows = milestones.flatMap(({ activity, day, handsOver }): readonly (readonly string[])[] => {
    const days = moved.get(activity.id)
    if (days === undefined) return []
    const by = `${count(Math.abs(days))} d ${days > 0 ? 'later' : 'earlier'}`
    return [[`  ${day}`, by, activity.name, handOverText(handsOver)]]
  })
  const others = moved.size - rows.length
  return [said, 'What moves', ...aligned(rows), ...(others > 0 ? [`  and ${count(others)} more activities`] : [])].join(
    '\n',
  )
}

function readyText({ at, programme, readyAt, readyNow }: BuildOut): string {
  const isLater = at !== programme.dataDate
  const rows = MEASURES.filter((measure) => (readyAt[measure] ?? 0) > 0 || (readyNow[measure] ?? 0) > 0).map(
    (measure) => [
      WORDS[measure],
      amount(measure, readyNow[measure] ?? 0),
      ...(isLater ? [amount(measure, readyAt[measure] ?? 0)] : []),
    ],
  )
  const head = ['Ready', programme.dataDate, ...(isLater ? [at] : [])]
  return rows.length === 0 ? 'Nothing is ready yet.' : aligned([head, ...rows]).join('\n')
}

const WORDS: Readonly<Record<Measure, string>> = {
  area: 'area',
  racks: 'racks',
  power: 'power',
  cooling: 'cooling',
  connections: 'connections',
}

/** Says how many of those that are to come are late; nothing of it where no day is wanted or set. */
function milestoneHead(milestones: readonly Milestone[]): string {
  const measured = milestones.filter(({ isDone, late }) => !isDone && late !== undefined)
  if (measured.length === 0) return 'Milestones'
  const late = measured.filter((one) => (one.late ?? 0) > 0).length
  return `Milestones: ${late === 0 ? 'nothing is late' : `${count(late)} late`}`
}

function milestoneRows(milestones: readonly Milestone[]): readonly string[] {
  return aligned(
    milestones.map(({ activity, day, due, handsOver, isDone, late }) => [
      `  ${day}`,
      isDone ? 'done' : 'due',
      lateText(late, due !== undefined && day > due && !isDone),
      activity.level === undefined ? '' : `level ${activity.level}`,
      activity.name,
      handOverText(handsOver),
    ]),
  )
}

function lateText(late: number | undefined, isMissed: boolean): string {
  const missed = isMissed ? '!' : ''
  if (late === undefined) return missed
  if (late === 0) return `on time${missed}`
  return `${count(Math.abs(late))} d ${late > 0 ? 'late' : 'early'}${missed}`
}

function handOverText(handsOver: HandOver | undefined): string {
  if (!handsOver) return ''
  return MEASURES.flatMap((measure) => {
    const value = handsOver[measure]
    if (value === undefined) return []
    return measure === 'racks' || measure === 'connections' ? `${count(value)} ${measure}` : amount(measure, value)
  }).join(', ')
}

function criticalText({ programme, status }: BuildOut): string {
  const names = new Map(programme.activities.map(({ id, name }) => [id, name]))
  const chain = [...status.dates.values()].filter(
    ({ id, longest }) => longest && status.reports.get(id)?.finished === undefined,
  )
  if (chain.length === 0) return ''
  const rows = chain.map(({ earlyFinish, id }) => [`  ${finishDay(earlyFinish)}`, names.get(id) ?? id])
  return [`The last day hangs on ${count(chain.length)} activities`, ...aligned(rows)].join('\n')
}

function riskText({ programme, risk }: BuildOut): string {
  if (!risk) return ''
  const names = new Map(programme.activities.map(({ id, name }) => [id, name]))
  const rows = [...risk.watched].map(([id, finishes]) => [
    `  ${names.get(id) ?? id}`,
    ...SHARES.map((part) => finishDay(finishes.within(part))),
  ])
  const drivers = risk.drivers
    .filter(({ swing }) => swing !== 0)
    .slice(0, MOST_DRIVERS)
    .map(({ id, swing }) => [`  ${names.get(id) ?? id}`, `${three(swing / 1_440)} d`])
  return [
    ...aligned([['Risk: by when it is handed over', ...SHARES.map((part) => `in ${share(part)}`)], ...rows]),
    'What moves the last day most, from its best tenth to its worst',
    ...aligned(drivers),
  ].join('\n')
}

function performanceText({ performance, programme }: BuildOut): string {
  const rows = performance.flatMap((measured): readonly string[] => {
    if ('why' in measured) return measured.why === 'nothing-planned' ? [] : [`  ${unmeasuredText(measured)}`]
    return [`  ${performanceLine(measured, programme.currency)}`]
  })
  return rows.length === 0
    ? 'The baseline plans nothing that can be measured.'
    : ['Against the baseline', ...rows].join('\n')
}

function unmeasuredText(measured: Measured): string {
  if (!('why' in measured) || measured.why !== 'not-reported') return ''
  const named = measured.activities.slice(0, MOST_NAMED).join(', ')
  const more =
    measured.activities.length > MOST_NAMED ? ` and ${count(measured.activities.length - MOST_NAMED)} more` : ''
  return `${measured.measure}: not known, nobody reports ${named}${more}`
}

function performanceLine(measured: Measured, currency: string): string {
  if ('why' in measured) return ''
  const { measure, schedule, value } = measured
  const text = (one: number) => (measure === 'money' ? `${count(Math.round(one))} ${currency}` : amount(measure, one))
  const index = (name: string, one: number | undefined) => (one === undefined ? [] : [`${name} ${one.toFixed(2)}`])
  return [
    `${measure}: planned ${text(value.planned)}, earned ${text(value.earned)} of ${text(value.budget)}`,
    ...index('SPI', value.schedulePerformance),
    ...index('SPI(t)', schedule.performance),
    monthsText(schedule.variance),
    ...index('CPI', value.costPerformance),
    ...(value.estimateAtCompletion === undefined ? [] : [`EAC ${text(value.estimateAtCompletion)}`]),
    ...index('TCPI', value.toCompletePerformance),
  ].join(', ')
}

function monthsText(variance: number): string {
  const months = three(Math.abs(variance))
  if (months === three(0)) return 'on time'
  return `${months} ${months === three(1) ? 'month' : 'months'} ${variance < 0 ? 'late' : 'early'}`
}
