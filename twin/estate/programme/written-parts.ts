import type {
  HandOver,
  Link,
  ProgrammeActivity,
  ProgrammeDemand,
  ProgressReport,
  SharedRisk,
  Sum,
  WorkPackage,
} from '../../model/programme.ts'
import { type WorkLengths, workText } from '../../model/work-amount.ts'
import { constraintFields } from './date-constraints.ts'

/** Of an activity whose calendar is none. */
export const NO_LENGTHS: WorkLengths = { day: 0, week: 0 }

export function writtenDemand({ area, power, source, ...said }: ProgrammeDemand, around: Sum['source']) {
  return { ...defined(said), ...figureTexts({ area, power }), ...(source !== around && { source }) }
}

/** A work package as its file has it, without its activities. @param around the source that counts where it says none */
export function writtenPackage({ budget, source, ...said }: WorkPackage, around: Sum['source']) {
  return {
    ...defined(said),
    ...(source !== around && { source }),
    ...(budget && { budget: defined(budget) }),
  }
}

/** A shared risk as the file of a programme has it. */
export function writtenRisk(
  { adds, chance, source, ...said }: SharedRisk,
  lengthsOf: (activity: string) => WorkLengths,
  around: Sum['source'],
) {
  const { id, name, nameSr, note, noteSr } = said
  return {
    ...defined({ id, name, nameSr, note, noteSr }),
    ...(source !== around && { source }),
    percent: percentOf(chance),
    delays: Object.fromEntries(
      Array.from(adds, ([activity, { high, likely, low }]) => {
        const work = (minutes: number) => workText(minutes, lengthsOf(activity))
        return [activity, { low: work(low), likely: work(likely), high: work(high) }]
      }),
    ),
  }
}

interface Around {
  readonly source: Sum['source']
  readonly calendar: string | undefined
  readonly lengths: WorkLengths
  readonly after: readonly string[]
}

/** An activity as the file of a programme has it. */
export function writtenActivity(activity: ProgrammeActivity, { after, calendar, lengths, source }: Around) {
  const { budget, constraints, duration, estimate, handsOver, id, kind, name, nameSr, package: _, ...said } = activity
  const work = (minutes: number) => workText(minutes, lengths)
  return {
    ...defined({ id, name, nameSr }),
    ...(activity.calendar !== calendar && { calendar: activity.calendar }),
    duration: work(duration),
    ...(kind === 'level-of-effort' && { kind }),
    ...(after.length > 0 && { after }),
    ...constraintFields(constraints),
    ...(estimate && {
      estimate: { low: work(estimate.low), likely: work(estimate.likely), high: work(estimate.high) },
    }),
    ...(handsOver && { handsOver: handOverTexts(handsOver) }),
    ...(budget && { budget: defined(budget) }),
    ...defined({ ...said, calendar: undefined, source: activity.source === source ? undefined : activity.source }),
  }
}

function handOverTexts({ area, cooling, power, ...said }: HandOver) {
  return { ...figureTexts({ area, power, cooling }), ...defined(said) }
}

function figureTexts({ area, cooling, power }: Pick<HandOver, 'area' | 'cooling' | 'power'>) {
  return {
    ...(area !== undefined && { area: `${area} m2` }),
    ...(power !== undefined && { power: powerText(power) }),
    ...(cooling !== undefined && { cooling: powerText(cooling) }),
  }
}

function powerText(watts: number): string {
  return watts >= 1e6 && watts % 1e5 === 0 && (watts / 1e6) * 1e6 === watts ? `${watts / 1e6} MW` : `${watts} W`
}

/** `excavation SS + 10 d`. */
export function linkText(
  link: Link,
  byCalendar: ReadonlyMap<string, WorkLengths>,
  ofActivity: (id: string) => WorkLengths,
) {
  const { from, lag, lagCalendar, type } = link
  const counted = (lagCalendar === undefined ? undefined : byCalendar.get(lagCalendar)) ?? ofActivity(from)
  const by = lagCalendar === undefined ? '' : ` by ${lagCalendar}`
  // A calendar that is named stands behind a lag, also behind none.
  const text = lag === 0 && by === '' ? '' : ` ${lag < 0 ? '-' : '+'} ${workText(Math.abs(lag), counted)}${by}`
  return `${from}${type === 'FS' ? '' : ` ${type}`}${text}`
}

/** A report as the file of a programme has it. */
export function writtenReport({ done, remaining, source, ...said }: ProgressReport, lengths: WorkLengths) {
  const { activity, at, by, cost, evidence, finished, note, started } = said
  return {
    ...{ activity, at, by, percent: percentOf(done) },
    ...defined({ started, finished }),
    ...(remaining !== undefined && { remaining: workText(remaining, lengths) }),
    ...defined({ cost, evidence, note }),
    ...(source !== 'survey' && { source }),
  }
}

/** The shortest percentage that is read back as the same share; not each share of the last digit is one of a percentage. */
function percentOf(done: number): number {
  const short = Number((done * 100).toPrecision(15))
  return short / 100 === done ? short : done * 100
}

/** The fields that say something. */
export function defined<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
