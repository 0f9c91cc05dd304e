import type { Estate } from '../../model/estate.ts'
import { FloorLoads } from '../space/floor-load.ts'
import type { PowerFinding } from './power-finding.ts'

/** Racks that lay more on the floor than it bears, by what is known of their mass: the truth may be worse, never better. */
export function floorFindings(estate: Estate): readonly PowerFinding[] {
  const loads = new FloorLoads(estate)
  return estate.ofKind('rack').flatMap((rack): PowerFinding[] => {
    const { load, loadLimit, point, pointLimit } = loads.of(rack)
    return [
      ...(load > loadLimit
        ? [{ kind: 'floor-load' as const, what: 'floor' as const, value: load, limit: loadLimit, paths: [rack.path] }]
        : []),
      ...(point > pointLimit
        ? [{ kind: 'floor-load' as const, what: 'foot' as const, value: point, limit: pointLimit, paths: [rack.path] }]
        : []),
    ]
  })
}
