import type { Overheat } from '../cooling/cooling-failure.ts'

type Losing = Pick<Overheat, 'passes'> & { readonly liquidUncooled: number | null }

/** How many rooms get too warm by a loss of cooling, or may, and how many merely lose some of it. */
export function roomsLosing(overheats: readonly Losing[]): { readonly hot: number; readonly less: number } {
  const hot = overheats.filter(({ passes, liquidUncooled }) => passes !== 'never' || (liquidUncooled ?? 0) > 0).length
  return { hot, less: overheats.length - hot }
}
