import { epochMs } from '../../../twin/model/units.ts'
import type { DeviceIdentity, DeviceReading, Session } from '../../driver.ts'
import type { RegisterPoint, RegisterRange } from '../../profiles/modbus-map.ts'
import { type Answer, type Answers, decodePoint } from './decode.ts'
import { ModbusException, modbusErrors } from './errors.ts'
import type { Gateway, Manner } from './gateway.ts'
import { type Block, type PlanLimits, planBlocks, rangeKey } from './plan.ts'
import { readBlocks } from './read-blocks.ts'

/** Polls after which registers that were refused are tried again: a controller may have been given new software. */
const FORGET_REFUSALS_AFTER = 360

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
    this.#learn(round.blocks, round.refused)
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
    return planBlocks(ranges, this.#parts.limits)
  }

  /** Asks from now on for what the device has: its refusals cost nothing in the next polls. */
  #learn(blocks: readonly Block[], refused: readonly RegisterRange[]): void {
    for (const range of refused) this.#refused.add(rangeKey(range))
    this.#blocks = blocks.filter((block) => block.ranges.some((range) => !this.#refused.has(rangeKey(range))))
  }

  #notAsked(range: RegisterRange, at: ReturnType<typeof epochMs>): Answer {
    return { missing: this.#refused.has(rangeKey(range)) ? 'refused' : 'failed', at }
  }

  #nothing(failure: Error | undefined): Error {
    const host = `${this.#parts.gateway.host}:${this.#parts.gateway.port}`
    if (failure instanceof ModbusException) {
      const isMap = failure.code <= 3
      return isMap
        ? modbusErrors.wrongMap(host, this.identity.profile, failure)
        : modbusErrors.silentTarget(host, failure)
    }
    return failure ?? modbusErrors.wrongMap(host, this.identity.profile, new ModbusException(2, 'nothing'))
  }
}
