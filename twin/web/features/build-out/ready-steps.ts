import type { Measure } from '../../../analysis/build-out/readiness.ts'
import type { BuildOutView, ReadyStepView } from '../../../protocol/build-out.ts'

type Steps = readonly ReadyStepView[]

/** The sum of a measure by the end of a day. */
export function sumBy(steps: Steps, measure: Measure, day: string): number {
  return steps.reduce((sum, step) => (step.measure === measure && step.day <= day ? sum + step.amount : sum), 0)
}

/** Columns of a chart that rises in steps: seconds of days, and the sums by their ends. */
export interface ReadyColumns {
  readonly seconds: readonly number[]
  /** Null after the data date. */
  readonly built: readonly (number | null)[]
  /** Null before the data date. */
  readonly expected: readonly (number | null)[]
  /** What the baseline wanted; null where it has nothing of the measure. */
  readonly planned: readonly (number | null)[]
}

/**
 * What is ready by which day: built until the data date, expected after it, and as a baseline wanted it.
 * @param span first and last day of the chart
 */
export function readyColumns(
  { dataDate, ready }: Pick<BuildOutView, 'dataDate' | 'ready'>,
  measure: Measure,
  baseline: string | null,
  span: { readonly first: string; readonly last: string },
): ReadyColumns {
  const plan =
    (baseline === null ? undefined : ready.planned[baseline])?.filter((step) => step.measure === measure) ?? []
  const steps = ready.steps.filter((step) => step.measure === measure)
  const days = [...new Set([span.first, dataDate, span.last, ...[...steps, ...plan].map(({ day }) => day)])]
    .filter((day) => day >= span.first && day <= span.last)
    .sort()
  const sums = (of: Steps) => days.map((day) => sumBy(of, measure, day))
  const all = sums(steps)
  const planned = sums(plan)
  return {
    seconds: days.map((day) => Date.parse(day) / 1000),
    built: all.map((sum, at) => ((days[at] ?? '') <= dataDate ? sum : null)),
    expected: all.map((sum, at) => ((days[at] ?? '') >= dataDate ? sum : null)),
    planned: planned.map((sum) => (plan.length > 0 ? sum : null)),
  }
}

/** A hand-over in a table: what is ready when, and when it was wanted. */
export interface HandOverRow {
  readonly step: ReadyStepView
  /** Of the same measure, with all before it. */
  readonly sum: number
  readonly planned: string | null
}

/** Hand-overs of all measures by day. */
export function handOverRows({ ready }: Pick<BuildOutView, 'ready'>, baseline: string | null): readonly HandOverRow[] {
  const plan = baseline === null ? [] : (ready.planned[baseline] ?? [])
  const sums = new Map<Measure, number>()
  return ready.steps.map((step) => {
    const sum = (sums.get(step.measure) ?? 0) + step.amount
    sums.set(step.measure, sum)
    const planned = plan.find(({ activity, measure }) => activity === step.activity && measure === step.measure)
    return { step, sum, planned: planned?.day ?? null }
  })
}
