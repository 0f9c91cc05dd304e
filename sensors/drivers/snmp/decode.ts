import { type Quantity, stateCode, UNIT_OF } from '../../../twin/model/quantity.ts'
import type { Quality } from '../../../twin/model/reading.ts'
import { type EpochMs, epochMs } from '../../../twin/model/units.ts'
import type { DeviceReading } from '../../driver.ts'
import { unitConversion } from '../../profiles/convert-unit.ts'
import { codeKey, type GateRule, type ValueRule } from '../../profiles/snmp-map.ts'
import type { ActivePoint } from './active-point.ts'
import type { CounterTurns } from './counter-turns.ts'
import { dateAndTime, numberAndUnit, rawValue, textValue } from './raw-value.ts'
import type { Answer } from './read-many.ts'
import { VALUE_TYPE, type Varbind } from './varbind.ts'

export type Answers = (oid: string) => Answer | undefined

/** A device's own time is believed only this near to ours. */
const BELIEVED_BEHIND_MS = 60_000
const BELIEVED_AHEAD_MS = 2_000

/** The ends of Integer32 and of a Gauge32, where it stays latched (RFC 2578, 7.1.7): more than can be told, or nothing. */
const ENDS: ReadonlySet<number> = new Set([-(2 ** 31), 2 ** 31 - 1, 2 ** 32 - 1])

interface Judgement {
  readonly value: number
  readonly quality: Quality
}

/** The reading of one point. Never throws, and only a finite number is `good`. */
export function decodePoint(point: ActivePoint, answers: Answers, turns: CounterTurns, at: EpochMs): DeviceReading {
  const { value, quality } = judge(point, answers, turns)
  return {
    point: point.name,
    quantity: point.rule.quantity,
    value: quality === 'good' || quality === 'stale' ? value : Number.NaN,
    unit: UNIT_OF[point.rule.quantity],
    quality,
    at: point.timeOid === undefined ? at : deviceTime(point, answers, at),
    address: point.oid,
    ...(point.label === undefined ? {} : { label: point.label }),
  }
}

/** Does the gate hold for what was read? */
export function holds(gate: GateRule, raw: number | string): boolean {
  const key = codeKey(raw)
  if (gate.equals && !gate.equals.has(key)) return false
  if (gate.matches && !gate.matches.test(String(raw))) return false
  return !gate.not?.has(key)
}

function judge(point: ActivePoint, answers: Answers, turns: CounterTurns): Judgement {
  const { rule } = point
  let quality: 'good' | 'stale' = 'good'
  for (const { oid, rule: gate } of point.gates) {
    const answer = answers(oid)
    const raw = typeof answer === 'object' ? rawValue(answer) : undefined
    // One that did not come says nothing: the point is judged by its own value, where the profile does not need it.
    if (raw === undefined && gate.isNeeded) return none('invalid')
    if (raw === undefined || holds(gate, raw)) continue
    if (gate.else !== 'stale') return none(gate.else)
    quality = 'stale'
  }
  const answer = answers(point.oid)
  if (typeof answer !== 'object') return none('invalid')
  const raw = rawValue(answer, rule.encoding)
  if (raw === undefined) return none('invalid')
  if (rule.states || rule.unsupported.size > 0 || rule.sentinels.size > 0) {
    const key = codeKey(raw)
    if (rule.unsupported.has(key)) return none('unsupported')
    if (rule.sentinels.has(key)) return none('invalid')
    if (rule.states) return { value: rule.states.get(key) ?? stateCode('unknown'), quality }
  }
  const { number, unit } = numberAndUnit(raw)
  if (isListed(rule.unsupported, number)) return none('unsupported')
  if (isListed(rule.sentinels, number)) return none('invalid')
  if (ENDS.has(number) && !isCumulative(rule.quantity)) return none('invalid')
  const whole = turns.unwrapped(point.oid, number, modulusOf(rule, answer))
  const convert = conversionFor(point, unit, answers)
  if (!convert) return none('invalid')
  const value = convert(tidy(whole * point.factor) + rule.offset)
  if (!Number.isFinite(value) || value < rule.minimum || value > rule.maximum) return none('invalid')
  return { value, quality }
}

/** «-1» in a profile also means the text «-1.0». */
function isListed(codes: ReadonlySet<string>, number: number): boolean {
  return codes.size > 0 && codes.has(String(number))
}

function modulusOf({ wrap, quantity }: ValueRule, { type }: Varbind): number | undefined {
  if (wrap !== undefined) return wrap
  return type === VALUE_TYPE.counter32 && isCumulative(quantity) ? 2 ** 32 : undefined
}

function isCumulative(quantity: Quantity): boolean {
  return (
    quantity === 'energy' || quantity === 'apparent-energy' || quantity === 'cooling-energy' || quantity === 'count'
  )
}

/** Undefined where the device names a unit that does not measure the quantity, or failed to tell it this time. */
function conversionFor(point: ActivePoint, inText: string, answers: Answers): ((value: number) => number) | undefined {
  const { rule, unit } = point
  const { unitFrom } = rule
  if (unitFrom === undefined) return rule.convert
  if (unitFrom === 'text') return inText === '' ? rule.convert : unitConversion(inText, rule.quantity)
  const answer = unit && 'oid' in unit ? answers(unit.oid) : undefined
  const code = unit && 'code' in unit ? unit.code : typeof answer === 'object' ? textValue(answer) : undefined
  // A model without the setting knows but one unit; one that has it and did not tell must not be guessed.
  if (code === undefined) return unit === undefined || answer === 'nothing' ? rule.convert : undefined
  return unitFrom.units ? unitFrom.units.get(codeKey(code)) : unitConversion(code, rule.quantity)
}

function deviceTime(point: ActivePoint, answers: Answers, at: EpochMs): EpochMs {
  const answer = point.timeOid === undefined ? undefined : answers(point.timeOid)
  if (typeof answer !== 'object') return at
  const { value } = answer
  const isUnix = point.rule.time?.format === 'unix'
  const told = isUnix ? Number(rawValue(answer)) * 1000 : Buffer.isBuffer(value) ? dateAndTime(value) : Number.NaN
  return told >= at - BELIEVED_BEHIND_MS && told <= at + BELIEVED_AHEAD_MS ? epochMs(told) : at
}

function none(quality: Quality): Judgement {
  return { value: Number.NaN, quality }
}

/** 231 × 0.1 is 23.1, not 23.1 and a bit. */
function tidy(value: number): number {
  return Number.isFinite(value) && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value
}
