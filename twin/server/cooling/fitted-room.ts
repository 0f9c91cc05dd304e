import type { ThermalParameters } from '../../analysis/cooling/room-thermal.ts'
import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { ThermalMemory } from './thermal-memory.ts'

/** What was last fitted to a room's own record; undefined where other racks stand in it on the day that is asked of than today. */
export function fittedRoom(
  thermals: Pick<ThermalMemory, 'of'>,
  today: Estate,
  then: Estate,
  room: string,
): ThermalParameters | undefined {
  return racksIn(today, room) === racksIn(then, room) ? thermals.of(room) : undefined
}

function racksIn(estate: Estate, room: string): string {
  const paths = estate.ofKind('rack').flatMap(({ path }) => (isWithin(path, room) ? [path] : []))
  return paths.sort().join()
}
