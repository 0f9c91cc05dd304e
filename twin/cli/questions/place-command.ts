import { isDeepStrictEqual } from 'node:util'
import { Capacities } from '../../analysis/capacity/capacity.ts'
import { Placements } from '../../analysis/placement/placements.ts'
import { type Refused, type Relief, reliefTries } from '../../analysis/placement/relief.ts'
import type { PlacementRequest } from '../../analysis/placement/request.ts'
import { powerGraph } from '../../analysis/power/power-graph.ts'
import { obtainedCounts } from '../../analysis/reconcile/measured-loads.ts'
import { estateDuring, type StandingEdits } from '../../analysis/reservations/standing.ts'
import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import type { Period } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import {
  DATA_OPTION,
  dayOf,
  loadsDuring,
  PeriodError,
  RESERVATIONS_OPTION,
  type Reserved,
  standingDuring,
  today,
} from './dated-estate.ts'
import { askedOf, ESTATE_OPTION, type EstateQuestions } from './estate-questions.ts'
import { knownLoads } from './known-loads.ts'
import { SERVER_OPTION, unlessUnasked } from './live-loads.ts'
import { loadsText } from './loads-text.ts'
import { placementText } from './placement-text.ts'
import { reliefText } from './relief-text.ts'
import { reservePlaces, wishOf } from './reserve-places.ts'
import { periodText } from './reserved-text.ts'

const SPREADS = ['rack', 'row', 'feed'] as const

/** `oblak place`: where devices fit, the best first, or why not. */
export function placeCommand<E extends Estate>(questions: EstateQuestions<E>): Command {
  return {
    name: 'place',
    summary: 'where devices fit so that no single loss overloads anything, best first; or the reasons why not, counted',
    options: [
      { flags: '--count <n>', description: 'how many devices', default: '1' },
      { flags: '--units <u>', description: 'rack units of each, in halves' },
      { flags: '--watts <w>', description: 'watts that each draws' },
      { flags: '--feeds <n>', description: 'rack PDUs on feeds of their own that each is corded to', default: '2' },
      { flags: '--phase <n>', description: 'phases of each cord', default: '1', choices: ['1', '3'] },
      { flags: '--weight <kg>', description: 'kilograms of each; not looked at where left out' },
      { flags: '--ports <n>', description: 'network ports of each; not looked at where left out' },
      { flags: '--in <path>', description: 'a rack, or what holds racks (default: the whole estate)' },
      { flags: '--spread <what>', description: 'no two may share one', choices: SPREADS },
      { flags: '--limit <n>', description: 'how many places the text shows', default: '20' },
      {
        flags: '--relief',
        description:
          'where they do not fit: the smallest changes with which they would; it takes as long as many questions',
      },
      {
        flags: '--at <date>',
        description:
          'the first day on which they are needed, in the estate as the programme leads to it then (default: today)',
      },
      { flags: '--until <date>', description: 'the first day on which they are needed no more (default: no end)' },
      {
        flags: '--reserve <name>',
        description: 'reserve the places under a name, from --from on; nothing is where not all fit',
      },
      { flags: '--from <date>', description: 'with --reserve: the first day' },
      { flags: '--by <who>', description: 'with --reserve: who reserves (default: the user of this machine)' },
      { flags: '--note <text>', description: 'with --reserve: what else is to be known' },
      ESTATE_OPTION,
      DATA_OPTION,
      RESERVATIONS_OPTION,
      SERVER_OPTION,
    ],
    examples: [
      'oblak place --count 12 --units 2 --watts 1800 --feeds 2 --in kragujevac/hall-1',
      'oblak place --count 3 --units 1 --watts 500 --feeds 2 --spread row --json',
      'oblak place --count 40 --units 2 --watts 1800 --in kragujevac/hall-5/row-b/rack-07 --relief',
      'oblak place --count 12 --units 2 --watts 1800 --in belgrade --reserve "Land registry" --from 2027-03-01 --by Milica',
    ],
    run: (call) => unlessUnasked(call, place(call, questions)),
  }
}

async function place<E extends Estate>(call: CommandCall, questions: EstateQuestions<E>): Promise<ExitStatus> {
  const { io, json, options } = call
  const wrong: string[] = []
  const number = (name: string, step: number, least: number) => {
    const value = Number(options[name])
    const isGiven = typeof options[name] === 'string' && options[name] !== ''
    if (!isGiven || !(value >= least) || !Number.isInteger(value / step) || value > 1e9)
      wrong.push(
        `--${name} is ${isGiven ? String(options[name]) : 'missing'}: give a number from ${least}${step < 1 ? ', in halves' : ''}`,
      )
    return value
  }
  const within = typeof options.in === 'string' ? options.in : undefined
  const spread = SPREADS.find((one) => one === options.spread)
  const request: PlacementRequest = {
    count: number('count', 1, 1),
    units: number('units', 0.5, 0.5),
    watts: number('watts', 1, 1),
    feeds: number('feeds', 1, 1),
    phase: options.phase === '3' ? 'three' : 'single',
    ...(options.weight !== undefined && { weight: number('weight', 1, 1) }),
    ...(options.ports !== undefined && { ports: number('ports', 1, 0) }),
    ...(spread && { spread }),
  }
  const limit = number('limit', 1, 1)
  for (const message of wrong) io.message(`oblak: ${message}.`)
  if (wrong.length > 0) return 2
  const asked = await askedOf(call, within === undefined ? [] : [within], questions)
  if (!asked) return 2
  const { estate, paths } = asked
  const period = periodOf(call, questions.reserved, estate, paths[0])
  const made = today(questions.reserved, estate, paths[0])
  const wish = wishOf(call, period, made)
  const standing = await standingDuring(call, questions.reserved, estate, period)
  const asIs = powerGraph(estate)
  const known = await knownLoads(call, estate, asIs, questions)
  const { graph, loads } = loadsDuring(estate, asIs, known, standing)
  const placements = new Placements(standing.estate, graph, loads, (done, of) => {
    if (done > 0 && done % 20_000 === 0) io.message(`${done} of ${of} single losses computed …`)
  })
  const answer = placements.find({ ...request, ...(paths[0] !== undefined && { within: paths[0] }) })
  const placementsIn = (then: StandingEdits) => {
    const state = loadsDuring(estate, asIs, known, then)
    return new Placements(then.estate, state.graph, state.loads)
  }
  if (answer.racks === 0) {
    io.message(`oblak: ${paths[0] ?? estate.name} holds no rack: ask of a rack, a row, a room or a site.`)
    return 2
  }
  const written =
    wish && answer.fits && questions.reserved
      ? await reservePlaces(call, questions.reserved, estate, wish, request, answer.places, (book) => {
          const now = period && estateDuring(estate, book, period)
          const isAsAsked = !now || isDeepStrictEqual(now.edits, standing.edits)
          return isAsAsked ? placements : placementsIn(now)
        })
      : undefined
  const relieved =
    options.relief === true && !answer.fits
      ? reliefsOf(call, {
          ...{ answer, period, edits: standing.edits, estate: standing.estate, graph, loads, placements },
          capacities: onceMade(() => new Capacities(standing.estate, graph, loads)),
          during: (then) => placementsIn(estateDuring(estate, standing.edits, then)),
        })
      : undefined
  const told = { loads: known.from, obtained: obtainedCounts(known.reconciled) }
  if (json) {
    const reservation = wish && { reservation: written?.reservation ?? null }
    io.out(
      JSON.stringify({
        estate: estate.name,
        ...period,
        ...told,
        ...answer,
        ...reservation,
        ...(relieved && { reliefs: relieved }),
      }),
    )
  } else {
    const kept = written
      ? `\n\nreserved as ${written.reservation.id} ${periodText(written.reservation)}, in ${written.path}`
      : ''
    const instead = relieved ? `\n\n${reliefText(relieved)}` : ''
    io.out(`${placementText(answer, limit)}${instead}${kept}\n\n${loadsText(known)}`)
  }
  return answer.fits && (!wish || written) ? 0 : 1
}

function reliefsOf({ io }: CommandCall, refused: Refused): readonly Relief[] {
  const search = reliefTries(refused)
  for (let tried = 1; ; tried++) {
    const { done, value } = search.next()
    if (done) return value
    if (tried % 10 === 0) io.message(`${tried} changes tried …`)
  }
}

function onceMade<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** From the first day until the last, today on without one. @throws PeriodError */
function periodOf(
  call: CommandCall,
  reserved: Reserved | undefined,
  estate: Estate,
  place: string | undefined,
): Period | undefined {
  const [at, from, until] = [dayOf(call, 'at'), dayOf(call, 'from'), dayOf(call, 'until')]
  if (from !== undefined && call.options.reserve === undefined)
    throw new PeriodError('--from goes with --reserve NAME; --at asks without reserving')
  if (at !== undefined && from !== undefined && at !== from)
    throw new PeriodError(`--at ${at} and --from ${from} are not the same day: leave --at out`)
  const now = today(reserved, estate, place)
  if (from === undefined && at !== undefined && now !== undefined && at < now)
    throw new PeriodError(`--at ${at} is past: say today, ${now}, or a later day`)
  const first = from ?? at ?? now
  if (first === undefined) return undefined
  if (until !== undefined && until <= first) throw new PeriodError(`--until ${until}: say a day after ${first}`)
  return { from: first, ...(until !== undefined && { until }) }
}
