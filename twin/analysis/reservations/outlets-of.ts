import { joinPath } from '../../model/path.ts'
import type { DatedEdit } from '../../model/reservation.ts'
import type { Corded } from '../placement/request.ts'

/** The devices of a dated edit with the outlets that they are to have. */
export function outletsOf({ devices }: Pick<DatedEdit, 'devices'>): readonly Corded[] {
  return devices.map(({ cords, name, rack }) => ({ path: joinPath(rack, name), rack, cords }))
}
