import { isSegment } from '../../../twin/model/path.ts'
import { QUANTITIES, type Quantity, type StateWord, stateCode, UNIT_OF } from '../../../twin/model/quantity.ts'
import type { Quality } from '../../../twin/model/reading.ts'
import { type EpochMs, epochMs } from '../../../twin/model/units.ts'
import type { DeviceReading } from '../../driver.ts'
import { unitConversion } from '../../profiles/convert-unit.ts'
import type { TopicRule } from '../../profiles/mqtt-profile.ts'
import { slug } from '../../profiles/slug.ts'

export interface Message {
  readonly topic: string
  readonly payload: Uint8Array
  /** The broker kept it: it was published before we came. */
  readonly retained: boolean
  readonly arrived: EpochMs
}

export interface TimeBounds {
  readonly aheadMs: number
  readonly behindMs: number
}

/** What a message says; `garbage` why it, or a part of it, says nothing. */
export interface Decoded {
  readonly readings: readonly DeviceReading[]
  readonly garbage?: string
}

interface ValueRule {
  readonly quantity?: Quantity | undefined
  readonly unit?: string | undefined
  readonly scale?: number | undefined
  readonly offset?: number | undefined
  readonly states?: Readonly<Record<string, StateWord>> | undefined
}

/** Each digit has one way to fit: with two, a long number that is none would cost the square of its length. */
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/
const MAX_FIELDS = 200

/**
 * The readings of a message. A retained value is `stale` unless the message carries a time that can be believed; a time
 * outside the bounds is replaced by that of arrival.
 * @param path of the thing that the topic names; '' for the device itself
 */
export function decodeMessage(
  rule: TopicRule,
  path: string,
  places: Readonly<Record<string, string>>,
  message: Message,
  bounds: TimeBounds,
): Decoded {
  const text = new TextDecoder('utf-8').decode(message.payload).trim()
  const named = quantityNamed(places.quantity) ?? rule.value?.quantity
  const isJson = rule.payload === 'json' || (rule.payload === 'auto' && text.startsWith('{'))
  if (!isJson) {
    if (!named) return { readings: [], garbage: `nothing says what ${message.topic} measures` }
    const value = judged({ ...rule.value, quantity: named }, text, rule.value?.unit)
    if (value === undefined) return { readings: [], garbage: `«${text.slice(0, 40)}» is no number` }
    return { readings: [reading(path, named, named, value, timing(undefined, message, bounds), message.topic)] }
  }
  const body = parsed(text)
  if (!body) return { readings: [], garbage: 'the payload is no JSON object' }
  const at = timing(rule.time && timeOf(member(body, rule.time.field), rule.time.format), message, bounds)
  const readings: DeviceReading[] = []
  let garbage: string | undefined
  for (const { key, name, value: spec, unit } of fieldsOf(rule, body, named)) {
    const raw = member(body, key)
    if (raw === undefined) continue
    const given = unit === undefined ? spec.unit : member(body, unit)
    const value = judged(spec, raw, typeof given === 'string' ? given : spec.unit)
    if (value === undefined) garbage ??= `${key} of ${message.topic} is no number`
    else readings.push(reading(path, name, spec.quantity, value, at, `${message.topic}#${key}`))
  }
  if (readings.length === 0) garbage ??= `the message at ${message.topic} has no member that is known`
  return { readings, ...(garbage === undefined ? {} : { garbage }) }
}

interface Field {
  readonly key: string
  readonly name: string
  readonly value: ValueRule & { readonly quantity: Quantity }
  /** Member of the message that names the unit. */
  readonly unit: string | undefined
}

function fieldsOf(
  rule: TopicRule,
  body: Readonly<Record<string, unknown>>,
  named: Quantity | undefined,
): readonly Field[] {
  if (rule.fields) {
    return Object.entries(rule.fields).map(([key, { name, unitFrom, ...value }]) => ({
      key,
      name: name ?? value.quantity,
      value,
      unit: unitFrom,
    }))
  }
  if (named && 'value' in body) {
    return [{ key: 'value', name: named, value: { ...rule.value, quantity: named }, unit: 'unit' }]
  }
  return Object.keys(body)
    .slice(0, MAX_FIELDS)
    .map((key) => ({ key, quantity: quantityNamed(slug(key)) }))
    .filter((one): one is { key: string; quantity: Quantity } => one.quantity !== undefined)
    .map(({ key, quantity }) => ({ key, name: quantity, value: { quantity }, unit: undefined }))
}

/** NaN for a value that says itself that it is none; undefined for garbage. */
function judged(rule: ValueRule & { quantity: Quantity }, raw: unknown, unit: string | undefined): number | undefined {
  if (rule.states) {
    // An object has no word, and one of a stranger's making may not even have a text.
    const told = typeof raw === 'object' && raw !== null ? '' : String(raw)
    const word = Object.hasOwn(rule.states, told) ? rule.states[told] : undefined
    return stateCode(word ?? 'unknown')
  }
  if (raw === null || (typeof raw === 'string' && /^(nan|null|none|unavailable|unknown|-?inf(inity)?)?$/i.test(raw))) {
    return Number.NaN
  }
  const number = typeof raw === 'number' ? raw : typeof raw === 'string' && NUMBER.test(raw) ? Number(raw) : undefined
  if (number === undefined || rule.quantity === 'state') return undefined
  const convert = unit === undefined || unit === '' ? (value: number) => value : unitConversion(unit, rule.quantity)
  if (!convert) return undefined
  return convert(number * (rule.scale ?? 1) + (rule.offset ?? 0))
}

function reading(
  path: string,
  name: string,
  quantity: Quantity,
  value: number,
  { at, quality }: { readonly at: EpochMs; readonly quality: Quality },
  address: string,
): DeviceReading {
  const isValue = Number.isFinite(value)
  return {
    point: path === '' ? name : `${path}/${name}`,
    quantity,
    value: isValue ? value : Number.NaN,
    unit: UNIT_OF[quantity],
    quality: isValue ? quality : 'invalid',
    at,
    address,
  }
}

function timing(told: number | undefined, message: Message, bounds: TimeBounds): { at: EpochMs; quality: Quality } {
  const age = told === undefined ? Number.NaN : message.arrived - told
  const isBelieved = told !== undefined && age >= -bounds.aheadMs && age <= bounds.behindMs
  if (isBelieved) return { at: epochMs(told), quality: 'good' }
  return { at: message.arrived, quality: message.retained ? 'stale' : 'good' }
}

/** `auto`: a number above 10^11 is milliseconds, else seconds; a text is ISO 8601. */
function timeOf(raw: unknown, format: 'ms' | 's' | 'iso' | 'auto'): number | undefined {
  if (typeof raw === 'string' && (format === 'iso' || (format === 'auto' && !NUMBER.test(raw)))) {
    const parsedTime = /^\d{4}-\d\d-\d\dT/.test(raw) ? Date.parse(raw) : Number.NaN
    return Number.isNaN(parsedTime) ? undefined : parsedTime
  }
  const number = typeof raw === 'string' && NUMBER.test(raw) ? Number(raw) : raw
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined
  const isMs = format === 'ms' || (format === 'auto' && number > 1e11)
  return Math.round(isMs ? number : number * 1000)
}

function quantityNamed(text: string | undefined): Quantity | undefined {
  if (text === undefined || !isSegment(text) || text === 'state') return undefined
  return QUANTITIES.find((quantity) => quantity === text)
}

function member(body: Readonly<Record<string, unknown>>, key: string): unknown {
  let here: unknown = body
  for (const part of Object.hasOwn(body, key) ? [key] : key.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, part)) return undefined
    here = (here as Readonly<Record<string, unknown>>)[part]
  }
  return here
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined
  } catch {
    return undefined
  }
}
