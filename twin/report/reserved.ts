import type { ReportPlace } from './capacity-report.ts'

/** What dated edits bring to a place, in W or U; undefined where nobody was asked. */
export function reservedAt({ forecast, path }: ReportPlace, unit: 'W' | 'U'): number | undefined {
  const use = forecast?.uses.find((one) => one.place === path && one.unit === unit)
  return use?.steps.reduce((sum, { amount }) => sum + Math.max(0, amount), 0)
}
