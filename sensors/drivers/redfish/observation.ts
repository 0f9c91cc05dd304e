import { type Quantity, type StateWord, stateCode, UNIT_OF } from '../../../twin/model/quantity.ts'
import type { Quality } from '../../../twin/model/reading.ts'
import { unitConversion } from '../../profiles/convert-unit.ts'
import { asDocument, type Document, isAbsent, numberOf, textOf } from './document.ts'

/** One value found in a resource, before it is known whether another resource says the same. */
export interface Observation {
  /** What it is the value of: the sensor's URI, else the place in the resource (`/…/Thermal#/Temperatures/0`). */
  readonly uri: string
  /** Proposed name: `cpu-1` and `temperature`; '' for the device itself. */
  readonly component: string
  readonly local: string
  readonly quantity: Quantity
  /** In the kept unit. */
  readonly value: number
  readonly quality: Quality
  readonly label?: string
  /** The name follows from the structure: a second one of that name is the same thing told twice. */
  readonly firm: boolean
  /** The component is only a slug of the maker's name: any better one is welcome. */
  readonly hasFreeName?: boolean
  /** Takes the component of this observation (a fan's speed in rpm beside its speed in %). */
  readonly companionOf?: string
}

export interface Proposal {
  readonly uri: string
  readonly component: string
  readonly local: string
  readonly quantity: Quantity
  readonly unit?: string
  readonly label?: string | undefined
  readonly firm?: boolean
  readonly hasFreeName?: boolean
  readonly companionOf?: string
}

/**
 * A value with its quality: a part that is absent or disabled is `unsupported`, a null or impossible reading `invalid`.
 * @returns undefined where the unit does not measure the quantity
 */
export function observe(proposal: Proposal, value: unknown, absent = false): Observation | undefined {
  const { unit, label, firm = true, companionOf, ...rest } = proposal
  const convert = unitConversion(unit ?? UNIT_OF[rest.quantity], rest.quantity)
  if (!convert) return undefined
  const number = numberOf(value)
  const kept = number === undefined ? Number.NaN : tidy(convert(number))
  const quality: Quality = absent ? 'unsupported' : Number.isFinite(kept) ? 'good' : 'invalid'
  return {
    ...rest,
    value: quality === 'good' ? kept : Number.NaN,
    quality,
    firm,
    ...(label === undefined ? {} : { label }),
    ...(companionOf === undefined ? {} : { companionOf }),
  }
}

/**
 * An excerpt of a sensor, as metrics resources carry them: `{Reading, DataSourceUri}`. A property that is not there gives
 * nothing; one that is there with null gives an invalid value.
 */
export function excerpt(
  document: Document,
  property: string,
  proposal: Omit<Proposal, 'uri'>,
  at: string,
): Observation | undefined {
  if (!(property in document) || document[property] === null) return undefined
  const sensor = asDocument(document[property])
  const uri = textOf(sensor.DataSourceUri) ?? `${at}#/${property}`
  return observe({ label: textOf(sensor.DeviceName), ...proposal, uri }, sensor.Reading, isAbsent(document))
}

/** A state told by a word: `PowerState`, `BreakerState`. Nothing where the property is absent or null. */
export function stateExcerpt(
  document: Document,
  property: string,
  words: Readonly<Record<string, StateWord>>,
  component: string,
  at: string,
  label?: string,
): Observation | undefined {
  const word = document[property]
  if (typeof word !== 'string') return undefined
  const known = Object.hasOwn(words, word) ? words[word] : undefined
  return observe(
    { uri: `${at}#/${property}`, component, local: 'state', quantity: 'state', label },
    stateCode(known ?? 'unknown'),
    isAbsent(document),
  )
}

/** 1.5 kW·h is 1500 Wh and not 1500.0000000002: products of a factor are rounded to 12 digits. */
function tidy(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(12))
}
