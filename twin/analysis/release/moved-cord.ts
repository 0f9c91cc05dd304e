import type { Estate } from '../../model/estate.ts'
import type { Capacities } from '../capacity/capacity.ts'
import type { NodeFigures } from '../failover/worst-uses.ts'
import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { type CordMove, moved } from './cord-moves.ts'
import { EditedEstate } from './edited-estate.ts'

/**
 * The estate with a cord in another outlet, and what is drawn then. What was measured on the device's cords says nothing of them where one lies
 * otherwise: they share alike. A moved cord renumbers none.
 */
export function afterMove(
  estate: Estate,
  { devices }: PowerGraph,
  loads: PowerLoads,
  move: CordMove,
): { readonly estate: Estate; readonly loads: PowerLoads } {
  const { path } = move.device
  const edited = new EditedEstate(estate, { changed: new Map([[path, moved(move)]]) })
  const number = devices.devices.findIndex((device) => device.path === path)
  if (!loads.cordWeights || number < 0) return { estate: edited, loads }
  const cordWeights = Float64Array.from(loads.cordWeights)
  cordWeights.fill(1, devices.firstCord[number], devices.firstCord[number + 1])
  return { estate: edited, loads: { ...loads, cordWeights, whenShort: (device) => loads.whenShort(device) } }
}

/** A node or bank that some single loss takes beyond its limit, and further than before. */
export function overloadsMore(before: Capacities, after: Capacities): boolean {
  const isMore = (was: readonly NodeFigures[], is: readonly NodeFigures[]) =>
    is.some(({ worst }, number) => {
      const share = worst?.share ?? 0
      return share > 1 && share > (was[number]?.worst?.share ?? 0) + 1e-9
    })
  return isMore(before.figures, after.figures) || isMore(before.bankFigures, after.bankFigures)
}
