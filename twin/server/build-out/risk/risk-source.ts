import { buildOutRisk } from '../../../analysis/build-out/build-out-risk.ts'
import { programmeStatus } from '../../../analysis/build-out/programme-status.ts'
import type { OutOfSequence } from '../../../analysis/schedule/early-dates.ts'
import type { Programme } from '../../../model/programme.ts'
import type { BuildOutRiskView } from '../../../protocol/build-out.ts'

const DAY_MINUTES = 1_440

export interface RiskAsked {
  readonly programme: Programme
  readonly runs: number
  readonly seed: number
  readonly outOfSequence?: OutOfSequence | undefined
}

/** Where the risk of a programme is computed. */
export interface RiskSource {
  /**
   * Undefined where the programme estimates nothing that is still open.
   * @param ask made when its turn comes: to suppose a large programme takes a while, and who is refused has none
   * @throws what `ask` throws
   */
  risk(ask: () => RiskAsked, signal?: AbortSignal): Promise<BuildOutRiskView | undefined>
}

/** The risk of a programme as the API tells it. */
export function riskView({ outOfSequence, programme, runs, seed }: RiskAsked): BuildOutRiskView | undefined {
  const risk = buildOutRisk(programme, programmeStatus(programme, outOfSequence), { runs, seed, outOfSequence })
  if (!risk) return undefined
  const { drivers, finish, shared, watched } = risk
  const sure = (one: typeof finish) => ({ p50: one.dayWithin(0.5), p80: one.dayWithin(0.8) })
  return {
    ...{ runs, seed, finish: sure(finish) },
    handOvers: Array.from(watched, ([activity, finishes]) => ({ activity, ...sure(finishes) })),
    drivers: drivers.map(({ correlation, id, swing }) => ({ activity: id, correlation, swing: swing / DAY_MINUTES })),
    shared: shared.flatMap(({ id, later, most }) => {
      const found = programme.risks?.find((one) => one.id === id)
      if (!found) return []
      const { adds, chance, name, nameSr } = found
      const named = { name, ...(nameSr !== undefined && { nameSr }) }
      return {
        ...{ id, ...named, chance, activities: [...adds.keys()], later: later / DAY_MINUTES },
        ...(most && { most: { activity: most.id, later: most.later / DAY_MINUTES } }),
      }
    }),
  }
}
