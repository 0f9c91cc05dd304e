import type { Chiller, Crah } from '../../model/things.ts'

/** Chillers that share the units which they cool, and the heat that comes to them. */
export interface LoopCooling {
  readonly chillers: readonly string[]
  /** Cooling units on it. */
  readonly units: readonly string[]
  readonly capacity: number
  readonly withoutGreatest: number
  readonly greatest: string
  readonly heat: number
  readonly free: number
  readonly holds: boolean
}

interface Loop {
  readonly chillers: Set<string>
  readonly units: Crah[]
}

/** Units that name a chiller in common hang on one loop, directly or through others. Units without a chiller are on none. */
function loopsOf(crahs: readonly Crah[]): readonly Loop[] {
  const loops = new Set<Loop>()
  const at = new Map<string, Loop>()
  for (const crah of crahs) {
    if (crah.chilledBy.length === 0) continue
    const joined = [...new Set(crah.chilledBy.flatMap((path) => at.get(path) ?? []))]
    const [first, ...others] = joined
    const loop = first ?? { chillers: new Set<string>(), units: [] }
    loops.add(loop)
    for (const other of others) {
      loops.delete(other)
      loop.units.push(...other.units)
      for (const path of other.chillers) loop.chillers.add(path)
    }
    loop.units.push(crah)
    for (const path of crah.chilledBy) loop.chillers.add(path)
    for (const path of loop.chillers) at.set(path, loop)
  }
  return [...loops]
}

/**
 * N+1 of each loop of chillers: its heat is at most what they give without the greatest.
 * @param heatOf watts that a cooling unit takes away
 */
export function waterLoops(
  crahs: readonly Crah[],
  chillers: ReadonlyMap<string, Chiller>,
  heatOf: (unit: Crah) => number,
): readonly LoopCooling[] {
  return loopsOf(crahs).flatMap(({ chillers: paths, units }) => {
    const own = [...paths].flatMap((path) => chillers.get(path) ?? [])
    const [first] = own
    if (!first) return []
    const greatest = own.reduce((most, one) => (one.capacity > most.capacity ? one : most), first)
    const capacity = own.reduce((sum, one) => sum + one.capacity, 0)
    const heat = units.reduce((sum, unit) => sum + heatOf(unit), 0)
    const withoutGreatest = capacity - greatest.capacity
    return {
      chillers: own.map(({ path }) => path),
      units: units.map(({ path }) => path),
      capacity,
      withoutGreatest,
      greatest: greatest.path,
      heat,
      free: withoutGreatest - heat,
      holds: heat <= withoutGreatest,
    }
  })
}
