import type { Capacity } from '../../analysis/capacity/capacity.ts'
import type { PlannedAmounts } from '../../analysis/reservations/planned-figures.ts'
import type { ReservedHere } from '../../analysis/reservations/reserved-here.ts'
import type { Period } from '../../model/day.ts'
import { count, power, three } from './figures-text.ts'

/** What is reserved of a place, for people: all of it, what is used without it, then each with its days. Nothing where nothing is. */
export function reservedLines({ power: { draws }, space }: Capacity, { edits, taken, ...sum }: ReservedHere): string[] {
  if (edits.length === 0) return []
  const row = (title: string, text: string) => `  ${title.padEnd(10)}${text}`
  const used = `${three(space.taken - taken)} U and ${power(draws.value - sum.watts)} are used without`
  return [
    row('reserved', `of that ${amountsText(sum)}; ${used}`),
    ...edits.map((edit) => row('', `${edit.id} ${periodText(edit)}  ${edit.name}: ${amountsText(edit)}`)),
  ]
}

/** `2 devices, 4 U, 3.6 kW`. */
export function amountsText({ devices, kilograms, units, unknown, watts }: PlannedAmounts): string {
  const draws = unknown === 0 ? power(watts) : `at least ${power(watts)} (${count(unknown)} not known)`
  const weight = kilograms > 0 ? [`${three(kilograms)} kg`] : []
  return [devices === 1 ? 'one device' : `${count(devices)} devices`, `${three(units)} U`, draws, ...weight].join(', ')
}

/** `from 2027-03-01 until 2027-06-01`. */
export function periodText({ from, until }: Period): string {
  return `from ${from}${until === undefined ? '' : ` until ${until}`}`
}
