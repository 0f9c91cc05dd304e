import type { Day } from '../../model/day.ts'
import { estateEdits } from './estate-edits.ts'
import type { ProgrammeStatus } from './programme-status.ts'
import { readinessOf } from './readiness.ts'

/** A day on which there is more or less of the estate than the day before, and what brings that. */
export interface HandOverDay {
  readonly day: Day
  /** Of work packages and activities; some may be called the same. */
  readonly names: readonly { readonly name: string; readonly nameSr?: string | undefined }[]
}

/** The days on which things come to the estate or go from it, or a site may use more power, in their order; what only changes its state of construction is none. */
export function handOverDays(status: ProgrammeStatus): readonly HandOverDay[] {
  const { activities, packages } = status.programme
  const named = new Map([...packages, ...activities].map((one) => [one.id, one] as const))
  const days = new Map<Day, Set<string>>()
  const add = (day: Day, id: string) => days.set(day, (days.get(day) ?? new Set()).add(id))
  for (const { day, id } of estateEdits(status).edits) add(day, id)
  for (const { day, isBuilt, measure, package: id } of readinessOf(status).steps)
    if (measure === 'power' && !isBuilt) add(day, id)
  return [...days]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, ids]) => ({
      day,
      names: [...ids].flatMap((id) => {
        const one = named.get(id)
        return one ? [{ name: one.name, ...(one.nameSr !== undefined && { nameSr: one.nameSr }) }] : []
      }),
    }))
}
