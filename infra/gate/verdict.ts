import type { AfterLoss, Gate } from './gate.ts'
import { type FewerCopies, smallestChange } from './smallest-change.ts'
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
}

/** Judges work by every loss, and looks for the smallest change of each that does not fit. */
export function verdictOf(gate: Gate, work: readonly Work[]): Verdict {
  const losses = gate.afterAll(work).map((after): LossVerdict => {
    if (after.shortages.length === 0) return after
    const change = smallestChange(gate, work, after.loss)
    return change ? { ...after, change } : after
  })
  return { fits: losses.every(({ shortages }) => shortages.length === 0), losses }
}
