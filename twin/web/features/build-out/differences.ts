import { MEASURES, type Measure } from '../../../analysis/build-out/readiness.ts'
import type { BuildOutView } from '../../../protocol/build-out.ts'
import { AS_IT_STANDS } from '../../state/build-out-options.ts'
import { daysBetween } from '../../state/time-marks.ts'
import { type Part, partsAt } from './parts.ts'
import { sumBy } from './ready-steps.ts'

/** A side of a comparison: the id of a baseline, or `now`. */
export interface Side {
  readonly id: string
  readonly parts: readonly Part[]
  /** Null where the side hands over nothing of it, on no day. */
  readonly ready: Readonly<Record<Measure, number | null>>
}

/** What a side shows on a day. */
export function sideAt(view: BuildOutView, id: string, day: string): Side {
  const isNow = id === AS_IT_STANDS
  const steps = isNow ? view.ready.steps : (view.ready.planned[id] ?? [])
  const ready = Object.fromEntries(
    MEASURES.map((measure) => {
      const isThere = steps.some((step) => step.measure === measure)
      return [measure, isThere ? sumBy(steps, measure, day) : null]
    }),
  )
  return { id, parts: partsAt(view, day, isNow ? undefined : id), ready: ready as Side['ready'] }
}

/** A part that stands otherwise on the two sides. */
export interface PartDifference {
  readonly id: string
  readonly one: Part | undefined
  readonly other: Part | undefined
  /** Days that the other side is ready after the first; undefined where one of them has nothing of it. */
  readonly days: number | undefined
}

/** A measure of which other sums are ready on the two sides. */
export interface ReadyDifference {
  readonly measure: Measure
  readonly one: number | null
  readonly other: number | null
  /** The other side less the first; null where one of them has nothing of it to compare with. */
  readonly more: number | null
}

export interface Differences {
  /** Only what differs. */
  readonly ready: readonly ReadyDifference[]
  readonly parts: readonly PartDifference[]
}

/** What differs between two sides on a day; parts that both have not, or that stand alike and are ready on one day, are left out. */
export function differencesOf(one: Side, other: Side): Differences {
  const [ofOne, ofOther] = [one, other].map(({ parts }) => new Map(parts.map((part) => [part.of.id, part])))
  const ids = new Set([...one.parts, ...other.parts].map(({ of }) => of.id))
  const parts = [...ids].flatMap((id) => {
    const [first, second] = [ofOne?.get(id), ofOther?.get(id)]
    const days = first && second && daysBetween(first.ready, second.ready)
    return days === 0 && first?.state === second?.state ? [] : { id, one: first, other: second, days }
  })
  const ready = MEASURES.map((measure) => {
    const [first, second] = [one.ready[measure], other.ready[measure]]
    const more = first === null || second === null ? null : second - first
    return { measure, one: first, other: second, more }
  })
  return { ready: ready.filter((row) => (row.one ?? 0) !== (row.other ?? 0)), parts }
}
