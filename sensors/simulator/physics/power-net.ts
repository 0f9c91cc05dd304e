import type { Estate } from '../../../twin/model/estate.ts'
import { POWER_CHAIN_KINDS } from '../../../twin/model/kinds.ts'
import type { ThingPath } from '../../../twin/model/path.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import { smoothNoise } from './noise.ts'
import { PowerNode, type PowerThing } from './power-node.ts'

const KINDS = [...POWER_CHAIN_KINDS, 'rack-pdu', 'crah', 'chiller'] as const

/** The power chain of the estate. One step: `energise` from the sources down, loads set on the leaves, `carry` back up. */
export class PowerNet {
  /** Every node after its sources. */
  readonly nodes: readonly PowerNode[]
  readonly #byPath = new Map<string, PowerNode>()
  readonly #seed: number

  /** @throws Error when things feed each other in a circle */
  constructor(estate: Estate, seed: number) {
    this.#seed = seed
    const made: PowerNode[] = []
    const open = new Set<string>()
    const make = (thing: PowerThing): PowerNode => {
      const known = this.#byPath.get(thing.path)
      if (known) return known
      if (open.has(thing.path))
        throw new Error(`${thing.path} feeds itself through its supplies; a source must come first`)
      open.add(thing.path)
      const node = new PowerNode(thing, sourcesOf(thing, estate).map(make))
      this.#byPath.set(thing.path, node)
      made.push(node)
      return node
    }
    for (const kind of KINDS) for (const thing of estate.ofKind(kind)) make(thing)
    this.nodes = made
  }

  node(path: ThingPath): PowerNode | undefined {
    return this.#byPath.get(path)
  }

  /** Who has voltage now? Starts generators that are wanted and moves transfer switches. Returns whether anything changed. */
  energise(at: EpochMs, seconds: number): boolean {
    let hasChanged = false
    const wanted = new Set<PowerNode>()
    for (const node of this.nodes) {
      const better = node.sources.findIndex((source) => source.isLive && !source.generator)
      if (better >= 0) continue
      for (const source of node.sources) if (source.generator) wanted.add(source)
    }
    for (const node of this.nodes) {
      const wasLive = node.isLive
      node.watts.fill(0)
      node.voltAmperes.fill(0)
      if (node.generator) node.isLive = node.generator.choose(wanted.has(node) && !node.isBroken, seconds)
      else if (node.thing.kind === 'utility') node.isLive = !node.isBroken
      else {
        const hasInput = node.chooseSource(seconds) && !node.isBroken
        node.isLive = node.ups ? node.ups.choose(hasInput) && !node.isBroken : hasInput
        if (node.ups?.mode === 'on-battery') node.source = undefined
      }
      this.#setVoltage(node, at)
      if (node.isLive !== wasLive) hasChanged = true
    }
    return hasChanged
  }

  /** Hands every load up to its source. Leaves must have their watts set; afterwards each node's figures are this step's. */
  carry(seconds: number): void {
    for (let at = this.nodes.length - 1; at >= 0; at--) this.nodes[at]?.pass(seconds)
  }

  #setVoltage(node: PowerNode, at: EpochMs): void {
    const stream = node.thing.index
    if (!node.isLive) node.voltage = 0
    else if (node.ups) node.voltage = node.nominal * (1 + 0.002 * smoothNoise(this.#seed, stream, at / 60_000))
    else if (node.thing.kind === 'utility') {
      node.voltage = node.nominal * (1 + 0.015 * smoothNoise(this.#seed, stream, at / 1_800_000))
    } else if (node.source) {
      const relative = node.source.voltage / node.source.nominal
      // About half a percent is lost on the way to a rack PDU.
      node.voltage = node.nominal * relative * (node.thing.kind === 'rack-pdu' ? 0.995 : 1)
    } else node.voltage = node.nominal
  }
}

function sourcesOf(thing: PowerThing, estate: Estate): PowerThing[] {
  if (!('supplies' in thing)) return []
  const ordered = [...thing.supplies].sort((a, b) => Number(a.role === 'alternate') - Number(b.role === 'alternate'))
  const sources: PowerThing[] = []
  for (const supply of ordered) {
    const source = estate.find(supply.from)
    if (source && isPowerThing(source)) sources.push(source)
  }
  return sources
}

function isPowerThing(thing: { readonly kind: string }): thing is PowerThing {
  return (KINDS as readonly string[]).includes(thing.kind)
}
