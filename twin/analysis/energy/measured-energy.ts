import { type EpochMs, type WattHours, wattHours } from '../../model/units.ts'

const HOUR_MS = 3_600_000

/** Energy of a period, and how much of the period was measured. */
export interface MeasuredEnergy {
  /** Of the measured time only. */
  readonly energy: WattHours
  /** 0 to 1: share of the period. */
  readonly coverage: number
}

/** What a meter's register said at an instant, in Wh. */
export interface CounterSample {
  readonly at: EpochMs
  readonly value: number
}

/** Mean power over a time, in W; NaN where nothing was measured. */
export interface PowerSpan {
  readonly from: EpochMs
  readonly to: EpochMs
  readonly watts: number
}

/**
 * Energy that a counter counted in a period. Between two samples it is their difference, over a gap too; at the edges of the period, its share by time. A fall is a rollover
 * where the register's size is known and the difference so found is under half of it; otherwise a reset: what was counted across it is unknown, so
 * that time is not measured.
 * @param size Wh at which the register begins again from zero; absent where unknown
 */
export function energyOfCounter(
  samples: readonly CounterSample[],
  from: EpochMs,
  to: EpochMs,
  size?: number,
): MeasuredEnergy {
  const sorted = samples.filter(({ value }) => Number.isFinite(value)).sort((a, b) => a.at - b.at)
  const spans: PowerSpan[] = []
  let before: CounterSample | undefined
  for (const sample of sorted) {
    if (before !== undefined && sample.at > before.at) {
      const counted = countedBetween(before.value, sample.value, size)
      spans.push({ from: before.at, to: sample.at, watts: (counted * HOUR_MS) / (sample.at - before.at) })
    }
    before = sample
  }
  return energyOfPower(spans, from, to)
}

/** Energy of power that was measured in spans of a period. Where spans overlap, the earlier one counts; a span of no length, and one without a value, measure nothing. */
export function energyOfPower(spans: readonly PowerSpan[], from: EpochMs, to: EpochMs): MeasuredEnergy {
  if (!(to > from)) return { energy: wattHours(0), coverage: 0 }
  let energy = 0
  let measured = 0
  let reached: number = from
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const start = Math.max(span.from, reached)
    const end = Math.min(span.to, to)
    if (!(end > start) || !Number.isFinite(span.watts)) continue
    energy += (span.watts * (end - start)) / HOUR_MS
    measured += end - start
    reached = end
  }
  return { energy: wattHours(energy), coverage: measured / (to - from) }
}

function countedBetween(before: number, after: number, size: number | undefined): number {
  if (after >= before) return after - before
  if (size === undefined) return Number.NaN
  const rolled = size - before + after
  return rolled < size / 2 ? rolled : Number.NaN
}
