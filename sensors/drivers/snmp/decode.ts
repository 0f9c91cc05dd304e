import { type Quantity, stateCode, UNIT_OF } from '../../../twin/model/quantity.ts'
import type { Quality } from '../../../twin/model/reading.ts'
import { type EpochMs, epochMs } from '../../../twin/model/units.ts'
import type { DeviceReading } from '../../driver.ts'
import { unitConversion } from '../../profiles/convert-unit.ts'
import type { GateRule, ValueRule } from '../../profiles/snmp-map.ts'
import type { ActivePoint } from './active-point.ts'
import type { CounterTurns } from './counter-turns.ts'
import { dateAndTime, numberAndUnit, rawValue, textValue } from './raw-value.ts'
import type { Answer } from './read-many.ts'
import { VALUE_TYPE, type Varbind } from './varbind.ts'

export type Answers = (oid: string) => Answer | undefined

/** A device's own time is believed only this near to ours. */
const BELIEVED_BEHIND_MS = 60_000
const BELIEVED_AHEAD_MS = 2_000

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
    value: quality === 'good' ? value : Number.NaN,
    unit: UNIT_OF[point.rule.quantity],
    quality,
    at: point.timeOid === undefined ? at : deviceTime(point, answers, at),
    address: point.oid,
    ...(point.label === undefined ? {} : { label: point.label }),
  }
}

/** Does the gate hold? One that did not come says nothing: the point is judged by its own value. */
export function holds(gate: GateRule, raw: number | string | undefined): boolean {
  if (raw === undefined) return true
  const text = String(raw).trim()
  if (gate.equals && !gate.equals.has(text)) return false
  return !gate.not?.has(text)
}

function judge(point: ActivePoint, answers: Answers, turns: CounterTurns): Judgement {
  const { rule } = point
  for (const { oid, rule: gate } of point.gates) {
    const answer = answers(oid)
    if (typeof answer === 'object' && !holds(gate, rawValue(answer))) return none(gate.else)
  }
  const answer = answers(point.oid)
  if (typeof answer !== 'object') return none('invalid')
  const raw = rawValue(answer, rule.encoding)
  if (raw === undefined) return none('invalid')
  const text = String(raw).trim()
  if (rule.unsupported.has(text)) return none('unsupported')
  if (rule.sentinels.has(text)) return none('invalid')
  if (rule.states) return { value: rule.states.get(text) ?? stateCode('unknown'), quality: 'good' }
  const { number, unit } = numberAndUnit(raw)
  if (isListed(rule.unsupported, number)) return none('unsupported')
  if (isListed(rule.sentinels, number)) return none('invalid')
  const whole = turns.unwrapped(point.oid, number, modulusOf(rule, answer))
  const convert = conversionFor(point, unit, answers)
  if (!convert) return none('invalid')
  const value = convert(tidy(whole * point.factor) + rule.offset)
  if (!Number.isFinite(value) || value < rule.minimum || value > rule.maximum) return none('invalid')
  return { value, quality: 'good' }
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

/** Undefined where the device names a unit that does not measure the quantity, or did not name the one it must. */
function conversionFor(point: ActivePoint, inText: string, answers: Answers): ((value: number) => number) | undefined {
  const { rule, unit } = point
  const { unitFrom } = rule
  if (unitFrom === undefined) return rule.convert
  if (unitFrom === 'text') return inText === '' ? rule.convert : unitConversion(inText, rule.quantity)
  if (!unit) return undefined
  const answer = 'oid' in unit ? answers(unit.oid) : undefined
  const code = 'code' in unit ? unit.code : typeof answer === 'object' ? textValue(answer) : undefined
  if (code === undefined) return undefined
  return unitFrom.units ? unitFrom.units.get(code) : unitConversion(code, rule.quantity)
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
