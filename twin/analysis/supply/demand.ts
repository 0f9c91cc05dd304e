import type { Day } from '../../model/day.ts'
import type { ThingPath } from '../../model/path.ts'
import type { Source } from '../../model/source.ts'

/** Measures of which there is a supply and a demand. */
export const POOLED = ['power', 'racks', 'area'] as const
export type Pooled = (typeof POOLED)[number]

/** What is to come; `forecast` is what is there already, with what it grows to. */
export const DEMAND_KINDS = ['reservation', 'plan', 'state-cloud', 'programme', 'forecast'] as const
export type DemandKind = (typeof DEMAND_KINDS)[number]

/** An amount that holds from a day on, until the next one. */
export interface Level {
  readonly day: Day
  readonly amount: number
}

/** What somebody or something wants of a measure at a place: watts, racks or square metres. */
export interface Demand {
  /** One id has one demand of each measure at a place. */
  readonly id: string
  readonly name: string
  readonly nameSr?: string | undefined
  readonly kind: DemandKind
  readonly place: ThingPath
  readonly measure: Pooled
  /** The day by which it stands in line. */
  readonly from: Day
  /** Of two of one day the lower one is served first; 100 where nobody says one. */
  readonly priority: number
  /** Of two of one day and priority the earlier one is served first; what was never made, last. */
  readonly made?: Day | undefined
  /** In the order of days; nothing before the first. */
  readonly levels: readonly Level[]
  readonly source: Source
}

export const USUAL_PRIORITY = 100

/** What holds on a day. */
export function levelAt(levels: readonly Level[], day: Day): number {
  let amount = 0
  for (const level of levels) {
    if (level.day > day) break
    amount = level.amount
  }
  return amount
}

/** A part of a demand that stands in line for itself. */
export interface InLine {
  readonly demand: Demand
  readonly from: Day
  readonly levels: readonly Level[]
}

/**
 * All demands in the order in which they are served: by day, then by priority, then by when they were made, then by id. What grows stands in line with each piece of its growth
 * on the day on which that comes: so it never takes what was given to others before. Where it shrinks, the newest piece goes first.
 */
export function lineOf(demands: readonly Demand[]): readonly InLine[] {
  const line = demands.flatMap((demand): readonly InLine[] => {
    return demand.kind === 'forecast' ? growthOf(demand) : [{ demand, from: demand.from, levels: demand.levels }]
  })
  return line.sort((one, other) => {
    const [a, b] = [one.demand, other.demand]
    return (
      order(one.from, other.from) ||
      a.priority - b.priority ||
      order(a.made ?? LAST, b.made ?? LAST) ||
      order(a.id, b.id) ||
      order(a.place, b.place)
    )
  })
}

const LAST = '9999-12-31'
/** What is there already was there before anything that comes. */
const BEFORE_ALL = '0000-01-01' as Day

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function growthOf(demand: Demand): readonly InLine[] {
  const pieces: { from: Day; levels: Level[]; amount: number }[] = []
  const standing: { from: Day; levels: Level[]; amount: number }[] = []
  let total = 0
  for (const [place, { amount, day }] of demand.levels.entries()) {
    if (amount > total) {
      const piece = {
        from: place === 0 ? BEFORE_ALL : day,
        levels: [{ day, amount: amount - total }],
        amount: amount - total,
      }
      pieces.push(piece)
      standing.push(piece)
    }
    let less = total - amount
    while (less > 0) {
      const newest = standing.at(-1)
      if (!newest) break
      const gone = Math.min(less, newest.amount)
      newest.amount -= gone
      newest.levels.push({ day, amount: newest.amount })
      less -= gone
      if (newest.amount <= 0) standing.pop()
    }
    total = amount
  }
  return pieces.map(({ from, levels }) => ({ demand, from, levels }))
}
