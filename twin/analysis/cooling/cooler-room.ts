import type { Estate } from '../../model/estate.ts'
import type { Crah, Room, Thing } from '../../model/things.ts'

/** The room that a thing stands in. */
export function roomAround(estate: Estate, thing: Thing): Room | undefined {
  for (let above: Thing | undefined = thing; above; above = estate.parent(above))
    if (above.kind === 'room') return above
  return undefined
}

/** The room that a cooling unit blows into: the one that it names as its zone, else the one that it stands in. */
export function coolerRoom(estate: Estate, crah: Crah): Room | undefined {
  const { zone } = crah
  if (zone === undefined) return roomAround(estate, crah)
  const named = estate.ofKind('room').filter(({ path }) => path === zone || path.endsWith(`/${zone}`))
  return (
    named.find(({ path }) => path.split('/')[0] === crah.path.split('/')[0]) ?? named[0] ?? roomAround(estate, crah)
  )
}
