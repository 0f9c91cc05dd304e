import { SURVIVAL_LEVELS } from '../../analysis/survival/verdict.ts'

/** What the list of services is narrowed to: those that such a loss takes down, and other things to look at. */
export const SIFTS = [...SURVIVAL_LEVELS, 'unknown', 'pending'] as const
export type Sift = (typeof SIFTS)[number]

/** Columns by which the list of services is sorted. */
export const SERVICE_COLUMNS = ['service', 'class', 'power', 'copies', 'survival'] as const
export type ServiceColumn = (typeof SERVICE_COLUMNS)[number]

export interface ServiceOrder {
  readonly column: ServiceColumn
  readonly descending: boolean
}

/** `power` or `-power`, the hyphen for descending; undefined for anything else. */
export function readServiceOrder(text: string | null): ServiceOrder | undefined {
  const descending = text?.startsWith('-') ?? false
  const word = descending ? text?.slice(1) : text
  const column = SERVICE_COLUMNS.find((candidate) => candidate === word)
  return column && { column, descending }
}

export function writeServiceOrder({ column, descending }: ServiceOrder): string {
  return `${descending ? '-' : ''}${column}`
}
