import type { Measure } from '../../analysis/build-out/readiness.ts'
import { count, power } from './figures-text.ts'

/** An amount of a measure, with its unit where it has one. */
export function amount(measure: Measure, value: number): string {
  if (measure === 'power' || measure === 'cooling') return power(value)
  return measure === 'area' ? `${count(value)} m²` : count(value)
}

/** Columns of texts, each as wide as its widest. */
export function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = []
  for (const row of rows) for (const [at, text] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, text.length)
  return rows.map((row) =>
    row
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
