import type { Use } from '../../analysis/power/use.ts'

export function usage({ share: of, by, value, limit, unit, atLeast }: Use): string {
  const line = by === 'total' ? '' : ` on ${by.toUpperCase()}`
  return `${atLeast ? 'at least ' : ''}${share(of)}${line} (${three(value)} of ${three(limit)} ${unit})`
}

export function place(path: string, bank: string | undefined): string {
  return bank === undefined ? path : `${path} ${bank}`
}

export function power(value: number): string {
  return value >= 1e6 ? `${three(value / 1e6)} MW` : value >= 1000 ? `${three(value / 1000)} kW` : `${three(value)} W`
}

export function time(seconds: number): string {
  if (seconds === Number.POSITIVE_INFINITY) return 'ever'
  if (seconds >= 2 * 3600) return `${three(seconds / 3600)} h`
  return seconds >= 120 ? `${three(seconds / 60)} min` : `${three(seconds)} s`
}

export function three(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en', { maximumFractionDigits: 3 })
}

export function share(value: number): string {
  return `${Math.round(value * 100)} %`
}

export function count(value: number): string {
  return value.toLocaleString('en')
}
