import type { Estate } from '../../model/estate.ts'
import type { Thing } from '../../model/things.ts'
import { expectedPoints } from './expected-points.ts'

/** One thing of a power chain. */
export interface ChainLink {
  readonly path: string
  readonly kind: string
  /** How far up from the thing, from 1. */
  readonly level: number
  readonly role: 'primary' | 'alternate' | 'cord'
}

/** All that a thing connects to. Every path can be given back to a command. */
export interface Connections {
  /** From the site down. */
  readonly parents: readonly string[]
  readonly children: readonly string[]
  /** What it draws from, up to the grid and the generators. */
  readonly powerChain: readonly ChainLink[]
  /** What draws directly from it. */
  readonly feeds: readonly string[]
  readonly cords: readonly {
    readonly device: string
    readonly supply: number
    readonly pdu: string
    readonly outlet: number
  }[]
  readonly chilledBy: readonly string[]
  /** Points of probes, of this thing and of what it directly holds. */
  readonly points: readonly string[]
  /** Points that the thing's device is expected to tell; only it and its profile know which it has. */
  readonly expectedPoints: readonly string[]
}

export function connectionsOf(estate: Estate, thing: Thing): Connections {
  const children = estate.children(thing.path)
  return {
    parents: parentsOf(estate, thing),
    children: children.map(({ path }) => path),
    powerChain: powerChainOf(estate, thing),
    feeds: estate.fedBy(thing.path).map(({ path }) => path),
    cords: cordsOf(estate, thing),
    chilledBy: thing.kind === 'crah' ? thing.chilledBy : [],
    points: [thing, ...children].flatMap((one) =>
      one.kind === 'probe' ? one.measures.map((quantity) => `${one.path}/${quantity}`) : [],
    ),
    expectedPoints: expectedPoints(thing).map((name) => `${thing.path}/${name}`),
  }
}

function parentsOf(estate: Estate, thing: Thing): readonly string[] {
  const parents: string[] = []
  for (let above = estate.parent(thing); above; above = estate.parent(above)) parents.unshift(above.path)
  return parents
}

/** Breadth first, each source once, at its least distance. */
function powerChainOf(estate: Estate, thing: Thing): readonly ChainLink[] {
  const chain = new Map<string, ChainLink>()
  let here: readonly Thing[] = [thing]
  for (let level = 1; here.length > 0; level++) {
    const next: Thing[] = []
    for (const { from, role } of here.flatMap((one) => sourcesOf(estate, one))) {
      const source = estate.find(from)
      if (!source || chain.has(from)) continue
      chain.set(from, { path: from, kind: source.kind, level, role })
      next.push(source)
    }
    here = next
  }
  return [...chain.values()]
}

function sourcesOf(
  estate: Estate,
  thing: Thing,
): readonly { readonly from: string; readonly role: ChainLink['role'] }[] {
  if ('supplies' in thing) return thing.supplies
  if (thing.kind === 'device') return thing.cords.map(({ pdu }) => ({ from: pdu, role: 'cord' }))
  if (thing.kind === 'rack') {
    return estate
      .children(thing.path)
      .flatMap((one) => (one.kind === 'rack-pdu' ? [{ from: one.path, role: 'primary' }] : []))
  }
  return thing.kind === 'meter' ? [{ from: thing.measures, role: 'primary' }] : []
}

function cordsOf(estate: Estate, thing: Thing) {
  const devices =
    thing.kind === 'rack-pdu'
      ? estate.fedBy(thing.path)
      : [thing, ...(thing.kind === 'rack' ? estate.children(thing.path) : [])]
  return devices.flatMap((device) =>
    device.kind === 'device'
      ? device.cords
          .filter(({ pdu }) => thing.kind !== 'rack-pdu' || pdu === thing.path)
          .map((cord) => ({ device: device.path, ...cord }))
      : [],
  )
}
