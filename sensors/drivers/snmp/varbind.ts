import type { Varbind as NetSnmpVarbind } from 'net-snmp'

/** One variable as it came. */
export type Varbind = NetSnmpVarbind

/** Types of SNMP values (RFC 2578, 7.1; RFC 3416, 3). */
export const VALUE_TYPE = {
  integer: 2,
  octets: 4,
  oid: 6,
  counter32: 65,
  gauge32: 66,
  timeTicks: 67,
  opaque: 68,
  counter64: 70,
  noSuchObject: 128,
  noSuchInstance: 129,
  endOfMibView: 130,
} as const

/** noSuchObject, noSuchInstance, endOfMibView: an answer that there is nothing. */
export function isNothing({ type }: Varbind): boolean {
  return type >= VALUE_TYPE.noSuchObject
}
