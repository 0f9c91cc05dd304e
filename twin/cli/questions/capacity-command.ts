import { Capacities, type Capacity } from '../../analysis/capacity/capacity.ts'
import type { RoomIndices } from '../../analysis/cooling/room-indices.ts'
import { declaredLoads } from '../../analysis/power/declared-loads.ts'
import { powerGraph } from '../../analysis/power/power-graph.ts'
import { type Releases, releasesOf } from '../../analysis/release/release.ts'
import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import type { Estate } from '../../model/estate.ts'
import type { Thing } from '../../model/things.ts'
import { capacityText } from './capacity-text.ts'
import { indicesLines } from './cooling-text.ts'
import { askedOf, DECLARED, ESTATE_OPTION, type EstateQuestions } from './estate-questions.ts'
import { releasesText } from './release-text.ts'

/** How the air of a room is measured now, where somebody reads live values; undefined where nothing is. */
export type IndicesOf = (room: string) => Promise<RoomIndices | undefined>

/** `oblak capacity`: what is used and left of a place, and what is used up first. */
export function capacityCommand<E extends Estate>(questions: EstateQuestions<E>, indicesOf?: IndicesOf): Command {
  return {
    name: 'capacity',
    summary: 'space, weight, power after any single loss and cooling of a place: used, free, stranded, what binds',
    arguments: [{ name: '[path]', description: 'a rack or what holds racks; each site where left out' }],
    options: [
      ESTATE_OPTION,
      {
        flags: '--release',
        description:
          'what would release power there: one cord moved, with all single losses computed again (each takes as long as the question)',
      },
    ],
    examples: [
      'oblak capacity',
      'oblak capacity kragujevac/hall-1/row-b/rack-07 --json',
      'oblak capacity kragujevac/hall-5/row-b/rack-07 --release',
    ],
    run: (call) => capacity(call, questions, indicesOf),
  }
}

async function capacity<E extends Estate>(
  call: CommandCall,
  questions: EstateQuestions<E>,
  indicesOf: IndicesOf | undefined,
): Promise<ExitStatus> {
  const asked = await askedOf(call, [call.args[0] ?? []].flat(), questions)
  if (!asked) return 2
  const { estate, paths } = asked
  const places = paths.length > 0 ? paths.flatMap((path) => estate.find(path) ?? []) : estate.children('')
  const graph = powerGraph(estate)
  const capacities = new Capacities(estate, graph, declaredLoads(estate, graph), (done, of) => {
    if (done > 0 && done % 20_000 === 0) call.io.message(`${done} of ${of} single losses computed …`)
  })
  const answers = places.map((thing) => capacities.of(thing))
  const empty = answers.filter(({ racks }) => racks === 0)
  for (const { path } of empty) call.io.message(`oblak: ${path} holds no rack: ask of a rack, a row, a room or a site.`)
  if (paths.length > 0 && empty.length > 0) return 2
  const released = call.options.release === true ? places.map((place) => releasesAt(estate, place, call)) : undefined
  const indices = await indicesOfRooms(answers, indicesOf)
  if (call.json) {
    const named = answers.map((answer, place) => ({
      ...answer,
      ...(released && { releases: released[place]?.releases }),
    }))
    const measured = indices.size > 0 ? { indices: Object.fromEntries(indices) } : {}
    call.io.out(JSON.stringify({ estate: estate.name, loads: 'declared', places: named, ...measured }))
  } else {
    const texts = answers.flatMap((answer, place) => {
      const releases = released?.[place]
      return answer.racks === 0
        ? []
        : [capacityText(answer), ...(releases ? [releasesText(answer.path, releases)] : [])]
    })
    call.io.out([...texts, ...indicesLines(indices), DECLARED].join('\n\n'))
  }
  return 0
}

/** Of the rooms that the answers tell the cooling of, those that are measured. */
async function indicesOfRooms(
  answers: readonly Capacity[],
  indicesOf: IndicesOf | undefined,
): Promise<ReadonlyMap<string, RoomIndices>> {
  const indices = new Map<string, RoomIndices>()
  if (!indicesOf) return indices
  for (const room of new Set(answers.flatMap(({ cooling }) => cooling?.zones.map((zone) => zone.room) ?? []))) {
    const found = await indicesOf(room)
    if (found) indices.set(room, found)
  }
  return indices
}

/** No history is asked yet: labels are not looked at. */
function releasesAt(estate: Estate, place: Thing, { io }: CommandCall): Releases {
  return releasesOf(estate, place, {
    loadsOf: declaredLoads,
    p99: () => undefined,
    onTry: (done, of) => io.message(`${place.path}: ${done + 1} of ${of} moves tried …`),
  })
}
