import type { WallMinute } from '../../../model/programme.ts'
import type { FaultList } from '../fault-list.ts'
import { readMoment } from '../foreign-dates.ts'
import type { XerRow } from './xer-tables.ts'

/** What a value says; undefined where there is none. */
export function textAt(row: XerRow, column: string): string | undefined {
  const value = row.values.get(column)?.trim()
  return value === '' ? undefined : value
}

/** A number, with a point or a comma; a fault where it is none. */
export function numberAt(row: XerRow, column: string, faults: FaultList): number | undefined {
  const value = textAt(row, column)
  if (value === undefined) return undefined
  const number = Number(value.includes('.') ? value : value.replace(',', '.'))
  if (Number.isFinite(number)) return number
  faults.add(row, [column], 'is no number', { found: value })
  return undefined
}

/** A day and time; a fault where it is none. */
export function momentAt(row: XerRow, column: string, faults: FaultList): WallMinute | undefined {
  const value = textAt(row, column)
  if (value === undefined) return undefined
  const at = readMoment(value)
  if (at === undefined)
    faults.add(row, [column], 'is no day of the calendar from 1970 to 2199', {
      found: value,
      allowed: '2027-03-01 08:00',
    })
  return at
}
