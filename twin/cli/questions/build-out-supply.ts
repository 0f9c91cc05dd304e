import type { ProgrammeStatus } from '../../analysis/build-out/programme-status.ts'
import { Capacities } from '../../analysis/capacity/capacity.ts'
import { powerGraph } from '../../analysis/power/power-graph.ts'
import { type SupplyTold, supplyTold } from '../../analysis/supply/supply-view.ts'
import type { SiteNow } from '../../analysis/supply/use-now.ts'
import type { CommandCall } from '../../kit/command.ts'
import type { Estate } from '../../model/estate.ts'
import { PeriodError } from './dated-estate.ts'
import { askedOf, type EstateQuestions } from './estate-questions.ts'
import { knownLoads } from './known-loads.ts'

/**
 * What a programme hands over against what is used, reserved, planned and asked for. Loads are measured where a server is asked, else as declared; nothing is foretold, since the
 * history is the server's.
 * @throws PeriodError where the file of reservations is broken; what the question for live values throws
 */
export async function buildOutSupply<E extends Estate>(
  call: CommandCall,
  status: ProgrammeStatus,
  questions: EstateQuestions<E>,
): Promise<SupplyTold | undefined> {
  // The estate of today: what comes after it the programme hands over itself, on whatever day is asked about.
  const ofToday: CommandCall = { ...call, options: { ...call.options, at: undefined } }
  const asked = await askedOf(ofToday, [], questions)
  if (!asked) return undefined
  const { estate } = asked
  const graph = powerGraph(estate)
  const { from, loads } = await knownLoads(call, estate, graph, questions)
  const capacities = new Capacities(estate, graph, loads)
  const sites = estate.ofKind('site').flatMap((site): readonly SiteNow[] => {
    const capacity = capacities.of(site)
    const { name, nameSr, path } = site
    return capacity.racks === 0 ? [] : [{ place: path, name, nameSr, capacity, forecast: undefined }]
  })
  const book = questions.reserved?.book(call)
  const known = await book?.read()
  if (book && known?.fault !== undefined) throw new PeriodError(`${book.path} cannot be used. ${known.fault}`)
  const reserved = { plans: known?.plans ?? [], reservations: known?.reservations ?? [] }
  return supplyTold(status, { estate, sites, reserved }, from)
}
