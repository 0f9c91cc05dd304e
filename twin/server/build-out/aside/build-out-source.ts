import type { EstateSupply } from '../../../analysis/supply/supply-of.ts'
import type { LoadBasis } from '../../../analysis/supply/supply-view.ts'
import type { KnownProgramme } from '../../../model/programme-book.ts'
import type { BuildOutRiskView } from '../../../protocol/build-out.ts'
import type { BoardTable } from '../../../report/board/board-csv.ts'
import type { ReportLanguageName } from '../../../report/report-language.ts'
import type { BuildOutQuestion } from '../supposed-programme.ts'

export interface ViewAsked {
  readonly question: BuildOutQuestion
  /** Of the answer. */
  readonly version: string
}

export interface SupplyAsked {
  readonly question: BuildOutQuestion
  readonly own: EstateSupply
  /** Of places, by path. */
  readonly names: ReadonlyMap<string, { readonly name: string; readonly nameSr?: string | undefined }>
  readonly loads: LoadBasis
}

/** A file for paper, spreadsheets or calendars. */
export interface DocumentAsked extends ViewAsked {
  readonly document: { readonly language: ReportLanguageName; readonly risk?: BuildOutRiskView | undefined } & (
    | { readonly kind: 'calendar' | 'html' }
    | { readonly kind: 'csv'; readonly table: BoardTable }
  )
  readonly supply?: SupplyAsked | undefined
}

/** Where answers of the build-out are computed; plain data in, and text out that is held to the protocol already. */
export interface BuildOutSource {
  /** JSON. @throws ServerProblem as `supposedProgramme`, or unavailable where too many wait */
  view(known: KnownProgramme, asked: ViewAsked, signal?: AbortSignal): Promise<string>
  /** JSON. @throws as `view` */
  supply(known: KnownProgramme, asked: SupplyAsked, signal?: AbortSignal): Promise<string>
  /** @throws as `view` */
  document(known: KnownProgramme, asked: DocumentAsked, signal?: AbortSignal): Promise<string>
}
