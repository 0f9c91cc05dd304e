import { parentPath } from '../../model/path.ts'
import type { RackInside } from '../expand/expansion.ts'
import type { DraftOf, DraftsByPath } from './drafts-by-path.ts'
import { type EstateProblem, within } from './estate-problem.ts'
import { misfitOfVoltage } from './voltages.ts'

type Feed = DraftOf<'power-feed'>
type Pdu = DraftOf<'rack-pdu'>

/** Lines of feeds, and rack PDUs that do not fit the feed that they are on. */
export function* checkPhases(things: DraftsByPath): Iterable<EstateProblem> {
  const seen = new Set<string>()
  const plans = new Map<object, number>()
  const pdus = new Map<object, Map<number, Pdu>>()
  for (const { thing, origin, inside } of things.drafts) {
    if (thing.kind === 'power-feed') {
      for (const [field, message, allowed] of wrongInFeed(thing)) {
        yield { origin: within(origin, field), message, found: String(thing[field] ?? 'nothing'), allowed }
      }
    }
    if (!inside) continue
    const number = plans.get(inside.plan) ?? plans.size
    plans.set(inside.plan, number)
    // Racks of one row that hold the same draw from the same, unless they name themselves.
    const key = `${number} ${inside.plan.namesItsRack ? thing.path : parentPath(thing.path)}`
    if (seen.has(key)) continue
    seen.add(key)
    const made = pdus.get(inside.plan) ?? new Map<number, Pdu>()
    pdus.set(inside.plan, made)
    yield* checkPdus(inside, things, made)
  }
}

function* wrongInFeed(feed: Feed): Iterable<readonly ['line' | 'voltageIs', string, string]> {
  if (feed.supply === 'dc') return
  if (feed.phase === 'single' && feed.line === undefined) {
    yield ['line', 'is missing: a single-phase feed is on one of the lines', 'l1, l2, l3']
  }
  if (feed.phase === 'three' && feed.line !== undefined) {
    yield ['line', 'is for single-phase feeds: this one has all three', 'nothing']
  }
  if (feed.wiring === 'delta' && feed.voltageIs === 'line-to-neutral') {
    yield ['voltageIs', 'needs a neutral, which a delta feed has not', 'line-to-line']
  }
}

/** @param made rack PDUs by slot: but for their paths they are the same in all racks of a plan */
function* checkPdus(inside: RackInside, things: DraftsByPath, made: Map<number, Pdu>): Iterable<EstateProblem> {
  for (const [slot, kind] of inside.shape.kinds.entries()) {
    if (kind !== 'rack-pdu' || !inside.isTyped(slot)) continue
    const origin = inside.origin(slot)
    const froms = inside.suppliedFrom(slot)
    for (const [at, from] of froms.entries()) {
      const source = things.get(from)?.thing
      const pdu = made.get(slot) ?? (inside.make(slot) as Pdu)
      made.set(slot, pdu)
      const voltage = source && misfitOfVoltage(pdu, source)
      if (voltage) yield { origin: within(origin, 'type'), ...voltage }
      if (source?.kind === 'power-feed') {
        // What it changes over to may well be of the other side.
        if (at === 0 && isOtherSide(pdu, source))
          yield { origin: within(origin, 'from'), ...otherSide(pdu, source, things) }
        for (const [field, message, found, allowed] of misfits(pdu, source)) {
          yield { origin: within(origin, field), message, found, allowed }
        }
      } else {
        const kind = things.kindOf(from)
        if (kind !== undefined && kind !== 'power-panel' && kind !== 'ups') {
          yield {
            origin: within(origin, 'from'),
            message: 'is nothing that a rack PDU is fed from',
            found: `${from}, a ${kind}`,
            allowed: 'power-feed, power-panel, ups',
          }
        }
      }
    }
  }
}

function isOtherSide({ side }: Pdu, feed: Feed): boolean {
  return side !== 'single' && feed.side !== 'single' && side !== feed.side
}

function otherSide({ side }: Pdu, feed: Feed, things: DraftsByPath): Omit<EstateProblem, 'origin'> {
  const beside = `${parentPath(feed.path)}/`
  const ofSide = () =>
    things.drafts.flatMap(({ thing }) => (thing.kind === 'power-feed' && thing.side === side ? [thing.path] : []))
  return {
    message: 'is a feed of the other side than the rack PDU',
    found: feed.path,
    allowed: `a feed of side ${side}, as the rack PDU says; this one is of side ${feed.side}`,
    // Rather the one of the same row than one of the like name elsewhere.
    candidates: () => {
      const all = ofSide()
      const near = all.filter((path) => path.startsWith(beside))
      return near.length > 0 ? near : all
    },
  }
}

function* misfits(pdu: Pdu, feed: Feed): Iterable<readonly [string, string, string, string]> {
  if (feed.supply === 'ac' && pdu.phase !== feed.phase) {
    yield [
      'type',
      'has not the phases of the feed that it draws from',
      `${pdu.manufacturer} ${pdu.model}, ${pdu.phase}-phase`,
      `${feed.phase}-phase, as ${feed.path}`,
    ]
  }
  if (feed.amperage !== undefined && pdu.amperage > feed.amperage) {
    yield [
      'type',
      'takes more current than the feed that it draws from can give',
      `${pdu.manufacturer} ${pdu.model}, ${pdu.amperage} A`,
      `at most ${feed.amperage} A, as ${feed.path}`,
    ]
  }
  const toNeutral = pdu.banks.find(({ lines }) => !lines.includes('-'))
  if (feed.wiring === 'delta' && feed.phase === 'three' && toNeutral) {
    yield [
      'type',
      'has a bank from a line to the neutral, which a delta feed has not',
      `${toNeutral.name} on ${toNeutral.lines}`,
      'banks on l1-l2, l2-l3, l3-l1',
    ]
  }
}
