import type { Estate } from '../../model/estate.ts'
import type { Capacities } from '../capacity/capacity.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import type { Reconciled } from '../reconcile/reconcile.ts'

/** Figures of what holds racks, for pictures: a column each, by the index of the thing. NaN is not known, or no such figure. */
export interface PlaceFigures {
  /**
   * Share of what may flow without end, after the worst single loss, at what is fullest from the rack to the grid; of what holds racks
   * its fullest rack. Nodes of the power chain have their own.
   */
  readonly failoverUse: Float32Array
  /** Share of the cooling that is left with the greatest unit lost. */
  readonly coolingUse: Float32Array
  /** Rack units of the largest run that is free to its full depth. */
  readonly freeRun: Float32Array
  /** Watts that cannot be used because something else is used up first. */
  readonly stranded: Float32Array
  /** Share of the watts drawn there that is sure: one less how much more or less they may be. */
  readonly confidence: Float32Array
}

export function placeFigures(
  estate: Estate,
  graph: PowerGraph,
  capacities: Capacities,
  reconciled: Reconciled,
): PlaceFigures {
  const column = () => new Float32Array(estate.extent).fill(Number.NaN)
  const figures = {
    failoverUse: column(),
    coolingUse: column(),
    freeRun: column(),
    stranded: column(),
    confidence: column(),
  }
  confide(estate, graph, reconciled, figures.confidence)
  const upward = fullestUpward(graph, capacities)
  for (const [number, { thing }] of graph.nodes.entries()) {
    figures.failoverUse[thing.index] = capacities.figures[number]?.worst?.share ?? Number.NaN
    if (thing.kind !== 'rack-pdu') continue
    const use = upward[number] ?? Number.NaN
    for (let above = estate.parent(thing); above; above = estate.parent(above)) {
      const known = figures.failoverUse[above.index] ?? Number.NaN
      if (!Number.isNaN(use) && !(known >= use)) figures.failoverUse[above.index] = use
    }
  }
  for (const kind of ['site', 'building', 'room', 'row', 'rack'] as const) {
    for (const thing of estate.ofKind(kind)) {
      const { binding, cooling, racks, space, stranded } = capacities.of(thing)
      if (racks === 0) continue
      figures.freeRun[thing.index] = space.largestRun
      if (binding !== 'unknown') figures.stranded[thing.index] = stranded.watts
      if (cooling && cooling.capacity > 0)
        figures.coolingUse[thing.index] = (cooling.capacity - cooling.free) / cooling.capacity
    }
  }
  return figures
}

/** The fullest of a node and of all its primaries up to the grid; NaN where no limit on the way is known. */
function fullestUpward({ nodes }: PowerGraph, { figures }: Capacities): Float64Array {
  const fullest = new Float64Array(nodes.length).fill(Number.NaN)
  for (const [number, { primaries }] of nodes.entries()) {
    const shares = [
      figures[number]?.worst?.share ?? Number.NaN,
      ...primaries.map((above) => fullest[above] ?? Number.NaN),
    ]
    const known = shares.filter((share) => !Number.isNaN(share))
    if (known.length > 0) fullest[number] = Math.max(...known)
  }
  return fullest
}

/** Summed over the rack PDUs: what one of them says is sure however little is known of the devices on it. */
function confide(estate: Estate, { nodes }: PowerGraph, reconciled: Reconciled, column: Float32Array): void {
  const watts = new Map<number, number>()
  const unsure = new Map<number, number>()
  const plus = (map: Map<number, number>, index: number, more: number) => map.set(index, (map.get(index) ?? 0) + more)
  for (const [number, { thing }] of nodes.entries()) {
    const figure = reconciled.nodes[number]
    if (thing.kind !== 'rack-pdu' || !figure || Number.isNaN(figure.watts)) continue
    for (let above = estate.parent(thing); above; above = estate.parent(above)) {
      plus(watts, above.index, figure.watts)
      plus(unsure, above.index, Number.isNaN(figure.uncertainty) ? figure.watts : figure.uncertainty)
    }
  }
  for (const [index, sum] of watts) if (sum > 0) column[index] = Math.max(0, 1 - (unsure.get(index) ?? 0) / sum)
}
