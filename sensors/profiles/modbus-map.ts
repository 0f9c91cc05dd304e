import { type Quantity, stateCode } from '../../twin/model/quantity.ts'
import { unitConversion, unitsOf } from './convert-unit.ts'
import type { ModbusProfile, RegisterTable, RegisterType, WordOrder } from './modbus-profile.ts'
import { leastOf } from './quantity-bounds.ts'
import { registersOf } from './register-codec.ts'

/** Where a value lies: everything that a profile may leave to its defaults is filled in. */
export interface RegisterRange {
  readonly table: RegisterTable
  /** As on the wire, from 0. */
  readonly address: number
  /** Registers, or bits in the two bit tables. */
  readonly length: number
  readonly type: RegisterType
  readonly words: WordOrder
}

export interface RegisterGate {
  readonly at: RegisterRange
  readonly equals?: readonly number[]
  readonly not?: readonly number[]
}

/** One point of a map, with repeated blocks written out. */
export interface RegisterPoint {
  readonly name: string
  readonly label?: string
  readonly quantity: Quantity
  readonly at: RegisterRange
  /** Raw number → number in the quantity's kept unit (a state's code for states); NaN where the raw one means nothing. */
  readonly read: (raw: number) => number
  /** The raw number that stands for a kept one, for what serves the map. NaN where the map has no code for a state. */
  readonly write: (value: number) => number
  readonly sentinels: readonly number[]
  readonly unsupported: readonly number[]
  readonly minimum: number
  readonly maximum: number
  readonly bit?: number
  readonly when?: RegisterGate
}

type ProfilePoint = ModbusProfile['points'][number]
type ProfileRange = Pick<ProfilePoint, 'table' | 'address' | 'manual' | 'type' | 'words' | 'length'>

/**
 * All points of a profile in the file's order.
 * @throws Error that names the point when a register is given twice or not at all, a unit does not measure its quantity,
 * or two points have one name
 */
export function modbusMap(profile: ModbusProfile): readonly RegisterPoint[] {
  const points: RegisterPoint[] = profile.points.map((point) => expand(profile, point, undefined, 0, ''))
  for (const group of profile.groups) {
    for (let n = group.repeat.from; n <= group.repeat.to; n++) {
      const shift = (n - group.repeat.from) * group.repeat.stride
      for (const point of group.points) points.push(expand(profile, point, group.when, shift, String(n)))
    }
  }
  const seen = new Set<string>()
  for (const { name } of points) {
    if (seen.has(name)) throw new Error(`profile ${profile.id} names the point ${name} twice`)
    seen.add(name)
  }
  return points
}

/** @throws Error that says what is wrong with the register */
export function registerRange(profile: ModbusProfile, given: ProfileRange, what: string, shift = 0): RegisterRange {
  const here = `profile ${profile.id}, ${what}`
  if ((given.address === undefined) === (given.manual === undefined)) {
    throw new Error(`${here}: give either address (from 0, as on the wire) or manual (from 1, as printed)`)
  }
  const fromManual = given.manual === undefined ? undefined : manualAddress(given.manual, here)
  const table = given.table ?? fromManual?.table ?? profile.defaults.table ?? 'holding'
  const address = (given.address ?? fromManual?.address ?? 0) + shift
  const isBits = table === 'coil' || table === 'discrete'
  const length = isBits ? 1 : registersOf(given.type, given.length)
  if (address + length > 65_536) throw new Error(`${here}: register ${address} lies beyond 65535`)
  return {
    table,
    address,
    length,
    type: isBits ? 'bool' : given.type,
    words: given.words ?? profile.defaults.words ?? 'ABCD',
  }
}

/** `30001` → input register 0; `400001` likewise with six digits (Modbus Application Protocol V1.1b3, 4.4). */
export function manualAddress(manual: number, here = 'register'): { table: RegisterTable; address: number } {
  const digits = manual > 99_999 ? 100_000 : 10_000
  const address = (manual % digits) - 1
  const table = ([undefined, 'discrete', undefined, 'input', 'holding'] as const)[Math.floor(manual / digits)]
  if (manual < digits && address >= 0) return { table: 'coil', address }
  if (!table || address < 0) {
    throw new Error(
      `${here}: ${manual} is no address of a manual; 1-9999 are coils, 10001… discrete inputs, 30001… input registers, 40001… holding registers`,
    )
  }
  return { table, address }
}

function expand(
  profile: ModbusProfile,
  point: ProfilePoint,
  groupGate: ProfilePoint['when'],
  shift: number,
  n: string,
): RegisterPoint {
  const name = point.name.replaceAll('{n}', n)
  const gate = point.when ?? groupGate
  const at = registerRange(profile, point, name, shift)
  const label = point.label?.replaceAll('{n}', n)
  return {
    name,
    ...(label === undefined ? {} : { label }),
    quantity: point.quantity,
    at,
    ...conversions(profile, point, name),
    sentinels: point.sentinels ?? [],
    unsupported: point.unsupported ?? [],
    minimum: point.minimum ?? leastOf(point.quantity),
    maximum: point.maximum ?? Number.POSITIVE_INFINITY,
    ...(point.bit === undefined ? {} : { bit: point.bit }),
    ...(gate ? { when: expandGate(profile, gate, name, shift) } : {}),
  }
}

function expandGate(
  profile: ModbusProfile,
  gate: NonNullable<ProfilePoint['when']>,
  name: string,
  shift: number,
): RegisterGate {
  return {
    at: registerRange(profile, gate, `${name} (when)`, shift),
    ...(gate.equals ? { equals: gate.equals } : {}),
    ...(gate.not ? { not: gate.not } : {}),
  }
}

function conversions(profile: ModbusProfile, point: ProfilePoint, name: string): Pick<RegisterPoint, 'read' | 'write'> {
  const { bit, mask } = point
  const part = (raw: number) => {
    if (bit !== undefined) return Math.floor(raw / 2 ** bit) % 2
    if (mask !== undefined) return Math.floor(((raw & mask) >>> 0) / (mask & -mask))
    return raw
  }
  const { states } = point
  if (states) {
    const known = new Map(Object.entries(states).map(([raw, word]) => [Number(raw), stateCode(word)]))
    const codes = new Map([...known].reverse().map(([raw, code]) => [code, raw]))
    return {
      read: (raw) => known.get(part(raw)) ?? stateCode('unknown'),
      write: (code) => codes.get(code) ?? Number.NaN,
    }
  }
  const scale = point.scale ?? 1
  const offset = point.offset ?? 0
  const convert = point.unit === undefined ? (value: number) => value : unitConversion(point.unit, point.quantity)
  if (!convert) {
    throw new Error(
      `profile ${profile.id}, ${name}: the unit ${point.unit} does not measure ${point.quantity}; allowed: ${unitsOf(point.quantity).join(', ')}`,
    )
  }
  const zero = convert(0)
  const slope = convert(1) - zero
  const whole = !point.type.startsWith('float')
  return {
    read: (raw) => convert(tidy(part(raw) * scale) + offset),
    write: (value) => {
      const raw = ((value - zero) / slope - offset) / scale
      return whole ? Math.round(raw) : raw
    },
  }
}

/** 231 × 0.1 is 23.1, not 23.1 and a bit: a product of a register and a scale is rounded to 12 significant digits. */
function tidy(value: number): number {
  return Number.isFinite(value) && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value
}
