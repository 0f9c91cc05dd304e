import { Capacities, type Capacity } from '../../analysis/capacity/capacity.ts'
import type { RoomIndices } from '../../analysis/cooling/room-indices.ts'
import { findingsOf } from '../../analysis/findings/findings-of.ts'
import { floorFindings } from '../../analysis/findings/floor-findings.ts'
import { powerFindings } from '../../analysis/findings/power-findings.ts'
import { type PowerGraph, powerGraph } from '../../analysis/power/power-graph.ts'
import { obtainedCounts } from '../../analysis/reconcile/measured-loads.ts'
import { type ReleaseFrom, type Releases, releaseTries } from '../../analysis/release/release.ts'
import { reservedHere } from '../../analysis/reservations/reserved-here.ts'
import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import type { Estate } from '../../model/estate.ts'
import type { Thing } from '../../model/things.ts'
import { capacityText } from './capacity-text.ts'
import { indicesLines } from './cooling-text.ts'
import {
  AT_OPTION,
  DATA_OPTION,
  dayOf,
  loadsDuring,
  onDay,
  RESERVATIONS_OPTION,
  standingDuring,
  today,
} from './dated-estate.ts'
import { askedOf, ESTATE_OPTION, type EstateQuestions } from './estate-questions.ts'
import { findingsText } from './findings-text.ts'
import { type KnownLoads, knownLoads } from './known-loads.ts'
import { type LabelPeaks, labelsText } from './label-peaks.ts'
import { SERVER_OPTION, unlessUnasked } from './live-loads.ts'
import { drawnIn, loadFigures } from './load-figures.ts'
import { estimateText, loadsText } from './loads-text.ts'
import { releasesText } from './release-text.ts'
import { reservedLines } from './reserved-text.ts'

/** How the air of a room is measured now, where somebody reads live values; undefined where nothing is. */
export type IndicesOf = (room: string) => Promise<RoomIndices | undefined>

/** `oblak capacity`: what is used and left of a place, and what is used up first. */
export function capacityCommand<E extends Estate>(questions: EstateQuestions<E>, indicesOf?: IndicesOf): Command {
  return {
    name: 'capacity',
    summary:
      'space, weight, power after any single loss and cooling of a place: used, reserved, free, stranded, what binds',
    arguments: [{ name: '[path]', description: 'a rack or what holds racks; each site where left out' }],
    options: [
      AT_OPTION,
      ESTATE_OPTION,
      DATA_OPTION,
      RESERVATIONS_OPTION,
      SERVER_OPTION,
      {
        flags: '--release',
        description:
          'what would release power there: one cord moved, or one label set right by the P99 of a server’s history, with all single losses computed again (each takes as long as the question)',
      },
    ],
    examples: [
      'oblak capacity',
      'oblak capacity kragujevac/hall-1/row-b/rack-07 --json',
      'oblak capacity kragujevac/hall-5/row-b/rack-07 --release',
      'oblak capacity belgrade --at 2027-03-01',
    ],
    run: (call) => unlessUnasked(call, capacity(call, questions, indicesOf)),
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
  const day = dayOf(call, 'at')
  const from = today(questions.reserved, estate, paths[0])
  const period = day ? onDay(day) : from && { from }
  const standing = await standingDuring(call, questions.reserved, estate, period)
  const known = await knownLoads(call, estate, graph, questions)
  const then = loadsDuring(estate, graph, known, standing)
  const capacities = new Capacities(standing.estate, then.graph, then.loads, (done, of) => {
    if (done > 0 && done % 20_000 === 0) call.io.message(`${done} of ${of} single losses computed …`)
  })
  const answers = places.map((thing) => capacities.of(thing))
  const empty = answers.filter(({ racks }) => racks === 0)
  for (const { path } of empty) call.io.message(`oblak: ${path} holds no rack: ask of a rack, a row, a room or a site.`)
  if (paths.length > 0 && empty.length > 0) return 2
  const released =
    call.options.release === true
      ? await Promise.all(
          places.map((place) => releasesAt({ ...then, estate: standing.estate, capacities }, place, call, questions)),
        )
      : undefined
  const reserved = answers.map(({ path }) => reservedHere(estate, standing, path))
  const indices = await indicesOfRooms(answers, indicesOf)
  const found = [...powerFindings(estate, graph, known.reconciled), ...floorFindings(estate)]
  const findings = paths.length === 0 ? found : findingsOf(found, graph, paths)
  if (call.json) {
    const named = answers.map((answer, place) => ({
      ...answer,
      ...loadFigures(answer, graph, known),
      ...(period && { reserved: reserved[place] }),
      ...(released && { releases: released[place]?.releases, labels: released[place]?.labels }),
    }))
    const measured = indices.size > 0 ? { indices: Object.fromEntries(indices) } : {}
    const loads = { loads: known.from, obtained: obtainedCounts(known.reconciled) }
    call.io.out(JSON.stringify({ estate: estate.name, ...period, ...loads, places: named, findings, ...measured }))
  } else {
    const texts = answers.flatMap((answer, place) => {
      const [releases, kept] = [released?.[place], reserved[place]]
      const lines = kept ? reservedLines(answer, kept) : []
      return answer.racks === 0
        ? []
        : [
            [withEstimate(answer, graph, known), ...lines].join('\n'),
            ...(releases ? [`${releasesText(answer.path, releases)}\n  ${labelsText(releases.labels)}`] : []),
          ]
    })
    const when = day && standing.edits.length > 0 ? [`On ${day}, with what is reserved for it.`] : []
    const odd = findings.length > 0 ? [findingsText(findings)] : []
    call.io.out([...texts, ...indicesLines(indices), ...odd, ...when, loadsText(known)].join('\n\n'))
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

/** The text of a place, with how sure its load is, and that of what is full first. */
function withEstimate(answer: Capacity, graph: PowerGraph, known: KnownLoads): string {
  const at = graph.at.get(answer.power.full?.path ?? '')
  const [drawn, full] = [drawnIn(answer.path, graph, known), at === undefined ? undefined : known.reconciled.nodes[at]]
  return capacityText(answer, { drawn: drawn && estimateText(drawn), full: full && estimateText(full) })
}

/** What would release power at a place, and what labels rest on: the history of a server of the same estate. */
async function releasesAt<E extends Estate>(
  from: ReleaseFrom,
  place: Thing,
  call: CommandCall,
  questions: EstateQuestions<E>,
): Promise<Releases & { readonly labels: LabelPeaks | undefined }> {
  const asked = await questions.labelPeaks?.(call, place.path)
  const labels = asked?.estate === from.estate.name ? asked : undefined
  const p99 = new Map(labels?.peaks.map((peak) => [peak.path, peak.p99] as const))
  const search = releaseTries(from, place, { p99: (device) => p99.get(device) })
  for (;;) {
    const { done, value } = search.next()
    if (done) return { ...value, labels }
    call.io.message(`${place.path}: ${value.done + 1} of ${value.of} tried …`)
  }
}
