import type { KnownProgramme } from '../../../model/programme-book.ts'
import type { ProblemCode } from '../../errors.ts'
import type { DocumentAsked, SupplyAsked, ViewAsked } from './build-out-source.ts'

/** What the thread does with files, by name; handed to it, since the server reads none itself. Takes and gives plain data. */
export type FileWork = Readonly<Record<string, (...given: never[]) => unknown>>

/** Questions about the programme are about the one that was told last before them. */
export type AsideQuestion =
  | { readonly id: number; readonly call: 'tell'; readonly known: KnownProgramme }
  | { readonly id: number; readonly call: 'view'; readonly asked: ViewAsked }
  | { readonly id: number; readonly call: 'supply'; readonly asked: SupplyAsked }
  | { readonly id: number; readonly call: 'document'; readonly asked: DocumentAsked }
  | { readonly id: number; readonly call: 'file'; readonly name: string; readonly given: readonly unknown[] }

export type ToAside =
  | AsideQuestion
  /** Nobody waits for it any more; it has no answer itself. */
  | { readonly id: number; readonly call: 'cancel' }
  | { readonly id: number; readonly call: 'stop' }

export type FromAside =
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | { readonly type: 'problem'; readonly id: number; readonly code: ProblemCode; readonly detail: string }
  | { readonly type: 'refused'; readonly id: number; readonly message: string }
