import type { Estate } from '../../model/estate.ts'
import { isWithin, parentPath } from '../../model/path.ts'
import { Capacities, type Capacity } from '../capacity/capacity.ts'
import { coolingFailure } from '../cooling/cooling-failure.ts'
import { EstateCooling } from '../cooling/estate-cooling.ts'
import { heatByRack } from '../cooling/heat-split.ts'
import { Failures } from '../failover/failure.ts'
import { Placements } from '../placement/placements.ts'
import type { PlacementAnswer, PlacementRequest } from '../placement/request.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { LOAD_COLUMNS, UNKNOWN, WATTS } from '../power/line-loads.ts'
import type { PowerLoads } from '../power/loads.ts'
import { type PowerGraph, powerGraph } from '../power/power-graph.ts'
import { type FailureSummary, failureSummary } from './failure-summary.ts'
import { type PlaceFigures, placeFigures } from './place-figures.ts'
import type { ChainFigure, Planner } from './planner.ts'

/** Answers in the thread that asks. The graph, what fails with what and what is left are each computed at the first question for them. */
export class EstateAnswers implements Planner {
  readonly #graph: () => PowerGraph
  readonly #failures: () => Failures
  readonly #cooling: () => EstateCooling
  readonly #capacities: () => Capacities
  readonly #figures: () => PlaceFigures
  readonly #placements: () => Placements

  /** @param loadsOf what devices draw: as the estate declares where nothing else is given */
  constructor(
    private readonly estate: Estate,
    loadsOf: (estate: Estate, graph: PowerGraph) => PowerLoads = declaredLoads,
  ) {
    this.#graph = once(() => powerGraph(estate))
    const loads = once(() => loadsOf(estate, this.#graph()))
    this.#failures = once(() => new Failures(this.#graph(), loads()))
    this.#cooling = once(() => new EstateCooling(estate, heatByRack(estate, this.#graph().devices, loads().devices)))
    this.#capacities = once(() => new Capacities(estate, this.#graph(), loads()))
    this.#placements = once(() => new Placements(estate, this.#graph(), loads()))
    this.#figures = once(() => placeFigures(estate, this.#graph(), this.#capacities()))
  }

  async fail(paths: readonly string[]): Promise<FailureSummary> {
    const failure = this.#failures().of(paths)
    const cooling = coolingFailure(this.estate, this.#cooling(), failure)
    return failureSummary(failure, cooling, (path) => {
      const thing = this.estate.find(path)
      return thing?.kind === 'device' ? parentPath(path) : path
    })
  }

  async capacity(paths: readonly string[]): Promise<readonly Capacity[]> {
    const places = paths.flatMap((path) => this.estate.find(path) ?? [])
    return places.map((place) => this.#capacities().of(place)).filter(({ racks }) => racks > 0)
  }

  async chain(path: string): Promise<readonly ChainFigure[]> {
    const { nodes } = this.#graph()
    const loads = this.#failures().before.flow.nodes
    const figures = this.#capacities().figures
    const asked = new Set<number>()
    const climb = (number: number) => {
      if (asked.has(number)) return
      asked.add(number)
      for (const above of [...(nodes[number]?.primaries ?? []), ...(nodes[number]?.alternates ?? [])]) climb(above)
    }
    for (const [number, { thing }] of nodes.entries()) if (isWithin(thing.path, path)) climb(number)
    return nodes.flatMap(({ thing }, number) => {
      if (!asked.has(number)) return []
      const { now, worst, by } = figures[number] ?? {}
      return {
        path: thing.path,
        watts: loads[number * LOAD_COLUMNS + WATTS] ?? 0,
        atLeast: (loads[number * LOAD_COLUMNS + UNKNOWN] ?? 0) > 0,
        now,
        worst,
        by: by === undefined ? undefined : nodes[by]?.thing.path,
      }
    })
  }

  async place(request: PlacementRequest): Promise<PlacementAnswer> {
    return this.#placements().find(request)
  }

  async figures(): Promise<PlaceFigures> {
    return this.#figures()
  }
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
