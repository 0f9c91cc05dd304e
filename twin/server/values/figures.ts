import { pduCapacity } from '../../analysis/rollup/feed-capacity.ts'
import { failoverUse, limitedUse, type PduLoad } from '../../analysis/rollup/power-use.ts'
import type { Estate } from '../../model/estate.ts'
import { healthCode } from '../../model/health.ts'
import { POWER_CHAIN_KINDS } from '../../model/kinds.ts'
import type { Kind, RackPdu, Thing } from '../../model/things.ts'
import type { LatestTable } from './latest-table.ts'
import { emptyFigures, higher, OwnFigureReader, plus } from './own-figures.ts'
import type { MappedPoint } from './point-map.ts'
import { PART, type ThingTree } from './thing-tree.ts'

/** One number a thing; `health` as its code. Age is made when asked for, see Ages. */
export const FIGURES = ['health', 'temperature', 'power', 'power-use', 'humidity', 'airflow'] as const
export type Figure = (typeof FIGURES)[number]

/** A thing that takes no part in health: nobody measures it, and nothing below it. Shown as unknown, never rolled up. */
export const NO_PART = 255
/** Their load comes from the power chain, which knows what they feed. */
const CHAIN: ReadonlySet<Kind> = new Set(POWER_CHAIN_KINDS)
const UNKNOWN = healthCode('unknown')
const OK = healthCode('ok')

/**
 * The figures of every thing, kept up to date by what changes: a reading touches its thing, and only things whose figure
 * really moved touch what holds them. Columns by thing index; NaN is no data.
 */
export class Figures {
  readonly columns: Readonly<Record<Exclude<Figure, 'health'>, Float32Array>>
  readonly health: Uint8Array
  /** When the thing's own points last had a good reading; NaN for never. */
  readonly newestAt: Float64Array
  /** Things whose figure moved in the last `update`. */
  readonly moved: Readonly<Record<Figure, number[]>>
  readonly #own: OwnFigureReader
  readonly #isDirty: Uint8Array
  /** Dirty things by depth, so that what is below is done first. */
  readonly #dirty: number[][] = []
  readonly #hasPoints: Uint8Array
  readonly #alarm: Uint8Array
  readonly #pduLoads = new Map<number, { side: RackPdu['side']; capacity: number; perLine: number }>()
  readonly #scratch = emptyFigures()

  constructor(
    private readonly estate: Estate,
    private readonly tree: ThingTree,
    private readonly table: LatestTable,
  ) {
    const column = () => new Float32Array(estate.extent).fill(Number.NaN)
    this.columns = {
      temperature: column(),
      power: column(),
      'power-use': column(),
      humidity: column(),
      airflow: column(),
    }
    this.health = new Uint8Array(estate.extent).fill(NO_PART)
    this.newestAt = new Float64Array(estate.extent).fill(Number.NaN)
    this.moved = { health: [], temperature: [], power: [], 'power-use': [], humidity: [], airflow: [] }
    this.#own = new OwnFigureReader(table)
    this.#isDirty = new Uint8Array(estate.extent)
    this.#hasPoints = new Uint8Array(estate.extent)
    this.#alarm = new Uint8Array(estate.extent)
    for (const thing of tree.things()) if (thing && tree.isMeasured(thing.index)) this.touch(thing.index)
  }

  /** Takes in points new to the directory. What tells presence is no figure: it gives its thing neither health nor age. */
  place(points: readonly MappedPoint[]): void {
    for (const { index, thing, local, isPresence } of points) {
      if (isPresence || !thing || thing.index >= this.estate.extent) continue
      this.tree.add(thing)
      this.#hasPoints[thing.index] = 1
      this.#own.add(thing, index, local)
      this.touch(thing.index)
    }
  }

  /** A reading of one of the thing's points came or went stale. */
  touchPoint(thing: number, point: number): void {
    const at = this.table.lastGoodAt(point)
    if (!Number.isNaN(at) && !(at <= (this.newestAt[thing] as number))) this.newestAt[thing] = at
    this.touch(thing)
  }

  /** The worst of the thing's own active alarms: 0, or the code of warning or critical. */
  setAlarm(thing: number, code: number): void {
    if (this.#alarm[thing] === code || thing >= this.#alarm.length) return
    this.#alarm[thing] = code
    this.touch(thing)
  }

  /** What the thing's own points say that it draws or gives. */
  ownPower(thing: number): number {
    return this.#own.read(thing, this.#scratch).power
  }

  /** The load of a thing of the power chain; counts as moved until the next `update`. */
  setLoad(thing: number, watts: number, use: number): void {
    this.#put('power', thing, watts)
    this.#put('power-use', thing, use)
  }

  /** Derated, of a rack PDU and its feed, whichever is smaller, in volt-amperes; NaN where the feed says none. */
  pduCapacity(pdu: RackPdu): number {
    return this.#capacity(pdu).capacity
  }

  touch(thing: number): void {
    if (this.#isDirty[thing] === 1) return
    this.#isDirty[thing] = 1
    const depth = this.tree.depth[thing] ?? 0
    const level = this.#dirty[depth]
    if (level) level.push(thing)
    else this.#dirty[depth] = [thing]
  }

  /** Is the thing measured, and has a good reading that is not stale? */
  isAlive(thing: number, points: readonly MappedPoint[]): boolean {
    return (
      this.#hasPoints[thing] === 1 && points.some(({ index, isPresence }) => !isPresence && this.table.isFresh(index))
    )
  }

  /** Computes what was touched, deepest first; `moved` then says what changed. */
  update(pointsOf: (thing: number) => readonly MappedPoint[]): void {
    for (const list of Object.values(this.moved)) list.length = 0
    for (let depth = this.#dirty.length - 1; depth >= 0; depth--) {
      const level = this.#dirty[depth]
      if (!level) continue
      for (const index of level) {
        this.#isDirty[index] = 0
        const thing = this.tree.thing(index)
        if (!thing) continue
        const moved = this.#compute(thing, pointsOf)
        const parent = this.tree.parent[index] as number
        if (moved && parent >= 0) this.touch(parent)
      }
      level.length = 0
    }
  }

  #compute(thing: Thing, pointsOf: (thing: number) => readonly MappedPoint[]): boolean {
    const index = thing.index
    const own = this.#own.read(index, this.#scratch)
    const children = this.tree.children(index)
    let { temperature, humidity, airflow, power } = own
    let use = Number.NaN
    let health = this.#ownHealth(index, pointsOf)
    for (const child of children) health = worse(health, this.health[child] as number)
    switch (thing.kind) {
      case 'rack-pdu':
        use = failoverUse([{ ...this.#capacity(thing), side: 'single', load: load(own), lines: own.lines }])
        break
      case 'rack':
      case 'row':
      case 'room':
      case 'building':
      case 'site': {
        const sums = this.#climb(thing, children)
        temperature = sums.temperature
        humidity = sums.humidity
        airflow = sums.airflow
        power = sums.power
        use = this.#containerUse(thing, children, power)
        break
      }
      default:
        break
    }
    let moved = this.#put('temperature', index, temperature)
    moved = this.#put('humidity', index, humidity) || moved
    moved = this.#put('airflow', index, airflow) || moved
    if (!CHAIN.has(thing.kind)) {
      moved = this.#put('power', index, power) || moved
      moved = this.#put('power-use', index, use) || moved
    }
    if (this.health[index] !== health) {
      this.health[index] = health
      this.moved.health.push(index)
      moved = true
    }
    // Currents and apparent power of a rack PDU have no column of their own, yet the rack's use rests on them.
    return moved || thing.kind === 'rack-pdu'
  }

  /** Temperature and humidity: the highest intake. Power: the rack PDUs, or the devices where no rack PDU is measured. */
  #climb(thing: Thing, children: readonly number[]) {
    const { temperature, humidity, airflow, power } = this.columns
    const sums = { temperature: Number.NaN, humidity: Number.NaN, airflow: Number.NaN, power: Number.NaN }
    let roomTemperature = Number.NaN
    let roomHumidity = Number.NaN
    let devices = Number.NaN
    for (const child of children) {
      const part = this.tree.part[child]
      if (part === PART.holder || part === PART.intake) {
        sums.temperature = higher(sums.temperature, temperature[child] as number)
        sums.humidity = higher(sums.humidity, humidity[child] as number)
      } else if (part === PART.roomProbe) {
        roomTemperature = higher(roomTemperature, temperature[child] as number)
        roomHumidity = higher(roomHumidity, humidity[child] as number)
      }
      if (part === PART.holder || part === PART.cooler) sums.airflow = plus(sums.airflow, airflow[child] as number)
      if (part === PART.holder || part === PART.rackPdu) sums.power = plus(sums.power, power[child] as number)
      else if (part === PART.device) devices = plus(devices, power[child] as number)
    }
    if (Number.isNaN(sums.temperature)) sums.temperature = roomTemperature
    if (Number.isNaN(sums.humidity)) sums.humidity = roomHumidity
    if (Number.isNaN(sums.power) && thing.kind === 'rack') sums.power = devices
    return sums
  }

  #containerUse(thing: Thing, children: readonly number[], power: number): number {
    if (thing.kind === 'rack') {
      const loads: PduLoad[] = []
      const scratch = emptyFigures()
      for (const child of children) {
        if (this.tree.part[child] !== PART.rackPdu) continue
        const pdu = this.tree.thing(child)
        if (pdu?.kind !== 'rack-pdu') continue
        const own = this.#own.read(child, scratch)
        loads.push({ ...this.#capacity(pdu), load: load(own), lines: [...own.lines] })
      }
      const use = failoverUse(loads)
      return thing.powerLimit === undefined ? use : limitedUse(use, power, thing.powerLimit)
    }
    if ((thing.kind === 'room' || thing.kind === 'site') && thing.itCapacity !== undefined)
      return power / thing.itCapacity
    let worst = Number.NaN
    for (const child of children) {
      if (this.tree.part[child] === PART.holder) worst = higher(worst, this.columns['power-use'][child] as number)
    }
    return worst
  }

  #capacity(pdu: RackPdu) {
    const known = this.#pduLoads.get(pdu.index)
    if (known) return known
    const primary = pdu.supplies.find((supply) => supply.role === 'primary')
    const feed = primary && this.estate.find(primary.from)
    const { voltAmperes, perLine } = pduCapacity(pdu, feed?.kind === 'power-feed' ? feed : undefined)
    const isKnown = feed?.kind !== 'power-feed' || feed.amperage !== undefined
    const made = isKnown
      ? { side: pdu.side, capacity: voltAmperes, perLine }
      : { side: pdu.side, capacity: Number.NaN, perLine: Number.NaN }
    this.#pduLoads.set(pdu.index, made)
    return made
  }

  #ownHealth(index: number, pointsOf: (thing: number) => readonly MappedPoint[]): number {
    const alarm = this.#alarm[index] as number
    if (this.#hasPoints[index] === 0 && !this.tree.isMeasured(index)) return alarm === 0 ? NO_PART : alarm
    return worse(this.isAlive(index, pointsOf(index)) ? OK : UNKNOWN, alarm)
  }

  #put(figure: Exclude<Figure, 'health'>, index: number, value: number): boolean {
    const column = this.columns[figure]
    const before = column[index] as number
    const now = Math.fround(value)
    if (before === now || (Number.isNaN(before) && Number.isNaN(now))) return false
    column[index] = now
    this.moved[figure].push(index)
    return true
  }
}

function load(own: { power: number; apparentPower: number }): number {
  return Number.isNaN(own.apparentPower) ? own.power : own.apparentPower
}

function worse(a: number, b: number): number {
  if (a === NO_PART) return b
  return b === NO_PART ? a : Math.max(a, b)
}
