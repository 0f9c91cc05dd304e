import { modbusMap, type RegisterPoint, registerRange } from '../../profiles/modbus-map.ts'
import type { ModbusProfile, RegisterTable } from '../../profiles/modbus-profile.ts'
import { encodeNumber, encodeText } from '../../profiles/register-codec.ts'

/** What a machine says of itself: a number in the quantity's unit, NaN for what it cannot tell. */
export interface MachineValues {
  readonly serial: string
  value(point: string): number
  /** Whether a repeated block (a circuit, a compressor) is fitted: `circuit-7`. */
  isFitted(component: string): boolean
}

interface Field {
  readonly address: number
  readonly length: number
  readonly write: (values: MachineValues, into: Uint8Array) => void
}

/** The registers of one map, ready to be read in any piece. Holes up to the map's gap read as zero, others do not exist. */
export class RegisterImage {
  readonly #fields = new Map<RegisterTable, Field[]>()
  readonly #exists = new Map<RegisterTable, Uint8Array>()

  constructor(profile: ModbusProfile) {
    for (const fixed of profile.identify?.registers ?? []) {
      const at = registerRange(profile, fixed, 'identification')
      const { equals } = fixed
      if (typeof equals === 'number') {
        this.#add(at.table, at.address, at.length, () => encodeNumber(at.type, at.words, equals))
      }
    }
    if (profile.serial) {
      const at = registerRange(profile, profile.serial, 'serial')
      this.#add(at.table, at.address, at.length, (values) => encodeText(values.serial, at.length))
    }
    for (const point of modbusMap(profile)) this.#addPoint(point)
    for (const [table, fields] of this.#fields) {
      fields.sort((a, b) => a.address - b.address)
      this.#exists.set(table, existing(fields, profile.defaults.maxGap))
    }
  }

  /** Two bytes a register; undefined where one of them does not exist. */
  read(table: RegisterTable, address: number, count: number, values: MachineValues): Uint8Array | undefined {
    const exists = this.#exists.get(table)
    for (let at = address; at < address + count; at++) if (exists?.[at] !== 1) return undefined
    const bytes = new Uint8Array(count * 2)
    for (const field of this.#fields.get(table) ?? []) {
      if (field.address + field.length <= address || field.address >= address + count) continue
      const own = new Uint8Array(field.length * 2)
      field.write(values, own)
      for (const [at, byte] of own.entries()) {
        const to = (field.address - address) * 2 + at
        // Bits of one register may belong to several points.
        if (to >= 0 && to < bytes.length) bytes[to] = (bytes[to] ?? 0) | byte
      }
    }
    return bytes
  }

  #add(table: RegisterTable, address: number, length: number, bytes: (values: MachineValues) => Uint8Array): void {
    const fields = this.#fields.get(table) ?? []
    fields.push({ address, length, write: (values, into) => into.set(bytes(values)) })
    this.#fields.set(table, fields)
  }

  #addPoint(point: RegisterPoint): void {
    const { at, when } = point
    const component = point.name.split('/')[0] ?? ''
    const isFitted = (values: MachineValues) => !when || values.isFitted(component)
    this.#add(at.table, at.address, at.length, (values) =>
      isFitted(values) ? encodePoint(point, values.value(point.name)) : new Uint8Array(at.length * 2),
    )
    const [fitted = 1] = when?.equals ?? []
    if (when) {
      this.#add(when.at.table, when.at.address, when.at.length, (values) =>
        encodeNumber(when.at.type, when.at.words, isFitted(values) ? fitted : 0),
      )
    }
  }
}

/** A value in its registers: the sentinel for none, the nearest that fits for too much; counters roll over. */
function encodePoint(point: RegisterPoint, value: number): Uint8Array {
  const { type, words } = point.at
  const raw = point.write(value)
  const [sentinel = 0] = point.sentinels
  if (!Number.isFinite(raw)) return encodeNumber(type, words, type === 'float32' ? Number.NaN : sentinel)
  if (point.bit !== undefined) return encodeNumber(type, words, raw * 2 ** point.bit)
  if (type === 'uint32') return encodeNumber(type, words, ((raw % 2 ** 32) + 2 ** 32) % 2 ** 32)
  if (type === 'uint16') return encodeNumber(type, words, Math.min(0xfffe, Math.max(0, raw)))
  if (type === 'int16') return encodeNumber(type, words, Math.min(0x7fff, Math.max(-0x7fff, raw)))
  return encodeNumber(type, words, raw)
}

function existing(fields: readonly Field[], gap: number): Uint8Array {
  const exists = new Uint8Array(65_536)
  let end = -1
  for (const { address, length } of fields) {
    const from = end >= 0 && address - end <= gap ? end : address
    exists.fill(1, Math.min(from, address), address + length)
    end = Math.max(end, address + length)
  }
  return exists
}
