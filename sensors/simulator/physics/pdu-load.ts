import type { Bank, RackPdu } from '../../../twin/model/things.ts'
import { hashUnit } from './noise.ts'
import type { PowerNode } from './power-node.ts'

const LINES = ['l1', 'l2', 'l3', 'l1-l2', 'l2-l3', 'l3-l1'] as const

/** What a breaker of a rack PDU carries. */
export interface BankLoad {
  readonly bank: Bank
  /** 0 to 2 line to neutral, 3 to 5 between two lines (L1-L2, L2-L3, L3-L1). */
  readonly circuit: number
  watts: number
  voltAmperes: number
  amperes: number
}

/** A rack PDU: cords load outlets, outlets banks, banks lines. All sums are exact, nothing is measured twice. */
export class PduLoad {
  readonly thing: RackPdu
  readonly node: PowerNode
  readonly lineCount: 1 | 3
  readonly banks: readonly BankLoad[]
  readonly outletWatts: Float64Array
  readonly outletVoltAmperes: Float64Array
  readonly lineWatts = new Float64Array(3)
  readonly lineVoltAmperes = new Float64Array(3)
  readonly lineAmperes = new Float64Array(3)
  watts = 0
  voltAmperes = 0
  neutralAmperes = 0
  wattHours: number
  peakWatts = 0
  readonly #bankOfOutlet: Int16Array
  readonly #outletWattHours: Float64Array
  /** Seconds for which the outlets have carried what they carry now. */
  #held = 0
  readonly #between = new Float64Array(3)
  readonly #feedLine: number | undefined

  constructor(thing: RackPdu, node: PowerNode, seed: number) {
    this.thing = thing
    this.node = node
    this.lineCount = thing.phase === 'three' ? 3 : 1
    this.banks = thing.banks.map((bank) => ({
      bank,
      circuit: LINES.indexOf(bank.lines),
      watts: 0,
      voltAmperes: 0,
      amperes: 0,
    }))
    this.outletWatts = new Float64Array(thing.outlets)
    this.outletVoltAmperes = new Float64Array(thing.outlets)
    this.#outletWattHours = new Float64Array(thing.outlets)
    this.#bankOfOutlet = new Int16Array(thing.outlets).fill(-1)
    for (const [number, { outlets }] of thing.banks.entries()) {
      for (let outlet = outlets[0]; outlet <= outlets[1]; outlet++) this.#bankOfOutlet[outlet - 1] = number
    }
    const feed = node.sources[0]?.thing
    const line = feed?.kind === 'power-feed' && feed.phase === 'single' ? feed.line : undefined
    this.#feedLine = this.lineCount === 1 && line !== undefined ? LINES.indexOf(line) : undefined
    // Nobody reset the counter on the day the simulation began.
    this.wattHours = Math.round(hashUnit(seed, thing.index, 7) * 40_000_000)
  }

  /** Energy that an outlet (from 0) has carried, Wh. */
  outletWattHours(slot: number): number {
    return (this.#outletWattHours[slot] ?? 0) + ((this.outletWatts[slot] ?? 0) * this.#held) / 3600
  }

  /** Empties it, for the cords to load it anew. */
  begin(): void {
    for (let slot = 0; slot < this.outletWatts.length; slot++) {
      if ((this.outletWatts[slot] ?? 0) > 0) this.#outletWattHours[slot] = this.outletWattHours(slot)
    }
    this.#held = 0
    this.outletWatts.fill(0)
    this.outletVoltAmperes.fill(0)
    for (const bank of this.banks) {
      bank.watts = 0
      bank.voltAmperes = 0
    }
    this.lineWatts.fill(0)
    this.lineVoltAmperes.fill(0)
    this.#between.fill(0)
  }

  /** A cord in an outlet (from 1) draws this much. */
  add(outlet: number, watts: number, voltAmperes: number): void {
    const slot = outlet - 1
    if (slot < 0 || slot >= this.outletWatts.length) return
    this.outletWatts[slot] = (this.outletWatts[slot] ?? 0) + watts
    this.outletVoltAmperes[slot] = (this.outletVoltAmperes[slot] ?? 0) + voltAmperes
    const bank = this.banks[this.#bankOfOutlet[slot] ?? -1]
    if (bank) {
      bank.watts += watts
      bank.voltAmperes += voltAmperes
    }
    const circuit = this.lineCount === 1 ? 0 : (bank?.circuit ?? slot % 3)
    if (circuit < 3) {
      this.lineWatts[circuit] = (this.lineWatts[circuit] ?? 0) + watts
      this.lineVoltAmperes[circuit] = (this.lineVoltAmperes[circuit] ?? 0) + voltAmperes
      return
    }
    const other = (circuit - 2) % 3
    for (const line of [circuit - 3, other]) {
      this.lineWatts[line] = (this.lineWatts[line] ?? 0) + watts / 2
      this.lineVoltAmperes[line] = (this.lineVoltAmperes[line] ?? 0) + voltAmperes / 2
    }
    this.#between[circuit - 3] = (this.#between[circuit - 3] ?? 0) + voltAmperes
  }

  /** Sums and currents, when every cord has been added. */
  settle(): void {
    const volts = this.node.voltage
    const [w1 = 0, w2 = 0, w3 = 0] = this.lineWatts
    const [s1 = 0, s2 = 0, s3 = 0] = this.lineVoltAmperes
    this.watts = w1 + w2 + w3
    this.voltAmperes = s1 + s2 + s3
    this.peakWatts = Math.max(this.peakWatts, this.watts)
    for (const bank of this.banks) {
      bank.amperes = volts > 0 ? bank.voltAmperes / (bank.circuit < 3 ? volts : volts * Math.sqrt(3)) : 0
    }
    this.#setCurrents(volts)
  }

  /** Counts the energy of so many seconds and loads the power chain's node with what is carried now. */
  carry(seconds: number): void {
    this.#held += seconds
    this.wattHours += (this.watts * seconds) / 3600
    if (this.#feedLine === undefined) {
      this.node.watts.set(this.lineWatts)
      this.node.voltAmperes.set(this.lineVoltAmperes)
    } else {
      this.node.watts[this.#feedLine] = this.watts
      this.node.voltAmperes[this.#feedLine] = this.voltAmperes
    }
  }

  /** Wye loads add on their line; delta loads by I_L1 = √(I12² + I31² + I12·I31); the neutral carries the wye imbalance. */
  #setCurrents(volts: number): void {
    if (volts <= 0) {
      this.lineAmperes.fill(0)
      this.neutralAmperes = 0
      return
    }
    const [b12 = 0, b23 = 0, b31 = 0] = this.#between
    const wye = [0, 0, 0]
    for (let line = 0; line < 3; line++) {
      const after = [b12, b23, b31][line] ?? 0
      const before = [b31, b12, b23][line] ?? 0
      const own = Math.max(0, (this.lineVoltAmperes[line] ?? 0) - (after + before) / 2) / volts
      wye[line] = own
      const a = after / (volts * Math.sqrt(3))
      const b = before / (volts * Math.sqrt(3))
      this.lineAmperes[line] = own + Math.sqrt(a * a + b * b + a * b)
    }
    const [a = 0, b = 0, c = 0] = wye
    this.neutralAmperes =
      this.lineCount === 1 ? a : Math.sqrt(Math.max(0, a * a + b * b + c * c - a * b - b * c - c * a))
  }
}
