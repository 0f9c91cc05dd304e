import { Capacities } from '../../analysis/capacity/capacity.ts'
import { declaredLoads } from '../../analysis/power/declared-loads.ts'
import { powerGraph } from '../../analysis/power/power-graph.ts'
import { type Releases, releasesOf } from '../../analysis/release/release.ts'
import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import type { Estate } from '../../model/estate.ts'
import type { Thing } from '../../model/things.ts'
import { capacityText } from './capacity-text.ts'
import { askedOf, DECLARED, ESTATE_OPTION, type EstateQuestions } from './estate-questions.ts'
import { releasesText } from './release-text.ts'

/** `oblak capacity`: what is used and left of a place, and what is used up first. */
export function capacityCommand<E extends Estate>(questions: EstateQuestions<E>): Command {
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
    run: (call) => capacity(call, questions),
  }
}

async function capacity<E extends Estate>(call: CommandCall, questions: EstateQuestions<E>): Promise<ExitStatus> {
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
  if (call.json) {
    const named = answers.map((answer, place) => ({
      ...answer,
      ...(released && { releases: released[place]?.releases }),
    }))
    call.io.out(JSON.stringify({ estate: estate.name, loads: 'declared', places: named }))
  } else {
    const texts = answers.flatMap((answer, place) => {
      const releases = released?.[place]
      return answer.racks === 0
        ? []
        : [capacityText(answer), ...(releases ? [releasesText(answer.path, releases)] : [])]
    })
    call.io.out([...texts, DECLARED].join('\n\n'))
  }
  return 0
}

/** No history is asked yet: labels are not looked at. */
function releasesAt(estate: Estate, place: Thing, { io }: CommandCall): Releases {
  return releasesOf(estate, place, {
    loadsOf: declaredLoads,
    p99: () => undefined,
    onTry: (done, of) => io.message(`${place.path}: ${done + 1} of ${of} moves tried …`),
  })
}
