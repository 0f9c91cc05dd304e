import type { Day } from '../../model/day.ts'
import type { Baseline } from '../../model/programme.ts'
import { endOf, startDay } from '../../model/wall-minute.ts'
import { type Performance, type PerformanceMeasure, performanceOf, type Unmeasured } from './against-baseline.ts'
import { handedOver, moneyExpected, moneyPlan } from './amounts-by-day.ts'
import { firstDayOf, monthEnds } from './month-ends.ts'
import type { ProgrammeStatus } from './programme-status.ts'
import { MEASURES, plannedReadiness, readinessOf } from './readiness.ts'

/** A measure over the months: as it was planned, and as the schedule leads to. */
export interface MeasureCurve {
  readonly measure: PerformanceMeasure
  /** The day before the baseline begins, then ends of months until all is done. */
  readonly ends: readonly Day[]
  /** Nothing where there is no baseline, or where it plans nothing of the measure. */
  readonly planned: readonly number[]
  /** Of what the baseline has; of everything where it plans nothing of the measure. */
  readonly expected: readonly number[]
  readonly performance: Performance | Unmeasured
}

/** The curves of money and of all that is handed over. */
export function curvesOf(status: ProgrammeStatus, baseline: Baseline | undefined): readonly MeasureCurve[] {
  const { programme } = status
  const ends = endsOf(status, baseline)
  const ready = readinessOf(status)
  const plan = baseline ? plannedReadiness(programme, baseline) : { steps: [], untested: [] }
  return (['money', ...MEASURES] as const).map((measure) => {
    const planOf = measure !== 'money' ? handedOver(plan, measure) : baseline ? moneyPlan(programme, baseline) : () => 0
    const planned = ends.map((day, place) => (place === 0 ? 0 : planOf(day)))
    const isPlanned = (planned.at(-1) ?? 0) > 0
    const has = (id: string) => !isPlanned || baseline?.dates.has(id) === true
    const expectedOf =
      measure === 'money' ? moneyExpected(status, has) : handedOver(ready, measure, ({ activity }) => has(activity))
    return {
      ...{ measure, ends, planned, expected: ends.map(expectedOf) },
      performance: baseline
        ? performanceOf(status, baseline, measure, { ends, ready, planned: plan })
        : { why: 'nothing-planned' },
    }
  })
}

/** From the beginning of the baseline, else of the first activity, until everything is done, as it was planned and as it is. */
function endsOf({ dates, lastDay, programme }: ProgrammeStatus, baseline: Baseline | undefined): readonly Day[] {
  const { dataDate } = programme
  const begin = startDay(
    [...dates.values()].reduce((least, { earlyStart }) => (earlyStart < least ? earlyStart : least), endOf(dataDate)),
  )
  const first = baseline ? firstDayOf(baseline) : begin < dataDate ? begin : dataDate
  const last = [...(baseline?.dates.values() ?? [])].reduce(
    (most, one) => (one.finish > most ? one.finish : most),
    lastDay,
  )
  return monthEnds(first, last > dataDate ? last : dataDate)
}
