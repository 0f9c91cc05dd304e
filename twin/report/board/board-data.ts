import type { BuildOutRiskView, BuildOutView, SupplyView } from '../../protocol/build-out.ts'

/** Everything that the board's report is made of. */
export interface BoardData {
  readonly view: BuildOutView
  /** Undefined where nothing that is open has an estimate. */
  readonly risk: BuildOutRiskView | undefined
  /** Undefined where nobody asked of an estate. */
  readonly supply: SupplyView | undefined
}

/** A chart of the report, complete in itself. */
export interface BoardChart {
  /** Of its file, without an ending. */
  readonly name: string
  readonly caption: string
  /** Which of several things of its kind it shows. */
  readonly part?: string
  readonly svg: string
}
