import { type ProgrammeStatus, programmeStatus } from '../../analysis/build-out/programme-status.ts'
import { joinedDelays, movedBy, readDelays, withDelays } from '../../analysis/build-out/supposed-delays.ts'
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

/** A programme as a question has it. */
export interface SupposedProgramme {
  readonly status: ProgrammeStatus
  readonly baseline: Baseline | undefined
  /** Of the scenario and of the question, one of each activity. */
  readonly delays: readonly SupposedDelay[]
  /** Calendar days by which finishes move through the delays. */
  readonly moved: ReadonlyMap<string, number>
}

/** @throws ServerProblem unavailable while no programme was ever read; not-found for a scenario or baseline that is none; unprocessable for delays that cannot be */
export function supposedProgramme(known: KnownProgramme, question: BuildOutQuestion): SupposedProgramme {
  const { delays: own, programme } = scenarioOf(known, question.scenario)
  const read = readDelays(programme, question.delay ?? [])
  if (read.faults.length > 0) throw refusedDelays(read.faults, programme)
  const delays = joinedDelays([...own, ...read.delays]).filter(({ minutes }) => minutes !== 0)
  const { outOfSequence } = question
  const before = programmeStatus(programme, outOfSequence)
  const baseline = baselineOf(programme, question.baseline)
  if (delays.length === 0) return { status: before, baseline, delays, moved: new Map() }
  const delayed = withDelays(programme, delays)
  if ('faults' in delayed) throw refusedDelays(delayed.faults, programme)
  const status = programmeStatus(delayed.programme, outOfSequence)
  return { status, baseline, delays, moved: movedBy(status, before) }
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
