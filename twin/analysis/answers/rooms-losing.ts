import type { Overheat } from '../cooling/cooling-failure.ts'

type Losing = Pick<Overheat, 'passes'> & { readonly liquidUncooled: number | null }

/** Whether a room that loses cooling gets too warm, or may. */
export function isHot({ liquidUncooled, passes }: Losing): boolean {
  return passes !== 'never' || (liquidUncooled ?? 0) > 0
}

/** How many rooms get too warm by a loss of cooling, or may, and how many merely lose some of it. */
export function roomsLosing(overheats: readonly Losing[]): { readonly hot: number; readonly less: number } {
  const hot = overheats.filter(isHot).length
  return { hot, less: overheats.length - hot }
}
