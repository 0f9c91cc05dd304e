import { setMaxListeners } from 'node:events'
import { epochMs } from '../../../twin/model/units.ts'
import type { DeviceIdentity, DeviceReading, LeftOut, Session } from '../../driver.ts'
import type { Oid } from '../../profiles/oid.ts'
import { type ActivePoint, variablesOf } from './active-point.ts'
import { CounterTurns } from './counter-turns.ts'
import { decodePoint } from './decode.ts'
import { snmpErrors } from './errors.ts'
import { rawValue } from './raw-value.ts'
import { type Answer, readMany } from './read-many.ts'
import type { Reader } from './reader.ts'
import { type SumRule, sumReading } from './sum-points.ts'

/** Falls when the agent has restarted: its rows may be others then. */
const SYS_UP_TIME = '1.3.6.1.2.1.1.3.0'
/** A tick of sysUpTime is 10 ms; packets may overtake each other by less than this. */
const SLACK_TICKS = 500

export interface SessionParts {
  readonly reader: Reader
  readonly identity: DeviceIdentity
  readonly points: readonly ActivePoint[]
  /** Rows that no rule knows, for people. */
  readonly unknown: readonly string[]
  readonly sums: readonly SumRule[]
  readonly wants: (name: string) => boolean
  /** Looks for the rows anew. */
  readonly look: (signal: AbortSignal) => Promise<Pick<SessionParts, 'points' | 'unknown'>>
  readonly refreshMs: number
  readonly close: () => void
}

/** One agent. The rows are known from the discovery, so a poll is one or two GETs of exactly what is wanted. */
export class SnmpSession implements Session {
  readonly identity: DeviceIdentity
  readonly #parts: SessionParts
  readonly #turns = new CounterTurns()
  #points: readonly ActivePoint[]
  #unknown: readonly string[]
  /** Points that were there and are no more: a probe that was pulled out is told, not forgotten. */
  #gone: readonly ActivePoint[] = []
  #variables: readonly Oid[]
  #lookedAt = performance.now()
  #isSuspect = false
  #upTime = 0

  constructor(parts: SessionParts) {
    this.identity = parts.identity
    this.#parts = parts
    this.#points = parts.points
    this.#unknown = parts.unknown
    this.#variables = [SYS_UP_TIME, ...variablesOf(parts.points)]
  }

  get leftOut(): readonly LeftOut[] {
    return this.#unknown.map((what) => ({ why: 'unknown', what }))
  }

  async gather(signal: AbortSignal): Promise<readonly DeviceReading[]> {
    // One signal stops the polls of thousands of devices: each listens to it while it asks.
    setMaxListeners(0, signal)
    if (this.#isSuspect || performance.now() - this.#lookedAt > this.#parts.refreshMs) await this.#look(signal)
    let answers = await this.#read(signal)
    if (this.#hasRestarted(answers)) {
      await this.#look(signal)
      answers = await this.#read(signal)
    }
    const at = epochMs(Date.now())
    const answerOf = (oid: Oid) => answers.get(oid)
    // A row that vanished: the next poll looks for the rows again.
    this.#isSuspect = this.#points.some(({ oid }) => answers.get(oid) === 'nothing')
    const readings = this.#points.map((point) => decodePoint(point, answerOf, this.#turns, at))
    for (const point of this.#gone) readings.push(decodePoint(point, () => 'nothing', this.#turns, at))
    return this.#withSums(readings)
  }

  async close(): Promise<void> {
    this.#parts.close()
  }

  async #read(signal: AbortSignal): Promise<ReadonlyMap<Oid, Answer>> {
    const { reader, identity } = this.#parts
    const answers = await readMany(reader.requester, this.#variables, reader.getSize, signal)
    if (this.#points.length > 0 && !this.#points.some(({ oid }) => typeof answers.get(oid) === 'object')) {
      this.#isSuspect = true
      throw snmpErrors.vanished(reader.requester.host, identity.profile)
    }
    return answers
  }

  async #look(signal: AbortSignal): Promise<void> {
    const { look } = this.#parts
    const before = [...this.#points, ...this.#gone]
    const { points, unknown } = await look(signal)
    const names = new Set(points.map(({ name }) => name))
    this.#points = points
    this.#unknown = unknown
    this.#gone = before.filter(({ name }) => !names.has(name))
    this.#variables = [SYS_UP_TIME, ...variablesOf(points)]
    this.#lookedAt = performance.now()
    this.#isSuspect = false
  }

  #hasRestarted(answers: ReadonlyMap<Oid, Answer>): boolean {
    const answer = answers.get(SYS_UP_TIME)
    const ticks = typeof answer === 'object' ? Number(rawValue(answer)) : Number.NaN
    if (!Number.isFinite(ticks)) return false
    const isFall = ticks < this.#upTime - SLACK_TICKS
    this.#upTime = ticks
    return isFall
  }

  /** Sums where the device tells no such point itself; parts that nobody asked for are left out then. */
  #withSums(readings: readonly DeviceReading[]): readonly DeviceReading[] {
    const { sums, wants } = this.#parts
    const told = new Set(readings.map(({ point }) => point))
    const made = sums.flatMap((rule) => {
      if (told.has(rule.name) || !wants(rule.name)) return []
      const reading = sumReading(rule, readings)
      return reading ? [reading] : []
    })
    return [...readings.filter(({ point }) => wants(point)), ...made]
  }
}
