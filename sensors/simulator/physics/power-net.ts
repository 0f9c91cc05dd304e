import type { Estate } from '../../../twin/model/estate.ts'
import { POWER_CHAIN_KINDS } from '../../../twin/model/kinds.ts'
import type { ThingPath } from '../../../twin/model/path.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import { smoothNoise } from './noise.ts'
import { PowerNode, type PowerThing } from './power-node.ts'

const KINDS = [...POWER_CHAIN_KINDS, 'rack-pdu', 'crah', 'chiller'] as const

/**
 * The power chain of the estate. One step: `energise` from the sources down, loads set on the leaves, `carry` back up. What two things
 * that a tie lets feed each other take from each other is a step late.
 */
export class PowerNet {
  /** Every node after its sources, but for ties: what would close a loop comes later. */
  readonly nodes: readonly PowerNode[]
  readonly #byPath = new Map<string, PowerNode>()
  /** Those with a source that comes later. */
  readonly #tied: readonly { readonly node: PowerNode; readonly later: ReadonlySet<PowerNode> }[]
  readonly #seed: number

  /** @throws Error when things feed each other in a circle by their first choices */
  constructor(estate: Estate, seed: number) {
    this.#seed = seed
    const made: PowerNode[] = []
    const open = new Set<string>()
    const waiting: { readonly node: PowerNode; readonly sources: PowerNode[]; readonly all: readonly PowerThing[] }[] =
      []
    const make = (thing: PowerThing): PowerNode => {
      const known = this.#byPath.get(thing.path)
      if (known) return known
      if (open.has(thing.path))
        throw new Error(`${thing.path} feeds itself through its supplies; a source must come first`)
      open.add(thing.path)
      const { alternates, primaries } = sourcesOf(thing, estate)
      const first = primaries.map(make)
      const others = alternates.filter((one) => this.#byPath.has(one.path) || !leadsTo(one, open, estate))
      const sources = [...first, ...others.map(make)]
      const node = new PowerNode(thing, sources)
      if (others.length < alternates.length) waiting.push({ node, sources, all: [...primaries, ...alternates] })
      this.#byPath.set(thing.path, node)
      open.delete(thing.path)
      made.push(node)
      return node
    }
    for (const kind of KINDS) for (const thing of estate.ofKind(kind)) make(thing)
    this.nodes = made
    this.#tied = waiting.map(({ node, sources, all }) => {
      const before = new Set(sources)
      sources.splice(0, sources.length, ...all.map(make))
      return { node, later: new Set(sources.filter((source) => !before.has(source))) }
    })
  }

  node(path: ThingPath): PowerNode | undefined {
    return this.#byPath.get(path)
  }

  /** Who has voltage now? Starts generators that are wanted and moves transfer switches. Returns whether anything changed. */
  energise(at: EpochMs, seconds: number): boolean {
    let hasChanged = false
    const wanted = new Set<PowerNode>()
    for (const node of this.nodes) {
      const better = node.sources.findIndex((source) => node.canDrawFrom(source) && !source.generator)
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
    const isTieClosed = this.#tied.some(({ later, node }) => node.source !== undefined && later.has(node.source))
    const order = isTieClosed ? [...this.nodes].sort((one, other) => one.depth - other.depth) : this.nodes
    for (let at = order.length - 1; at >= 0; at--) order[at]?.pass(seconds)
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

function sourcesOf(thing: PowerThing, estate: Estate) {
  const sources = { primaries: [] as PowerThing[], alternates: [] as PowerThing[] }
  for (const { from, role } of 'supplies' in thing ? thing.supplies : []) {
    const source = estate.find(from)
    if (source && isPowerThing(source)) (role === 'primary' ? sources.primaries : sources.alternates).push(source)
  }
  return sources
}

/** Can it draw from one of these, directly or through others? */
function leadsTo(start: PowerThing, paths: ReadonlySet<string>, estate: Estate): boolean {
  const reached = new Set([start])
  for (const thing of reached) {
    if (paths.has(thing.path)) return true
    const { alternates, primaries } = sourcesOf(thing, estate)
    for (const above of [...primaries, ...alternates]) reached.add(above)
  }
  return false
}

function isPowerThing(thing: { readonly kind: string }): thing is PowerThing {
  return (KINDS as readonly string[]).includes(thing.kind)
}
