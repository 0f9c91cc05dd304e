import type { Estate } from '../../model/estate.ts'
import type { Thing } from '../../model/things.ts'
import type { ThingAnswer } from '../../protocol/rest.ts'
import { orNull } from '../http/numbers.ts'
import type { ValuePlane } from '../values/value-plane.ts'
import { brief } from './brief.ts'

type Chain = ThingAnswer['powerChains'][number]

/** The way up from a thing to the utility, one list for each way that power comes: by cords, or by its own supplies. */
export function powerChains(values: ValuePlane, thing: Thing): Chain[] {
  const { estate } = values
  if (thing.kind === 'rack') {
    const pdus = estate.children(thing.path).filter((child) => child.kind === 'rack-pdu')
    return pdus.map((pdu) => chain(values, pdu.side, pdu))
  }
  if (thing.kind === 'device') {
    const pdus = [...new Set(thing.cords.map((cord) => cord.pdu))].map((path) => estate.find(path))
    return pdus.flatMap((pdu) => (pdu?.kind === 'rack-pdu' ? chain(values, pdu.side, pdu) : []))
  }
  if (!('supplies' in thing)) return []
  if (thing.kind === 'rack-pdu' || thing.kind === 'power-feed') return [chain(values, thing.side, thing)]
  return thing.supplies.flatMap(({ from, role }) => {
    const above = estate.find(from)
    return above ? chain(values, role, above) : []
  })
}

function chain(values: ValuePlane, side: string, first: Thing): Chain {
  const steps: Chain['steps'] = []
  const seen = new Set<number>()
  for (let step: Thing | undefined = first; step && !seen.has(step.index); step = primaryOf(values.estate, step)) {
    seen.add(step.index)
    const { watts, provenance } = values.chain.load(step.index)
    steps.push({ ...brief(step), watts: orNull(watts), ratingWatts: orNull(values.chain.rating(step)), provenance })
  }
  return { side, steps }
}

function primaryOf(estate: Estate, thing: Thing): Thing | undefined {
  if (!('supplies' in thing)) return undefined
  const primary = thing.supplies.find(({ role }) => role === 'primary')
  return primary && estate.find(primary.from)
}
