import type { ThingPath } from '../../../twin/model/path.ts'
import type {
  Chiller,
  Crah,
  Generator,
  PowerFeed,
  PowerPanel,
  RackPdu,
  Transformer,
  Ups,
  Utility,
} from '../../../twin/model/things.ts'
import { GeneratorSet } from './generator-set.ts'
import { UpsBank } from './ups-bank.ts'

export type PowerThing = Utility | Generator | Transformer | Ups | PowerPanel | PowerFeed | RackPdu | Crah | Chiller

/** Back on the preferred source only after it has lived this long. */
const RETRANSFER_SECONDS = 30
/** Where the estate gives a transformer no efficiency (assumed). */
const TRANSFORMER_EFFICIENCY = 0.985

/** One thing of the power chain, wired to the things that it may draw from. Watts and volt-amperes a line, at its output. */
export class PowerNode {
  readonly thing: PowerThing
  readonly path: ThingPath
  /** In order of preference. */
  readonly sources: readonly PowerNode[]
  readonly ups: UpsBank | undefined
  readonly generator: GeneratorSet | undefined
  /** Opened or lost by a fault. */
  isBroken = false
  isLive = true
  source: PowerNode | undefined
  readonly watts = new Float64Array(3)
  readonly voltAmperes = new Float64Array(3)
  /** Drawn from the source: output and losses. */
  input = 0
  losses = 0
  /** Energy at the output since the start of counting, Wh. */
  wattHours = 0
  /** Volts line to neutral. */
  voltage = 0
  readonly nominal: number
  #preferredSeconds = RETRANSFER_SECONDS

  constructor(thing: PowerThing, sources: readonly PowerNode[]) {
    this.thing = thing
    this.path = thing.path
    this.sources = sources
    this.ups = thing.kind === 'ups' ? new UpsBank(thing) : undefined
    this.generator = thing.kind === 'generator' ? new GeneratorSet(thing) : undefined
    this.nominal = nominalVoltage(thing, sources)
    this.voltage = this.nominal
  }

  get total(): number {
    return (this.watts[0] ?? 0) + (this.watts[1] ?? 0) + (this.watts[2] ?? 0)
  }

  get apparent(): number {
    return (this.voltAmperes[0] ?? 0) + (this.voltAmperes[1] ?? 0) + (this.voltAmperes[2] ?? 0)
  }

  /** Has it power, and that not through this node? A tie lets two things feed each other, never themselves. */
  canDrawFrom(source: PowerNode): boolean {
    if (!source.isLive) return false
    for (let at: PowerNode | undefined = source; at; at = at.source) if (at === this) return false
    return true
  }

  /** How many things its power comes through. */
  get depth(): number {
    let depth = 0
    for (let at = this.source; at; at = at.source) depth++
    return depth
  }

  /** Takes the first living source, slowly back to a better one. Returns whether there is any. */
  chooseSource(seconds: number): boolean {
    const best = this.sources.find((source) => this.canDrawFrom(source))
    if (best === undefined || this.source === undefined || !this.source.isLive) {
      this.source = best
      this.#preferredSeconds = 0
    } else if (best !== this.source) {
      this.#preferredSeconds += seconds
      if (this.#preferredSeconds >= RETRANSFER_SECONDS) this.source = best
    } else {
      this.#preferredSeconds = 0
    }
    return this.source !== undefined
  }

  /** Works out losses and input from the output, and hands the input on to the source, line by line. */
  pass(seconds: number): void {
    const output = this.total
    this.wattHours += (output * seconds) / 3600
    if (this.ups) {
      this.ups.carry(output, seconds)
      this.input = this.ups.input
      this.losses = this.ups.losses
    } else if (this.thing.kind === 'transformer') {
      // Where nobody says its rating, it loses as if it were full.
      const rating = this.thing.rating ?? output
      const full = rating * (1 / (this.thing.efficiency ?? TRANSFORMER_EFFICIENCY) - 1)
      const use = rating > 0 ? output / rating : 0
      // Iron losses are there at no load, copper losses grow with the square of the current.
      this.losses = this.isLive ? full * (0.2 + 0.8 * use * use) : 0
      this.input = output + this.losses
    } else {
      this.generator?.carry(output, seconds)
      this.losses = 0
      this.input = output
    }
    const source = this.source
    if (!source) return
    for (let line = 0; line < 3; line++) {
      const own = this.watts[line] ?? 0
      const share = output > 0 ? own / output : 1 / 3
      const watts = this.input * share
      source.watts[line] = (source.watts[line] ?? 0) + watts
      // A rectifier corrects its power factor; what is only wired through keeps the load's.
      const factor = this.ups ? 0.99 : own > 0 ? own / Math.max(own, this.voltAmperes[line] ?? 0) : 1
      source.voltAmperes[line] = (source.voltAmperes[line] ?? 0) + watts / factor
    }
  }
}

/** Volts line to neutral, from the thing itself or from what feeds it; 400 V three-phase where nobody says. */
function nominalVoltage(thing: PowerThing, sources: readonly PowerNode[]): number {
  if (thing.kind === 'power-panel' || thing.kind === 'power-feed') {
    const isSingle = thing.kind === 'power-feed' && thing.phase === 'single'
    return thing.voltageIs === 'line-to-line' && !isSingle ? thing.voltage / Math.sqrt(3) : thing.voltage
  }
  const feed = sources.find((source) => source.thing.kind === 'power-feed' || source.thing.kind === 'power-panel')
  return feed?.nominal ?? 400 / Math.sqrt(3)
}
