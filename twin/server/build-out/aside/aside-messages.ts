import type { EditedList } from '../../../estate/edited-list/edit-list.ts'
import type { AdditionsAsked, PlannedAdditions } from '../../../estate/planned/load-planned.ts'
import type { Programme } from '../../../model/programme.ts'
import type { KnownProgramme, WrittenEntry } from '../../../model/programme-book.ts'
import type { ProblemCode } from '../../errors.ts'
import type { DocumentAsked, SupplyAsked, ViewAsked } from './build-out-source.ts'

/** A change of the text of a file. */
export interface FieldAdded {
  readonly text: string
  readonly list: EditedList
  /** Of the entry. */
  readonly entry: string
  readonly field: { readonly name: string; readonly value: object }
}

/** Questions about the programme are about the one that was told last before them. */
export type AsideQuestion =
  | { readonly id: number; readonly call: 'tell'; readonly known: KnownProgramme }
  | { readonly id: number; readonly call: 'view'; readonly asked: ViewAsked }
  | { readonly id: number; readonly call: 'supply'; readonly asked: SupplyAsked }
  | { readonly id: number; readonly call: 'document'; readonly asked: DocumentAsked }
  | { readonly id: number; readonly call: 'additions'; readonly asked: AdditionsAsked }
  | { readonly id: number; readonly call: 'add-field'; readonly asked: FieldAdded }
  | {
      readonly id: number
      readonly call: 'read'
      readonly what: 'programme' | 'progress'
      readonly bytes: Uint8Array
      readonly name: string
    }

export type ToAside =
  | AsideQuestion
  /** Nobody waits for it any more; it has no answer itself. */
  | { readonly id: number; readonly call: 'cancel' }
  | { readonly id: number; readonly call: 'stop' }

export type AsideAnswer = Programme | readonly WrittenEntry[] | PlannedAdditions | string | undefined

export type FromAside =
  | { readonly type: 'result'; readonly id: number; readonly value: AsideAnswer }
  | { readonly type: 'problem'; readonly id: number; readonly code: ProblemCode; readonly detail: string }
  | { readonly type: 'refused'; readonly id: number; readonly message: string }
