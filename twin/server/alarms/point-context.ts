import type { PointContext } from '../../analysis/alarms/alarm-rule.ts'
import { feedCapacity, pduCapacity } from '../../analysis/rollup/feed-capacity.ts'
import type { Estate } from '../../model/estate.ts'
import type { PowerFeed, RackPdu, Thing } from '../../model/things.ts'

const BANK = /^bank-(\d+)\//

/** What the alarm rules need to know of a point, from the estate. */
export function pointContext(estate: Estate, thing: Thing, local: string): PointContext {
  let room: Thing | undefined = thing
  while (room && room.kind !== 'room') room = estate.parent(room)
  return {
    kind: thing.kind,
    role: thing.kind === 'probe' ? thing.role : undefined,
    local,
    room: room?.kind === 'room' ? room : undefined,
    amperes: deratedAmperes(estate, thing, local),
  }
}

function deratedAmperes(estate: Estate, thing: Thing, local: string): number | undefined {
  if (thing.kind === 'rack-pdu') {
    const feed = feedOf(estate, thing)
    const bank = BANK.exec(local)?.[1]
    if (bank === undefined) return pduCapacity(thing, feed).perLine
    const breaker = thing.banks[Number(bank) - 1]?.breaker
    const line = pduCapacity(thing, feed).perLine
    // The feed's derating is a setting of the installation and holds for the branch breakers as well.
    return breaker === undefined ? undefined : breaker * (line / Math.min(thing.amperage, feed?.amperage ?? Infinity))
  }
  if (thing.kind === 'meter') {
    const measured = estate.find(thing.measures)
    if (measured?.kind === 'power-feed' && measured.amperage !== undefined) return feedCapacity(measured).perLine
    if (measured?.kind === 'power-panel') return measured.rating
    if (measured?.kind === 'rack-pdu') return pduCapacity(measured, feedOf(estate, measured)).perLine
  }
  return undefined
}

function feedOf(estate: Estate, pdu: RackPdu): PowerFeed | undefined {
  const primary = pdu.supplies.find((supply) => supply.role === 'primary')
  const from = primary && estate.find(primary.from)
  return from?.kind === 'power-feed' ? from : undefined
}
