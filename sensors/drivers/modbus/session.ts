import { epochMs } from '../../../twin/model/units.ts'
import type { DeviceIdentity, DeviceReading, Session } from '../../driver.ts'
import type { RegisterPoint, RegisterRange } from '../../profiles/modbus-map.ts'
import { type Answer, type Answers, decodePoint } from './decode.ts'
import { ModbusException, modbusErrors } from './errors.ts'
import type { Gateway, Manner } from './gateway.ts'
import { type Block, type PlanLimits, planBlocks, rangeKey } from './plan.ts'
import { type Round, readBlocks } from './read-blocks.ts'

/** Polls after which registers that were refused are tried again: a controller may have been given new software. */
const FORGET_REFUSALS_AFTER = 360
/** So many polls in a row a register that was there has to be refused before it is believed: the device may be starting up. */
const BELIEVED_AFTER = 3

export interface SessionParts {
  readonly gateway: Gateway
  readonly unit: number
  readonly identity: DeviceIdentity
  readonly points: readonly RegisterPoint[]
  readonly limits: PlanLimits
  readonly manner: Manner
  readonly close: () => void
}

/** One unit behind a gateway, read by a register map. */
export class ModbusSession implements Session {
  readonly identity: DeviceIdentity
  readonly #parts: SessionParts
  #blocks: readonly Block[]
  #refused = new Set<string>()
  /** Registers that were there, and how often in a row they were refused since. */
  readonly #present = new Map<string, number>()
  #polls = 0

  constructor(parts: SessionParts) {
    this.identity = parts.identity
    this.#parts = parts
    this.#blocks = this.#plan()
  }

  async gather(signal: AbortSignal): Promise<readonly DeviceReading[]> {
    const { gateway, unit, manner, points } = this.#parts
    if (this.#polls > 0 && this.#polls % FORGET_REFUSALS_AFTER === 0) {
      this.#refused = new Set()
      this.#blocks = this.#plan()
    }
    this.#polls++
    const round = await readBlocks(gateway, unit, this.#blocks, manner, signal)
    if (![...round.answers.values()].some((answer) => 'bytes' in answer)) throw this.#nothing(round.failure)
    this.#learn(round)
    const at = epochMs(Date.now())
    const answers: Answers = (range) => round.answers.get(rangeKey(range)) ?? this.#notAsked(range, at)
    return points.map((point) => decodePoint(point, answers))
  }

  async close(): Promise<void> {
    this.#parts.close()
  }

  #plan(): readonly Block[] {
    const ranges: RegisterRange[] = []
    for (const point of this.#parts.points) {
      ranges.push(point.at)
      if (point.when) ranges.push(point.when.at)
    }
    return planBlocks(
      ranges.filter((range) => this.#isHad(range)),
      this.#parts.limits,
    )
  }

  /** Asks from now on for what the device has: its refusals cost nothing in the next polls. */
  #learn({ blocks, refused, answers }: Round): void {
    let isDoubtful = false
    for (const range of refused) {
      const key = rangeKey(range)
      const times = this.#present.get(key)
      if (times === undefined || times + 1 >= BELIEVED_AFTER) this.#refused.add(key)
      else {
        this.#present.set(key, times + 1)
        isDoubtful = true
      }
    }
    for (const [key, answer] of answers) if ('bytes' in answer) this.#present.set(key, 0)
    this.#blocks = isDoubtful ? this.#plan() : blocks.filter(({ ranges }) => ranges.some((range) => this.#isHad(range)))
  }

  #isHad(range: RegisterRange): boolean {
    return !this.#refused.has(rangeKey(range))
  }

  #notAsked(range: RegisterRange, at: ReturnType<typeof epochMs>): Answer {
    return { missing: this.#refused.has(rangeKey(range)) ? 'refused' : 'failed', at }
  }

  #nothing(failure: Error | undefined): Error {
    const host = `${this.#parts.gateway.host}:${this.#parts.gateway.port}`
    if (failure instanceof ModbusException) {
      const isMap = failure.code <= 3
      return isMap
        ? modbusErrors.wrongMap(host, this.identity.profile, failure, this.#present.size > 0)
        : modbusErrors.silentTarget(host, failure)
    }
    return failure ?? modbusErrors.wrongMap(host, this.identity.profile, new ModbusException(2, 'nothing'))
  }
}
