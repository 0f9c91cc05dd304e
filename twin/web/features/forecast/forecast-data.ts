import type { ForecastView } from '../../../protocol/forecast.ts'

export type Use = ForecastView['uses'][number]
export type Constraint = ForecastView['constraints'][number]
type Fan = Extract<Use['forecast'], { kind: 'forecast' }>['days']

const DAY_MS = 86_400_000
const YEAR_MS = 366 * DAY_MS
/** So much more than until the last date is drawn. */
const BEYOND = 1.25

/** Columns on one time axis: what was, and the fan of what is foretold. */
export interface FanColumns {
  /** Epoch seconds, rising. */
  readonly seconds: readonly number[]
  readonly mean: readonly (number | null)[]
  readonly p10: readonly (number | null)[]
  readonly p50: readonly (number | null)[]
  readonly p90: readonly (number | null)[]
}

/** @param until epoch ms: what is foretold beyond it is left out */
export function fanColumns({ forecast, history }: Use, until: number): FanColumns {
  const fan = fanOf(forecast).filter(({ at }) => at <= until)
  const blank = (of: readonly unknown[]): null[] => of.map(() => null)
  const ahead = (of: 'p10' | 'p50' | 'p90') => [...blank(history.days), ...fan.map((day) => day[of])]
  return {
    seconds: [...history.days.map((_, i) => history.from + i * DAY_MS), ...fan.map(({ at }) => at)].map(
      (at) => at / 1000,
    ),
    mean: [...history.days, ...blank(fan)],
    ...{ p10: ahead('p10'), p50: ahead('p50'), p90: ahead('p90') },
  }
}

/** Until when the fan is drawn: a year at least, and some time beyond the last day on which it may be full. */
export function drawnUntil(now: number, full: Constraint['full']): number {
  const last = full?.p90 ?? full?.p50 ?? full?.p10 ?? now
  return now + Math.max(YEAR_MS, (last - now) * BEYOND)
}

/** A month of the drawing in numbers: means over its days. */
export interface MonthRow {
  /** `2027-03`, in UTC as days are counted. */
  readonly month: string
  readonly mean: number | null
  readonly p10: number | null
  readonly p50: number | null
  readonly p90: number | null
  /** Reservations that begin or end in it. */
  readonly steps: readonly string[]
}

/** The drawing as a table, the earliest month first. */
export function monthRows({ forecast, history, steps }: Use): readonly MonthRow[] {
  const months = new Map<string, { mean: number[]; fan: Fan[number][]; steps: string[] }>()
  const of = (at: number) => {
    const month = new Date(at).toISOString().slice(0, 7)
    const known = months.get(month) ?? { mean: [], fan: [], steps: [] }
    months.set(month, known)
    return known
  }
  for (const [i, value] of history.days.entries()) if (value !== null) of(history.from + i * DAY_MS).mean.push(value)
  for (const day of fanOf(forecast)) of(day.at).fan.push(day)
  const last = fanOf(forecast).at(-1)?.at ?? Number.NEGATIVE_INFINITY
  for (const { at, name } of steps) if (at <= last) of(at).steps.push(name)
  return [...months]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([month, { fan, mean, steps: names }]) => ({
      month,
      mean: meanOf(mean),
      p10: meanOf(fan.map(({ p10 }) => p10)),
      p50: meanOf(fan.map(({ p50 }) => p50)),
      p90: meanOf(fan.map(({ p90 }) => p90)),
      steps: names,
    }))
}

/** Every day that was and every seventh that is foretold, as a file has it. */
export function forecastCsv(use: Use, limit: number | null): readonly (readonly (string | number | null)[])[] {
  const rows = fanColumns(use, Number.POSITIVE_INFINITY)
  const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  return [
    ['day', `mean ${use.unit}`, 'p10', 'p50', 'p90', 'limit', 'step', 'step name'],
    ...rows.seconds.map((second, i) => [
      iso(second * 1000),
      ...[rows.mean[i] ?? null, rows.p10[i] ?? null, rows.p50[i] ?? null, rows.p90[i] ?? null],
      ...[limit, null, null],
    ]),
    ...use.steps.map(({ amount, at, name }) => [iso(at), null, null, null, null, limit, amount, name]),
  ]
}

function fanOf(forecast: Use['forecast']): Fan {
  return forecast.kind === 'forecast' ? forecast.days : []
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}
