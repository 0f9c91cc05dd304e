import type { PowerFeed, Thing } from '../../model/things.ts'
import { feedCapacity, pduCapacity } from '../rollup/feed-capacity.ts'
import type { PowerNode, PowerThing } from './power-graph.ts'

/** What may flow through a node without end. NaN: nobody says it, which is never taken for zero nor for enough. */
export interface Limit {
  /** Amperes of each line. */
  readonly perLine: number
  /** Amperes that its breaker is set to, where it has one: the rating before derating. */
  readonly breaker: number
  readonly watts: number
  readonly voltAmperes: number
}

const NO_LIMIT: Limit = {
  perLine: Number.NaN,
  breaker: Number.NaN,
  watts: Number.NaN,
  voltAmperes: Number.NaN,
}

/** The limit and the voltage of a thing whose first primary is `above`. */
export function limitOf(
  thing: PowerThing,
  above: Pick<PowerNode, 'thing' | 'lineToNeutral'> | undefined,
): { readonly limit: Limit; readonly lineToNeutral: number } {
  const inherited = above?.lineToNeutral ?? Number.NaN
  switch (thing.kind) {
    case 'utility':
      return { limit: { ...NO_LIMIT, watts: thing.rating ?? Number.NaN }, lineToNeutral: toNeutral(thing.voltage) }
    case 'generator':
    case 'ups':
      return { limit: { ...NO_LIMIT, watts: thing.rating ?? Number.NaN }, lineToNeutral: Number.NaN }
    case 'transformer':
      return { limit: { ...NO_LIMIT, voltAmperes: thing.rating ?? Number.NaN }, lineToNeutral: Number.NaN }
    case 'power-panel': {
      const lineToNeutral = thing.voltageIs === 'line-to-line' ? toNeutral(thing.voltage) : thing.voltage
      const perLine = thing.rating ?? Number.NaN
      return { limit: { ...NO_LIMIT, perLine, breaker: perLine }, lineToNeutral }
    }
    case 'power-feed': {
      const { perLine, voltAmperes } = feedCapacity(thing)
      const limit = { ...NO_LIMIT, perLine, breaker: thing.amperage ?? Number.NaN, voltAmperes }
      return { limit, lineToNeutral: feedVoltage(thing) }
    }
    case 'rack-pdu': {
      const feed = feedOf(above?.thing)
      const { perLine, voltAmperes } = pduCapacity(thing, feed)
      return { limit: { ...NO_LIMIT, perLine, voltAmperes }, lineToNeutral: inherited }
    }
    case 'crah':
    case 'chiller':
      return { limit: NO_LIMIT, lineToNeutral: inherited }
  }
}

function feedOf(thing: Thing | undefined): PowerFeed | undefined {
  return thing?.kind === 'power-feed' ? thing : undefined
}

/** Of direct current the two conductors stand for a line and its neutral. */
function feedVoltage(feed: PowerFeed): number {
  return feed.supply === 'ac' && feed.voltageIs === 'line-to-line' ? toNeutral(feed.voltage) : feed.voltage
}

function toNeutral(lineToLine: number): number {
  return lineToLine / Math.sqrt(3)
}
