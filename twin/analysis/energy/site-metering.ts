import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { PowerFeed, RackPdu, Site, Thing, Ups } from '../../model/things.ts'
import type { PueCategory } from './energy-figures.ts'

/** A meter of a site's energy: points whose power adds up to that of a thing. */
export interface EnergyMeter {
  readonly path: string
  readonly points: readonly number[]
}

/** What meters there are for one of a site's energies. */
export interface Metering {
  readonly meters: readonly EnergyMeter[]
  /** What should have a meter and has none. */
  readonly unmetered: readonly string[]
}

export interface ItMetering extends Metering {
  readonly category: PueCategory
}

/** Which meters give the energies of a site. */
export interface SiteMetering {
  readonly imported: Metering
  readonly generators: Metering
  readonly solar: Metering
  /** By where IT energy is metered, the deepest first. One counts where `unmetered` is empty. */
  readonly it: readonly ItMetering[]
}

/** The points of a thing whose power adds up to its own; none where it has no meter. */
export type PowerPointsOf = (thing: Thing) => readonly number[]

/**
 * Finds a site's meters: of a grid, generator or roof its own or a meter put on it; of the IT at its devices (category 3), its rack PDUs or the feeds of those
 * (2), and its UPS outputs (1).
 */
export function siteMetering(estate: Estate, site: Site, pointsOf: PowerPointsOf): SiteMetering {
  const meterOn = new Map<string, EnergyMeter>()
  for (const meter of estate.ofKind('meter')) {
    const points = pointsOf(meter)
    if (points.length > 0 && !meterOn.has(meter.measures)) meterOn.set(meter.measures, { path: meter.path, points })
  }
  const meterOf = (thing: Thing): EnergyMeter | undefined => {
    const points = pointsOf(thing)
    return points.length > 0 ? { path: thing.path, points } : meterOn.get(thing.path)
  }
  const own = (kind: 'utility' | 'generator' | 'solar') =>
    meteringOf(
      estate.ofKind(kind).filter(({ path }) => isWithin(path, site.path)),
      meterOf,
    )
  const pdus = estate.ofKind('rack-pdu').filter(({ path }) => isWithin(path, site.path))
  return {
    imported: own('utility'),
    generators: own('generator'),
    solar: own('solar'),
    it: [
      { category: 3, ...atDevices(estate, site, meterOf) },
      { category: 2, ...atRackPdus(estate, pdus, meterOf) },
      { category: 1, ...atUps(estate, pdus, meterOf) },
    ],
  }
}

type MeterOf = (thing: Thing) => EnergyMeter | undefined

function meteringOf(things: readonly Thing[], meterOf: MeterOf): Metering {
  const meters: EnergyMeter[] = []
  const unmetered: string[] = []
  for (const thing of things) {
    const meter = meterOf(thing)
    if (meter) meters.push(meter)
    else unmetered.push(thing.path)
  }
  return { meters, unmetered }
}

/** Ends with the first device without a meter: there may be a million. What draws nothing needs none. */
function atDevices(estate: Estate, site: Site, meterOf: MeterOf): Metering {
  const meters: EnergyMeter[] = []
  for (const rack of estate.ofKind('rack')) {
    if (!isWithin(rack.path, site.path)) continue
    for (const device of estate.children(rack.path)) {
      if (device.kind !== 'device' || estate.deviceType(device.type)?.supplies === 0) continue
      const meter = meterOf(device)
      if (!meter) return { meters, unmetered: [device.path] }
      meters.push(meter)
    }
  }
  return { meters, unmetered: [] }
}

/** Where a rack PDU of a feed has no meter, the meter of the feed counts for all of them. */
function atRackPdus(estate: Estate, pdus: readonly RackPdu[], meterOf: MeterOf): Metering {
  const meters = new Map<string, EnergyMeter>()
  const unmetered: string[] = []
  const counted = new Set<string>()
  const ofFeeds = pdus.filter((pdu) => {
    const meter = meterOf(pdu)
    if (meter) meters.set(pdu.path, meter)
    return !meter
  })
  for (const pdu of ofFeeds) {
    if (counted.has(pdu.path)) continue
    const feed = onlyFeed(estate, pdu)
    const meter = feed && meterOf(feed)
    const fed = feed ? estate.fedBy(feed.path) : []
    if (!feed || !meter || fed.some(({ kind }) => kind !== 'rack-pdu')) {
      unmetered.push(pdu.path)
      continue
    }
    for (const { path } of fed) {
      counted.add(path)
      meters.delete(path)
    }
    meters.set(feed.path, meter)
  }
  return { meters: [...meters.values()], unmetered }
}

function onlyFeed(estate: Estate, { supplies }: RackPdu): PowerFeed | undefined {
  const [supply] = supplies
  const from = supplies.length === 1 && supply ? estate.find(supply.from) : undefined
  return from?.kind === 'power-feed' ? from : undefined
}

/** From every rack PDU up to the first UPS on every way, alternates too: what has a primary way around all of them is not metered. */
function atUps(estate: Estate, pdus: readonly RackPdu[], meterOf: MeterOf): Metering {
  const above = new Map<string, { readonly ups: ReadonlySet<Ups>; readonly bare: boolean }>()
  const walk = (thing: Thing): { readonly ups: ReadonlySet<Ups>; readonly bare: boolean } => {
    const known = above.get(thing.path)
    if (known) return known
    // A loop by a tie adds nothing.
    above.set(thing.path, { ups: new Set(), bare: false })
    const found = upsAbove(thing)
    above.set(thing.path, found)
    return found
  }
  const upsAbove = (thing: Thing) => {
    if (thing.kind === 'ups') return { ups: new Set([thing]), bare: false }
    const supplies = 'supplies' in thing ? thing.supplies : []
    const ways = supplies.flatMap(({ from, role }) => {
      const source = estate.find(from)
      return source ? [{ role, ...walk(source) }] : []
    })
    return {
      ups: new Set(ways.flatMap(({ ups }) => [...ups])),
      bare: ways.length === 0 || ways.some(({ bare, role }) => bare && role === 'primary'),
    }
  }
  const ways = pdus.map((pdu) => ({ path: pdu.path, ...walk(pdu) }))
  const all = meteringOf([...new Set(ways.flatMap(({ ups }) => [...ups]))], meterOf)
  return { ...all, unmetered: [...all.unmetered, ...ways.flatMap(({ bare, path }) => (bare ? [path] : []))] }
}
