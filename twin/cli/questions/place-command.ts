import { Placements } from '../../analysis/placement/placements.ts'
import type { PlacementRequest } from '../../analysis/placement/request.ts'
import { powerGraph } from '../../analysis/power/power-graph.ts'
import { obtainedCounts } from '../../analysis/reconcile/measured-loads.ts'
import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import type { Estate } from '../../model/estate.ts'
import { askedOf, ESTATE_OPTION, type EstateQuestions } from './estate-questions.ts'
import { knownLoads } from './known-loads.ts'
import { SERVER_OPTION, unlessUnasked } from './live-loads.ts'
import { loadsText } from './loads-text.ts'
import { placementText } from './placement-text.ts'

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
      ESTATE_OPTION,
      SERVER_OPTION,
    ],
    examples: [
      'oblak place --count 12 --units 2 --watts 1800 --feeds 2 --in kragujevac/hall-1',
      'oblak place --count 3 --units 1 --watts 500 --feeds 2 --spread row --json',
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
      wrong.push(`--${name} is ${isGiven ? String(options[name]) : 'missing'}: give a number from ${least}`)
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
  const graph = powerGraph(estate)
  const known = await knownLoads(call, estate, graph, questions)
  const placements = new Placements(estate, graph, known.loads, (done, of) => {
    if (done > 0 && done % 20_000 === 0) io.message(`${done} of ${of} single losses computed …`)
  })
  const answer = placements.find({ ...request, ...(paths[0] !== undefined && { within: paths[0] }) })
  if (answer.racks === 0) {
    io.message(`oblak: ${paths[0] ?? estate.name} holds no rack: ask of a rack, a row, a room or a site.`)
    return 2
  }
  const told = { loads: known.from, obtained: obtainedCounts(known.reconciled) }
  if (json) io.out(JSON.stringify({ estate: estate.name, ...told, ...answer }))
  else io.out(`${placementText(answer, limit)}\n\n${loadsText(known)}`)
  return answer.fits ? 0 : 1
}
