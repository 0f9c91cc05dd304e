import type { Measure } from '../../../analysis/build-out/readiness.ts'
import type { BuildOutMilestone, BuildOutRiskView, BuildOutView } from '../../../protocol/build-out.ts'

const TOLD = ['area', 'racks', 'power'] as const satisfies readonly Measure[]

/** What a planner wants to know first. */
export interface Verdict {
  /** The day by which something was agreed or set that is still to come: the next one; undefined where there is none. */
  readonly by: string | undefined
  /** What was to be ready by then, and what the schedule leads to by then. */
  readonly promised: readonly {
    readonly measure: (typeof TOLD)[number]
    readonly wanted: number
    readonly ready: number
  }[]
  /** Milestones that are not done and come after what was wanted, the latest first; of the same lateness what hands something over. */
  readonly late: readonly (BuildOutMilestone & { readonly days: number })[]
  /** Whether a day is wanted or set for anything that is to come. */
  readonly hasDays: boolean
  /** The next that is handed over; where nothing is, the next milestone. */
  readonly next: BuildOutMilestone | undefined
}

/** What the schedule hands over in time and most trial runs do not: by the day that was wanted, with the day that half of them keep. */
export function doubtful(
  { milestones }: BuildOutView,
  { handOvers }: BuildOutRiskView,
): readonly { readonly activity: string; readonly p50: string }[] {
  const half = new Map(handOvers.map(({ activity, p50 }) => [activity, p50]))
  return milestones.flatMap(({ activity, day, due, isDone, planned }) => {
    const wanted = planned ?? due
    const p50 = half.get(activity)
    const isInTime = !isDone && wanted !== null && day <= wanted
    return isInTime && p50 !== undefined && p50 > wanted ? { activity, p50 } : []
  })
}

/** Sums what hand-overs were wanted by the next such day against what the schedule leads to by then. */
export function verdictOf({ activities, dataDate, milestones, ready }: BuildOutView): Verdict {
  const handing = new Map(activities.flatMap(({ handsOver, id }) => (handsOver ? [[id, handsOver] as const] : [])))
  const handOvers = milestones.filter(({ activity }) => handing.has(activity))
  const open = handOvers.filter(({ isDone }) => !isDone)
  const wantedOf = ({ due, planned }: BuildOutMilestone) => planned ?? due
  const by = open.map(wantedOf).reduce(earlier, null) ?? undefined
  const wanted = handOvers.filter((one) => by !== undefined && (wantedOf(one) ?? '9999') <= by)
  const ids = new Set(wanted.map(({ activity }) => activity))
  const promised = TOLD.map((measure) => ({
    measure,
    wanted: wanted.reduce((sum, { activity }) => sum + (handing.get(activity)?.[measure] ?? 0), 0),
    ready: ready.steps
      .filter((step) => step.measure === measure && ids.has(step.activity) && step.day <= (by ?? dataDate))
      .reduce((sum, { amount }) => sum + amount, 0),
  })).filter((one) => one.wanted > 0)
  const late = milestones
    .flatMap((one) => (!one.isDone && one.late !== null && one.late > 0 ? { ...one, days: one.late } : []))
    .sort(
      (one, other) => other.days - one.days || Number(handing.has(other.activity)) - Number(handing.has(one.activity)),
    )
  const toCome = milestones.filter(({ isDone }) => !isDone)
  const hasDays = toCome.some((one) => one.late !== null)
  const next = (open.length > 0 ? open : toCome).toSorted((one, other) => (one.day < other.day ? -1 : 1))[0]
  return { by, promised, hasDays, late, next }
}

function earlier(one: string | null, other: string | null): string | null {
  return one === null || (other !== null && other < one) ? other : one
}
