import type { Performance, PerformanceMeasure } from '../../analysis/build-out/against-baseline.ts'
import type { Milestone } from '../../analysis/build-out/milestones.ts'
import { MEASURES, type Measure } from '../../analysis/build-out/readiness.ts'
import type { HandOver } from '../../model/programme.ts'
import { endOf } from '../../model/wall-minute.ts'
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
      : [milestoneHead(milestones), ...milestoneRows(answer)].join('\n'),
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
    const by = moved.get(activity.id)
    if (by === undefined) return []
    const told = `${days(by)} ${by > 0 ? 'later' : 'earlier'}`
    return [[`  ${day}`, told, activity.name, handOverText(handsOver)]]
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

/** Each with its package: many are called alike. */
function milestoneRows({ milestones, programme }: BuildOut): readonly string[] {
  const packages = namesOf(programme.packages)
  return aligned(
    milestones.map(({ activity, day, due, handsOver, isDone, late }) => [
      `  ${day}`,
      isDone ? 'done' : 'due',
      lateText(late, due !== undefined && day > due && !isDone),
      activity.level === undefined ? '' : `level ${activity.level}`,
      activity.name,
      handOverText(handsOver),
      packages.get(activity.package) ?? '',
    ]),
  )
}

function namesOf(list: readonly { readonly id: string; readonly name: string }[]): ReadonlyMap<string, string> {
  return new Map(list.map(({ id, name }) => [id, name]))
}

function lateText(late: number | undefined, isMissed: boolean): string {
  const missed = isMissed ? '!' : ''
  if (late === undefined) return missed
  if (late === 0) return `on time${missed}`
  return `${days(late)} ${late > 0 ? 'late' : 'early'}${missed}`
}

function days(value: number): string {
  const size = Math.abs(value)
  return size === 1 ? '1 day' : `${count(size)} days`
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
  const activities = new Map(programme.activities.map((activity) => [activity.id, activity]))
  const packages = namesOf(programme.packages)
  const chain = [...status.dates.values()].filter(
    ({ id, longest }) => longest && status.reports.get(id)?.finished === undefined,
  )
  if (chain.length === 0) return ''
  const rows = chain.map(({ finishDay: day, id }) => {
    const activity = activities.get(id)
    return [`  ${day}`, activity?.name ?? id, packages.get(activity?.package ?? '') ?? '']
  })
  const many = chain.length === 1 ? '1 activity' : `${count(chain.length)} activities`
  return [`The last day hangs on ${many}`, ...aligned(rows)].join('\n')
}

function riskText({ milestones, programme, risk }: BuildOut): string {
  if (!risk) return ''
  const names = namesOf(programme.activities)
  const due = new Map(milestones.map((one) => [one.activity.id, one.due]))
  const rows = [...risk.watched].map(([id, finishes]) => {
    const day = due.get(id)
    return [
      `  ${names.get(id) ?? id}`,
      ...SHARES.map((part) => finishes.dayWithin(part)),
      day === undefined ? '' : `${share(finishes.shareBy(endOf(day)))} by ${day}, the day that is set`,
    ]
  })
  const drivers = risk.drivers
    .filter(({ swing }) => swing !== 0)
    .slice(0, MOST_DRIVERS)
    .map(({ id, swing }) => [`  ${names.get(id) ?? id}`, days(Math.round(swing / 1_440))])
  const strikes = (programme.risks ?? []).flatMap((one): readonly (readonly string[])[] => {
    const effect = risk.shared.find(({ id }) => id === one.id)
    if (!effect) return []
    const { later, most } = effect
    const told = (minutes: number, what: string) => (minutes > 0 ? `${days(Math.round(minutes / 1_440))} ${what}` : '')
    const delayed = most ? told(most.later, names.get(most.id) ?? most.id) : ''
    const strikes = [...one.adds.keys()].join(', ')
    return [[`  ${one.name}`, share(one.chance), delayed, told(later, 'the last day'), strikes]]
  })
  return [
    ...aligned([['Risk: by when it is handed over', ...SHARES.map((part) => `in ${share(part)}`)], ...rows]),
    ...(drivers.length === 0
      ? []
      : ['What moves the last day most, from its best tenth to its worst', ...aligned(drivers)]),
    ...(strikes.length === 0
      ? []
      : [
          'What may strike several together: how likely, what it then delays by how much, what it strikes',
          ...aligned(strikes),
        ]),
  ].join('\n')
}

function performanceText({ baseline, performance, programme }: BuildOut): string {
  const measured = performance.flatMap((one) => ('why' in one ? [] : [one]))
  const unmeasured = performance.map(unmeasuredText).filter((text) => text !== '')
  if (measured.length + unmeasured.length === 0) return 'The baseline plans nothing that can be measured.'
  const head = ['Against the baseline', ...measured.map(({ measure }) => measure)]
  const table =
    measured.length === 0
      ? [`Against the baseline ${baseline?.id ?? ''}`]
      : aligned([head, ...figureRows(measured, programme.currency)])
  return [...table, ...unmeasured.map((text) => `  ${text}`)].join('\n')
}

/** A row for each figure that any measure has. */
function figureRows(
  measured: readonly Extract<Measured, Performance>[],
  currency: string,
): readonly (readonly string[])[] {
  const rows: readonly (readonly [
    string,
    (of: Performance, amount: (value: number) => string) => string | undefined,
  ])[] = [
    ['planned by now (PV)', ({ value }, amount) => amount(value.planned)],
    ['earned (EV)', ({ value }, amount) => amount(value.earned)],
    ['of all (BAC)', ({ value }, amount) => amount(value.budget)],
    ['SV = EV - PV', ({ value }, amount) => amount(value.scheduleVariance)],
    ['SPI = EV / PV', ({ value }) => value.schedulePerformance?.toFixed(2)],
    ['earned schedule (ES)', ({ schedule }) => months(schedule.earned)],
    ['time gone by (AT)', ({ schedule }) => months(schedule.actual)],
    ['SV(t) = ES - AT', ({ schedule }) => monthsText(schedule.variance)],
    ['SPI(t) = ES / AT', ({ schedule }) => schedule.performance?.toFixed(2)],
    ['spent (AC)', ({ value }, amount) => told(value.actual, amount)],
    ['CV = EV - AC', ({ value }, amount) => told(value.costVariance, amount)],
    ['CPI = EV / AC', ({ value }) => value.costPerformance?.toFixed(2)],
    ['EAC = BAC / CPI', ({ value }, amount) => told(value.estimateAtCompletion, amount)],
    ['TCPI', ({ value }) => value.toCompletePerformance?.toFixed(2)],
  ]
  return rows.flatMap(([name, figure]): readonly (readonly string[])[] => {
    const cells = measured.map((one) => figure(one, (value) => signed(one.measure, value, currency)) ?? '')
    return cells.some((cell) => cell !== '') ? [[`  ${name}`, ...cells]] : []
  })
}

function told(value: number | undefined, amount: (value: number) => string): string | undefined {
  return value === undefined ? undefined : amount(value)
}

/** An amount with its unit, also one below nothing. */
function signed(measure: PerformanceMeasure, value: number, currency: string): string {
  const size = Math.abs(value)
  const text = measure === 'money' ? `${count(Math.round(size))} ${currency}` : amount(measure, size)
  return value < 0 ? `-${text}` : text
}

function unmeasuredText(measured: Measured): string {
  if (!('why' in measured) || measured.why !== 'not-reported') return ''
  const named = measured.activities.slice(0, MOST_NAMED).join(', ')
  const more =
    measured.activities.length > MOST_NAMED ? ` and ${count(measured.activities.length - MOST_NAMED)} more` : ''
  return `${measured.measure}: not known, since of what was to begin there is no report but an assumed one: ${named}${more}`
}

function months(value: number): string {
  return `${three(value)} ${three(value) === '1' ? 'month' : 'months'}`
}

function monthsText(variance: number): string {
  const size = Math.abs(variance)
  return three(size) === three(0) ? 'on time' : `${months(size)} ${variance < 0 ? 'late' : 'early'}`
}
