import type { Day } from '../../model/day.ts'
import { foldText } from '../../model/fold-text.ts'
import type { Programme } from '../../model/programme.ts'
import type { DelayScenario, Scenario, SupposedDelay } from '../../model/programme-book.ts'
import { type DelayFault, joinedDelays, withDelays } from './supposed-delays.ts'

export interface ScenarioWish {
  readonly name: string
  readonly by: string
  readonly made: Day
  readonly note?: string | undefined
  readonly delays: readonly SupposedDelay[]
}

/** What comes of a wish: a scenario, or why there is none. */
export type NewScenario =
  | { readonly scenario: DelayScenario }
  | { readonly faults: readonly DelayFault[] }
  /** Another one has the name. */
  | { readonly taken: string }

/** The scenario of a wish, with an id made of its name. */
export function newScenario(
  { programme, scenarios }: { readonly programme: Programme; readonly scenarios: readonly Scenario[] },
  { by, delays, made, name, note }: ScenarioWish,
): NewScenario {
  const joined = joinedDelays(delays).filter(({ minutes }) => minutes !== 0)
  const delayed = withDelays(programme, joined)
  if ('faults' in delayed) return { faults: delayed.faults }
  const folded = foldText(name)
  const same = scenarios.find((one) => one.kind === 'delays' && foldText(one.name) === folded)
  if (same) return { taken: same.id }
  const id = idOf(folded, new Set(scenarios.map((one) => one.id)))
  return { scenario: { kind: 'delays', id, name, by, made, ...(note !== undefined && { note }), delays: joined } }
}

/** Of an id, so that a link stays readable. */
const MOST_LETTERS = 40

function idOf(folded: string, taken: ReadonlySet<string>): string {
  const plain = folded.replaceAll(/[^a-z0-9]+/g, '-').slice(0, MOST_LETTERS)
  const base = plain.replaceAll(/^-+|-+$/g, '') || 'scenario'
  if (!taken.has(base)) return base
  let count = 2
  while (taken.has(`${base}-${count}`)) count++
  return `${base}-${count}`
}
