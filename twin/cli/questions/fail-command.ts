import { coolingFailure, type RoomKnowledge } from '../../analysis/cooling/cooling-failure.ts'
import { EstateCooling } from '../../analysis/cooling/estate-cooling.ts'
import { heatByRack } from '../../analysis/cooling/heat-split.ts'
import { failingPart, partsText } from '../../analysis/failover/failing-part.ts'
import { Failures } from '../../analysis/failover/failure.ts'
import { lostInputs } from '../../analysis/failover/lost-of.ts'
import { powerGraph } from '../../analysis/power/power-graph.ts'
import { obtainedCounts } from '../../analysis/reconcile/measured-loads.ts'
import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import type { Estate } from '../../model/estate.ts'
import { parentPath } from '../../model/path.ts'
import {
  AT_OPTION,
  DATA_OPTION,
  dayOf,
  loadsDuring,
  onDay,
  RESERVATIONS_OPTION,
  standingDuring,
} from './dated-estate.ts'
import { askedOf, ESTATE_OPTION, type EstateQuestions } from './estate-questions.ts'
import { failInPairs } from './fail-pairs.ts'
import { failureText } from './failure-text.ts'
import { knownLoads } from './known-loads.ts'
import { SERVER_OPTION, unlessUnasked } from './live-loads.ts'
import { loadsText } from './loads-text.ts'
import { isHarmful } from './overheat-text.ts'

/**
 * `oblak fail`: what happens when things of the power chain fail.
 * @param rooms what is measured or recorded of rooms; assumed where left out
 */
export function failCommand<E extends Estate>(questions: EstateQuestions<E>, rooms: RoomKnowledge = {}): Command {
  return {
    name: 'fail',
    summary:
      'what happens if these fail: what goes down, is overloaded, loses redundancy; minutes of battery and of cool air',
    arguments: [
      {
        name: '[path...]',
        description:
          'what fails at the same time: any thing (a site, row or rack takes all in it along, a device all it serves), or `…/pdu-a/outlet-7`, `…/pdu-a/bank-2`, `…/server-1/supply-2`',
      },
    ],
    options: [
      AT_OPTION,
      ESTATE_OPTION,
      DATA_OPTION,
      RESERVATIONS_OPTION,
      SERVER_OPTION,
      {
        flags: '--pairs',
        description:
          'every two of the chain from the grid to the panels at the same time, with --at as it stands on that day: which do what neither does alone',
      },
      { flags: '--in <path>', description: 'with --pairs: every two of what stands there, rack PDUs and feeds too' },
    ],
    examples: [
      'oblak fail kragujevac/power/ups-a1',
      'oblak fail kragujevac/power/utility-a kragujevac/power/generator-a1 --json',
      'oblak fail kragujevac/hall-1/row-b/rack-07/pdu-a/bank-2',
      'oblak fail belgrade/power/ups-a1 --at 2027-03-01',
      'oblak fail --pairs --in belgrade/power',
    ],
    run: (call) =>
      unlessUnasked(call, call.options.pairs === true ? failInPairs(call, questions) : fail(call, questions, rooms)),
  }
}

/** Outlets, banks and supplies fail too, and are no things of the estate. */
function partKnown(estate: Estate, path: string): boolean | string {
  const find = (at: string) => estate.find(at)
  return failingPart(find, path) ? true : (partsText(find(parentPath(path))) ?? false)
}

/** Answers 1 where something goes down, throttles, is overloaded, or a room passes the limit of its class. */
async function fail<E extends Estate>(
  call: CommandCall,
  questions: EstateQuestions<E>,
  rooms: RoomKnowledge,
): Promise<ExitStatus> {
  const given = [call.args[0] ?? []].flat()
  if (given.length === 0) {
    call.io.message('oblak: say what fails, or --pairs.')
    return 2
  }
  const asked = await askedOf(call, given, questions, partKnown)
  if (!asked) return 2
  const { estate, paths } = asked
  const day = dayOf(call, 'at')
  const standing = await standingDuring(call, questions.reserved, estate, day && onDay(day))
  const asIs = powerGraph(estate)
  const known = await knownLoads(call, estate, asIs, questions)
  const { graph, loads } = loadsDuring(estate, asIs, known, standing)
  // Of another day nobody knows what is out then.
  const already = day ? [] : known.lost.filter((path) => !paths.includes(path))
  const failure = new Failures(graph, loads, lostInputs(graph, already)).of([...already, ...paths])
  const zones = new EstateCooling(standing.estate, heatByRack(standing.estate, graph.devices, loads.devices))
  const cooling = coolingFailure(standing.estate, zones, failure, rooms)
  const told = { loads: known.from, obtained: obtainedCounts(known.reconciled) }
  const when = day && { at: day, reserved: standing.edits.map(({ id }) => id) }
  if (call.json) call.io.out(JSON.stringify({ estate: estate.name, ...when, ...told, already, ...failure, cooling }))
  else {
    const ids = when && when.reserved.length > 0 ? `, with what is reserved then (${when.reserved.join(', ')})` : ''
    const dated = when ? `On ${when.at}${ids}.\n` : ''
    const counted = already.length > 0 ? `Lost already by what is measured, and counted: ${already.join(', ')}.\n` : ''
    call.io.out(`${failureText({ ...failure, lost: paths }, cooling)}\n\n${dated}${counted}${loadsText(known)}`)
  }
  const isWhole = [failure.atOnce, ...(failure.later ? [failure.later.answer] : [])].every(
    ({ down, overloads, throttled, trips }) => down.length + overloads.length + throttled.length + trips.length === 0,
  )
  const { atOnce, later, overloads } = cooling
  const isCool =
    overloads.atOnce.length + overloads.later.length === 0 && ![...atOnce, ...(later ?? [])].some(isHarmful)
  return isWhole && isCool && failure.before.trips.length === 0 ? 0 : 1
}
