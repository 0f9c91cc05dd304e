import { readDelays } from '../../analysis/build-out/supposed-delays.ts'
import { type SupposedStatus, supposedStatus } from '../../analysis/build-out/supposed-status.ts'
import type { OutOfSequence } from '../../analysis/schedule/early-dates.ts'
import type { Baseline, Programme } from '../../model/programme.ts'
import type { KnownProgramme, SupposedDelay } from '../../model/programme-book.ts'
import { ServerProblem } from '../errors.ts'
import { nearHint, programmeOf, refusedDelays } from './programme-in-use.ts'

/** What a question of the build-out supposes; every what-if is a link. */
export interface BuildOutQuestion {
  readonly scenario?: string | undefined
  readonly baseline?: string | undefined
  readonly delay?: readonly string[] | undefined
  readonly outOfSequence?: OutOfSequence | undefined
}

/** A programme as a question has it; the delays are those of the scenario and of the question. */
export interface SupposedProgramme extends SupposedStatus {
  readonly baseline: Baseline | undefined
}

/** @throws ServerProblem unavailable while no programme was ever read; not-found for a scenario or baseline that is none; unprocessable for delays that cannot be */
export function supposedProgramme(known: KnownProgramme, question: BuildOutQuestion): SupposedProgramme {
  const { delays: own, programme } = scenarioOf(known, question.scenario)
  const read = readDelays(programme, question.delay ?? [])
  if (read.faults.length > 0) throw refusedDelays(read.faults, programme)
  const baseline = baselineOf(programme, question.baseline)
  const supposed = supposedStatus(programme, [...own, ...read.delays], question.outOfSequence)
  if ('faults' in supposed) throw refusedDelays(supposed.faults, programme)
  return { ...supposed, baseline }
}

/** The programme that a question is about, before anything is supposed. @throws as `supposedProgramme` of its scenario */
export function questionedProgramme(known: KnownProgramme, { scenario }: BuildOutQuestion): Programme {
  return scenarioOf(known, scenario).programme
}

function scenarioOf(
  { fault, programme, scenarios }: KnownProgramme,
  id: string | undefined,
): { readonly programme: Programme; readonly delays: readonly SupposedDelay[] } {
  const found = id === undefined ? undefined : scenarios.find((one) => one.id === id)
  if (found?.kind === 'programme') return { programme: found.programme, delays: [] }
  if (id !== undefined && !found) {
    const hint = nearHint(
      id,
      scenarios.map((one) => one.id),
    )
    throw new ServerProblem('not-found', `There is no scenario ${JSON.stringify(id)}.${hint}`)
  }
  return { programme: programmeOf({ fault, programme }), delays: found?.delays ?? [] }
}

function baselineOf({ baselines }: Programme, id: string | undefined): Baseline | undefined {
  if (id === undefined) return baselines.at(-1)
  const found = baselines.find((one) => one.id === id)
  if (found) return found
  const ids = baselines.map((one) => one.id)
  throw new ServerProblem(
    'not-found',
    `There is no baseline ${JSON.stringify(id)}: the programme has ${ids.join(', ') || 'none'}.${nearHint(id, ids)}`,
  )
}
