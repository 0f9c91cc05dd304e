import type { Oid } from '../../profiles/oid.ts'
import type { GateRule, ValueRule } from '../../profiles/snmp-map.ts'

/** A point that this device has, with everything that does not change between polls worked out. */
export interface ActivePoint {
  readonly name: string
  readonly label?: string
  readonly rule: ValueRule
  /** Where the value is. */
  readonly oid: Oid
  /** scale × 10^-digits × factors; NaN where the device did not tell one of them, which makes every reading invalid. */
  readonly factor: number
  readonly gates: readonly ActiveGate[]
  /** Where the unit is told; or, where it stands in a column that is read with the rows, what it says. */
  readonly unit?: { readonly oid: Oid } | { readonly code: string }
  readonly timeOid?: Oid
  /** What the discovery found cannot become a value, or the device says that it measures none: another source of the same name is better. */
  readonly isLacking: boolean
}

export interface ActiveGate {
  readonly oid: Oid
  readonly rule: GateRule
}

/** Puts a point beside the others: the first of a name stays, unless the device lacks it and has this one. */
export function addPoint(points: Map<string, ActivePoint>, point: ActivePoint): boolean {
  const other = points.get(point.name)
  if (other && !(other.isLacking && !point.isLacking)) return false
  points.set(point.name, point)
  return true
}

/** Every variable that has to be read for a poll, each once. */
export function variablesOf(points: readonly ActivePoint[]): readonly Oid[] {
  const oids = new Set<Oid>()
  for (const { oid, gates, unit, timeOid } of points) {
    for (const gate of gates) oids.add(gate.oid)
    oids.add(oid)
    if (unit && 'oid' in unit) oids.add(unit.oid)
    if (timeOid !== undefined) oids.add(timeOid)
  }
  return [...oids]
}
