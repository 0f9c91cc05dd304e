import { ChangeSearch } from './change-search.ts'
import type { FewerCopies } from './fewer-copies.ts'
import type { AfterLoss, Gate } from './gate.ts'
import { wholeChange } from './whole-change.ts'
import type { Work } from './work.ts'

/** What the gate says of one loss. */
export interface LossVerdict extends AfterLoss {
  /** Of a loss that does not fit; undefined where fewer copies would not help. */
  readonly change?: readonly FewerCopies[]
}

/** What the gate says of work: it fits, or it is refused by at least one loss. */
export interface Verdict {
  readonly fits: boolean
  /** All losses, in the order of the gate. */
  readonly losses: readonly LossVerdict[]
  /** Of work that is refused: with it every loss fits. Undefined where fewer copies would not help. */
  readonly change?: readonly FewerCopies[]
}

/** Losses that would not fit were every scaler at its greatest, and how many workloads that would make larger. */
export interface ScaledVerdict {
  readonly scaled: number
  readonly refused: readonly AfterLoss[]
}

/** What is told of scalers besides the verdict: their greatest copies are for more load than is assumed, and nothing is refused by them. Undefined where nothing scales. */
export function scaledVerdictOf(gate: Gate, work: readonly Work[]): ScaledVerdict | undefined {
  const grown = work.map((one) =>
    one.most !== undefined && one.most > one.copies ? { ...one, copies: one.most } : one,
  )
  const scaled = grown.filter((one, at) => one !== work[at]).length
  if (scaled === 0) return undefined
  return { scaled, refused: gate.afterAll(grown).filter(({ shortages }) => shortages.length > 0) }
}

/** Judges work by every loss, and looks for the smallest change of each that does not fit, and of all together. */
export function verdictOf(gate: Gate, work: readonly Work[]): Verdict {
  const search = new ChangeSearch(gate, work)
  const losses = gate.afterAll(work).map((after): LossVerdict => {
    const change = after.shortages.length === 0 ? undefined : search.smallest(after)
    return change ? { ...after, change } : after
  })
  const refused = losses.filter(({ shortages }) => shortages.length > 0)
  if (refused.length === 0) return { fits: true, losses }
  const change = wholeChange(gate, work, refused)
  return { fits: false, losses, ...(change && { change }) }
}
