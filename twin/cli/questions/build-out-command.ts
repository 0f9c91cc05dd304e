import { performanceOf } from '../../analysis/build-out/against-baseline.ts'
import { buildOutRisk, MOST_RUNS } from '../../analysis/build-out/build-out-risk.ts'
import { milestonesOf } from '../../analysis/build-out/milestones.ts'
import type { ProgrammeStatus } from '../../analysis/build-out/programme-status.ts'
import { MEASURES, readinessOf, readyBy } from '../../analysis/build-out/readiness.ts'
import { type SupposedStatus, supposedStatus } from '../../analysis/build-out/supposed-status.ts'
import type { OutOfSequence } from '../../analysis/schedule/early-dates.ts'
import type { SupplyTold } from '../../analysis/supply/supply-view.ts'
import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import { nearestName } from '../../kit/nearest-name.ts'
import type { Day } from '../../model/day.ts'
import type { Baseline, Programme } from '../../model/programme.ts'
import type { KnownProgramme } from '../../model/programme-book.ts'
import type { BoardData } from '../../report/board/board-data.ts'
import { type BuildOut, buildOutDocument } from './build-out-document.ts'
import { checkBuildOutFolders, FILE_OPTIONS, wantsFiles, writeBuildOutFiles } from './build-out-files.ts'
import { DELAY_OPTION, delaysOf, refusedDelays } from './build-out-scenario.ts'
import { buildOutText } from './build-out-text.ts'
import { AT_OPTION, DATA_OPTION, dayOf, PeriodError, RESERVATIONS_OPTION } from './dated-estate.ts'
import { ESTATE_OPTION } from './estate-questions.ts'
import { pathOf, wordOf } from './given-options.ts'
import { SERVER_OPTION, unlessUnasked } from './live-loads.ts'

/** Where a command finds the programme. */
export interface ProgrammeQuestions {
  programmePath(named: string | undefined, estateFolder: string | undefined): string
  /** What is known of the one at a path, with what is entered and supposed. @throws Error where it cannot be read */
  known(call: CommandCall, path: string): Promise<KnownProgramme>
  /** What is handed over against what is wanted; not told where left out. */
  supply?(call: CommandCall, status: ProgrammeStatus): Promise<SupplyTold | undefined>
  /** What files are made of, as the server would tell it; none can be written where left out. */
  board?(asked: BoardAsked): Omit<BoardData, 'supply'>
}

/** The programme as the command was asked about it. */
export interface BoardAsked {
  readonly programme: Programme
  readonly baseline: string | undefined
  readonly outOfSequence: OutOfSequence
  readonly runs: number
  readonly seed: number
}

/** `oblak build-out`. */
export function buildOutCommand(questions: ProgrammeQuestions): Command {
  return {
    name: 'build-out',
    summary:
      'what is built, what is late, when m², racks and MW are ready, which demand that misses, and how it stands against a baseline',
    options: [
      { ...AT_OPTION, description: 'tells what is ready by the end of that day: 2027-12-31 (default: the data date)' },
      ESTATE_OPTION,
      RESERVATIONS_OPTION,
      SERVER_OPTION,
      { flags: '--programme <file>', description: 'default: programme.yaml in the folder of the estate' },
      DATA_OPTION,
      DELAY_OPTION,
      { flags: '--scenario <id>', description: 'as oblak build-out scenario list tells it' },
      { flags: '--baseline <id>', description: 'to measure by (default: the last one of the file)' },
      {
        flags: '--progress-override',
        description: 'what began before its time goes on at once, instead of after what it waits for',
      },
      {
        flags: '--runs <n>',
        description: `of the risk of the dates, up to ${MOST_RUNS.toLocaleString('en')}`,
        default: '2000',
      },
      { flags: '--seed <n>', description: 'of these runs: the same again gives the same', default: '1' },
      ...FILE_OPTIONS,
    ],
    examples: [
      'oblak build-out',
      'oblak build-out --at 2027-12-31',
      'oblak build-out --delay block-40-transformers:6w',
      'oblak build-out --programme plan.yaml --runs 10000 --json',
      'oblak build-out --board board.html --csv tables --charts charts --calendar milestones.ics --language en',
    ],
    run: (call) => unlessUnasked(call, run(call, questions)),
  }
}

/** Answers 1 where something that is handed over misses the day that was set for it. */
async function run(call: CommandCall, questions: ProgrammeQuestions): Promise<ExitStatus> {
  const { io, json, options } = call
  await checkBuildOutFolders(call)
  const path = questions.programmePath(pathOf(call, 'programme'), pathOf(call, 'estate'))
  const known = await questions.known(call, path)
  if (known.fault !== undefined) io.message(known.fault)
  const outOfSequence = options.progressOverride === true ? 'progress-override' : 'retained-logic'
  const supposed = supposedOf(call, known, outOfSequence)
  const { status } = supposed
  const { programme } = status
  const baseline = baselineOf(programme, wordOf(options, 'baseline'))
  const draws = { runs: numberOf(call, 'runs', 1, MOST_RUNS), seed: numberOf(call, 'seed', 0, 2 ** 48) }
  const readiness = readinessOf(status)
  const at = dayOf(call, 'at') ?? programme.dataDate
  const milestones = milestonesOf(status, baseline)
  const ready = (day: Day) => Object.fromEntries(MEASURES.map((measure) => [measure, readyBy(readiness, measure, day)]))
  const answer: BuildOut = {
    ...{ path, programme, baseline, status, supposed, readiness, at, milestones },
    ...{ readyNow: ready(programme.dataDate), readyAt: ready(at) },
    performance: baseline
      ? (['money', ...MEASURES] as const).map((measure) => ({ measure, ...performanceOf(status, baseline, measure) }))
      : [],
    risk: buildOutRisk(programme, status, draws),
    supply: await questions.supply?.(call, status),
  }
  const board = wantsFiles(call)
    ? questions.board?.({ programme, baseline: baseline?.id, outOfSequence, ...draws })
    : undefined
  const files = board ? await writeBuildOutFiles(call, { ...board, supply: answer.supply }) : undefined
  if (json) io.out(JSON.stringify({ ...buildOutDocument(answer), ...(files && { files }) }))
  else io.out([buildOutText(answer), ...(files ? [files.join('\n')] : [])].join('\n\n'))
  return milestones.some(({ day, due, isDone }) => !isDone && due !== undefined && day > due) ? 1 : 0
}

/** @throws PeriodError for a scenario that is none, and for delays that cannot be */
function supposedOf(call: CommandCall, known: KnownProgramme, outOfSequence: OutOfSequence): SupposedStatus {
  const id = wordOf(call.options, 'scenario')
  const scenario = known.scenarios.find((one) => one.id === id)
  if (id !== undefined && !scenario) {
    const ids = known.scenarios.map((one) => one.id)
    const nearest = nearestName(id, ids)
    const hint = nearest === undefined ? '' : ` The nearest is ${nearest}.`
    throw new PeriodError(`--scenario ${id} is none: there are ${ids.join(', ') || 'none'}.${hint}`)
  }
  const programme = scenario?.kind === 'programme' ? scenario.programme : known.programme
  if (!programme) throw new PeriodError(known.fault ?? 'There is no programme.')
  const kept = scenario?.kind === 'delays' ? scenario.delays : []
  const supposed = supposedStatus(programme, [...kept, ...delaysOf(call, programme)], outOfSequence)
  if ('faults' in supposed) throw refusedDelays(supposed.faults, programme)
  return supposed
}

function baselineOf({ baselines }: Programme, id: string | undefined): Baseline | undefined {
  if (id === undefined) return baselines.at(-1)
  const found = baselines.find((one) => one.id === id)
  if (found) return found
  const ids = baselines.map((one) => one.id)
  const nearest = nearestName(id, ids)
  const hint = nearest === undefined ? '' : ` The nearest is ${nearest}.`
  throw new PeriodError(`--baseline ${id} is none of the programme: it has ${ids.join(', ') || 'none'}.${hint}`)
}

function numberOf({ options }: CommandCall, name: string, least: number, most: number): number {
  const given = Number(options[name])
  if (Number.isInteger(given) && given >= least && given <= most) return given
  throw new PeriodError(
    `--${name} ${String(options[name])}: say a whole number from ${least} to ${most.toLocaleString('en')}`,
  )
}
