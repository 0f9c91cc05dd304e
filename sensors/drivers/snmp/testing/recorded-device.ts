import { STATE_WORDS, type StateWord } from '../../../../twin/model/quantity.ts'
import { QUALITIES, type Quality } from '../../../../twin/model/reading.ts'

/** What a point of a recording must read: a number in the kept unit, a state's word, or the quality that stands for none. */
export type Expected = number | StateWord | Exclude<Quality, 'good'> | { readonly from: number; readonly to: number }

/** Point, what it must read, and how that follows from the walk's line and the MIB. */
export type ExpectedPoint = readonly [point: string, expected: Expected, derivation: string]

export interface RecordedDevice {
  readonly recording: string
  readonly profile: string
  readonly manufacturer: string
  readonly model: string
  readonly serial?: string
  readonly because: RegExp
  /** Readings of one poll. */
  readonly count: number
  readonly points: readonly ExpectedPoint[]
}

export function isStateWord(expected: Expected): expected is StateWord {
  return STATE_WORDS.some((word) => word === expected)
}

export function isQuality(expected: Expected): expected is Exclude<Quality, 'good'> {
  return QUALITIES.some((quality) => quality === expected)
}
