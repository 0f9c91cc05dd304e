import { UNIT_OF } from '../../../twin/model/quantity.ts'
import type { Quality } from '../../../twin/model/reading.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import type { DeviceReading } from '../../driver.ts'
import type { RegisterGate, RegisterPoint, RegisterRange } from '../../profiles/modbus-map.ts'
import { decodeNumber, decodeText } from '../../profiles/register-codec.ts'

/** What came back for a place: its bytes and when, or why there are none. */
export type Answer =
  | { readonly bytes: Uint8Array; readonly at: EpochMs }
  | { readonly missing: 'refused' | 'failed'; readonly at: EpochMs }

export type Answers = (range: RegisterRange) => Answer

/** The reading of one point. A register that the device does not have is `unsupported`, one that did not come `invalid`. */
export function decodePoint(point: RegisterPoint, answers: Answers): DeviceReading {
  const answer = answers(point.at)
  const { value, quality } = judge(point, answer, answers)
  return {
    point: point.name,
    quantity: point.quantity,
    value: quality === 'good' ? value : Number.NaN,
    unit: UNIT_OF[point.quantity],
    quality,
    at: answer.at,
    address: `${point.at.table} ${point.at.address}${point.bit === undefined ? '' : `.${point.bit}`}`,
    ...(point.label === undefined ? {} : { label: point.label }),
  }
}

/** The raw number or text of a place; undefined where it did not come. */
export function decodeRaw(range: RegisterRange, answers: Answers): number | string | undefined {
  const answer = answers(range)
  if ('missing' in answer) return undefined
  if (range.type === 'string') return decodeText(answer.bytes)
  return rawNumber(range, answer.bytes)
}

function judge(point: RegisterPoint, answer: Answer, answers: Answers): { value: number; quality: Quality } {
  const none = (quality: Quality) => ({ value: Number.NaN, quality })
  if (point.when && !passes(point.when, answers)) return none('unsupported')
  if ('missing' in answer) return none(answer.missing === 'refused' ? 'unsupported' : 'invalid')
  const raw = rawNumber(point.at, answer.bytes)
  if (point.unsupported.includes(raw)) return none('unsupported')
  if (Number.isNaN(raw) || point.sentinels.includes(raw)) return none('invalid')
  const value = point.read(raw)
  if (!Number.isFinite(value) || value < point.minimum || value > point.maximum) return none('invalid')
  return { value, quality: 'good' }
}

/** A gate that did not come says nothing: the point is judged by its own register. */
function passes(gate: RegisterGate, answers: Answers): boolean {
  const raw = decodeRaw(gate.at, answers)
  if (typeof raw !== 'number') return true
  if (gate.equals && !gate.equals.includes(raw)) return false
  return !gate.not?.includes(raw)
}

function rawNumber(range: RegisterRange, bytes: Uint8Array): number {
  if (range.table === 'coil' || range.table === 'discrete') return bytes[0] ?? Number.NaN
  return decodeNumber(range.type, range.words, bytes)
}
