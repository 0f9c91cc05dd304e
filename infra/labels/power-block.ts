import type { Estate } from '../../twin/model/estate.ts'
import type { ThingPath } from '../../twin/model/path.ts'
import type { Device } from '../../twin/model/things.ts'

/** The UPS that a rack rests on, sorted by path; or why nobody can say. */
export type PowerBlock = { readonly of: readonly ThingPath[] } | { readonly why: string }

/**
 * Finds the power block of devices: from the rack PDUs that their cords lead to, up by every source, primary or alternate, to the first UPS on each
 * way. What lies above a UPS is not part of it, and a bypass around one does not hide it. A rack PDU with no UPS above it leaves the block unknown:
 * half of a pair would be a guess.
 */
export function powerBlocks(estate: Estate): (devices: readonly Device[]) => PowerBlock {
  const known = new Map<ThingPath, readonly ThingPath[]>()
  const upsAbove = (pdu: ThingPath) => {
    const found = known.get(pdu) ?? firstUpsAbove(estate, pdu)
    known.set(pdu, found)
    return found
  }
  return (devices) => {
    const pdus = [...new Set(devices.flatMap(({ cords }) => cords.map(({ pdu }) => pdu)))]
    if (pdus.length === 0) return { why: 'none of its servers has a power cord' }
    const bare = pdus.find((pdu) => upsAbove(pdu).length === 0)
    if (bare !== undefined) return { why: `no UPS stands above ${bare}` }
    return { of: [...new Set(pdus.flatMap(upsAbove))].sort() }
  }
}

function firstUpsAbove(estate: Estate, start: ThingPath): readonly ThingPath[] {
  const found: ThingPath[] = []
  // Boards that are tied feed each other.
  const seen = new Set<ThingPath>([start])
  const waiting = [start]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const thing = estate.find(path)
    if (thing?.kind === 'ups') found.push(thing.path)
    else if (thing && 'supplies' in thing) {
      for (const { from } of thing.supplies) {
        if (seen.has(from)) continue
        seen.add(from)
        waiting.push(from)
      }
    }
  }
  return found
}
