import type { Kind } from './things.ts'

/** What power comes through on its way to a rack PDU, from the source down. */
export const POWER_CHAIN_KINDS = [
  'utility',
  'generator',
  'transformer',
  'ups',
  'power-panel',
  'power-feed',
] as const satisfies readonly Kind[]

/** All kinds but devices, of which an estate may have a million. Top down: a thing's parent is of the same kind or one before. */
export const STRUCTURE_KINDS = [
  'site',
  'plot',
  'building',
  'room',
  'row',
  'rack',
  ...POWER_CHAIN_KINDS,
  'rack-pdu',
  'crah',
  'chiller',
  'probe',
  'solar',
  'meter',
  'monitor',
] as const satisfies readonly Exclude<Kind, 'device'>[]
