import type { Period } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { isWithin, parentPath } from '../../model/path.ts'
import type { DatedEdit } from '../../model/reservation.ts'
import { Capacities } from '../capacity/capacity.ts'
import { coolingFailure } from '../cooling/cooling-failure.ts'
import { EstateCooling } from '../cooling/estate-cooling.ts'
import { heatByRack } from '../cooling/heat-split.ts'
import { knowledgeOf, type MeasuredRoom } from '../cooling/measured-room.ts'
import { Failures } from '../failover/failure.ts'
import { lostInputs } from '../failover/lost-of.ts'
import { Losses } from '../failover/settled.ts'
import { type NodeFigures, pathOfLoss, worstUses } from '../failover/worst-uses.ts'
import { Placements } from '../placement/placements.ts'
import { type Relief, reliefTries } from '../placement/relief.ts'
import type { Corded, PlacementAnswer, PlacementRequest, Unborne } from '../placement/request.ts'
import { type DeclaredLoads, declaredLoads } from '../power/declared-loads.ts'
import { ON_BATTERY } from '../power/energise.ts'
import { riseOf } from '../power/flow.ts'
import { LOAD_COLUMNS, UNKNOWN, WATTS } from '../power/line-loads.ts'
import type { PowerLoads } from '../power/loads.ts'
import { phaseFigures } from '../power/phase-figures.ts'
import { type PowerGraph, powerGraph } from '../power/power-graph.ts'
import { measuredLoads, obtainedCounts } from '../reconcile/measured-loads.ts'
import { type Measurement, STALE_AFTER_SECONDS } from '../reconcile/measurement.ts'
import { type Reconciled, reconcile } from '../reconcile/reconcile.ts'
import { type Releases, releaseTries } from '../release/release.ts'
import { loadsWithEdits } from '../reservations/loads-with-edits.ts'
import { reservedHere } from '../reservations/reserved-here.ts'
import { estateDuring, type StandingEdits } from '../reservations/standing.ts'
import type { CallOff } from './call-off.ts'
import { type FailureSummary, failureSummary } from './failure-summary.ts'
import { type PlaceFigures, placeFigures } from './place-figures.ts'
import type { Basis, ChainFigure, LabelPeak, PlaceCapacity, Planner } from './planner.ts'

const NONE: ReadonlySet<number> = new Set()

/** What follows from one state of the loads, each computed at the first question for it. */
class Answers {
  readonly failures: () => Failures
  readonly cooling: () => EstateCooling
  readonly capacities: () => Capacities
  readonly figures: () => PlaceFigures
  readonly placements: () => Placements
  /** The three figures of each node, as the chain is at present. */
  readonly chainFigures: () => readonly NodeFigures[]

  constructor(
    estate: Estate,
    readonly graph: () => PowerGraph,
    readonly loads: () => PowerLoads,
    reconciled: () => Reconciled,
    present?: { readonly inputs: () => ReadonlySet<number>; readonly whole: Answers },
  ) {
    const inputs = present?.inputs ?? (() => NONE)
    this.failures = once(() => new Failures(graph(), loads(), inputs()))
    this.cooling =
      present?.whole.cooling ??
      once(() => new EstateCooling(estate, heatByRack(estate, graph().devices, loads().devices)))
    // Room is counted with every input back: a UPS is on its battery for minutes, what comes stays for years.
    this.capacities = present?.whole.capacities ?? once(() => new Capacities(estate, graph(), loads()))
    this.placements = present?.whole.placements ?? once(() => new Placements(estate, graph(), loads()))
    this.chainFigures = once(() => {
      if (inputs().size === 0) return this.capacities().figures
      const { before } = this.failures()
      return worstUses(graph(), before, new Losses(graph(), loads(), before)).nodes
    })
    this.figures = once(() => placeFigures(estate, graph(), this.capacities(), reconciled()))
  }
}

/** Each has the graph of a whole estate: of the periods that were asked about last so many are kept. */
const MOST_PERIODS = 2

/** What would release power is tried so often; less often on a large estate, where each try takes the single losses of so many devices. */
const MOST_TRIES = 12
const LEAST_TRIES = 2
const TRIED_DEVICES = 600_000

/** Answers in the thread that asks. The graph is computed once; what fails with what and what is left anew when other measurements come. */
export class EstateAnswers implements Planner {
  readonly #graph: () => PowerGraph
  readonly #declared: () => DeclaredLoads
  #reconciled: () => Reconciled
  #loads: () => PowerLoads
  #isMeasured = false
  #edits: readonly DatedEdit[] = []
  /** By the edits that hold then. */
  readonly #then = new Map<string, Answers>()
  #rooms = knowledgeOf([])
  #answers: Answers
  /** The same with every input of a UPS back, as on another day. */
  #whole: Answers

  /** @param pause between the tries of a long answer: lets whoever else waits ask */
  constructor(
    private readonly estate: Estate,
    private readonly pause: () => Promise<void> = () => Promise.resolve(),
  ) {
    this.#graph = once(() => powerGraph(estate))
    this.#declared = once(() => declaredLoads(estate, this.#graph()))
    this.#reconciled = this.#reconcile([])
    this.#loads = this.#declared
    this.#answers = new Answers(estate, this.#graph, this.#declared, this.#reconciled)
    this.#whole = this.#answers
  }

  async take(
    measurements: readonly Measurement[],
    rooms: readonly MeasuredRoom[] = [],
    lost: readonly string[] = [],
  ): Promise<void> {
    this.#rooms = knowledgeOf(rooms)
    this.#isMeasured = measurements.length > 0
    const inputs = once(() => lostInputs(this.#graph(), lost))
    const reconciled = this.#reconcile(measurements, inputs)
    const measured = once(() => measuredLoads(this.#graph(), this.#declared(), reconciled()))
    this.#reconciled = reconciled
    this.#loads = this.#isMeasured ? measured : this.#declared
    this.#whole = new Answers(this.estate, this.#graph, this.#loads, reconciled)
    this.#answers =
      lost.length === 0
        ? this.#whole
        : new Answers(this.estate, this.#graph, this.#loads, reconciled, { inputs, whole: this.#whole })
    this.#then.clear()
  }

  async reserve(edits: readonly DatedEdit[]): Promise<void> {
    this.#edits = edits
    this.#then.clear()
  }

  /** The estate in a period, and what follows from it. */
  #during(period: Period | undefined): StandingEdits & { readonly answers: Answers } {
    const asIs = { estate: this.estate, edits: [], findings: [], answers: this.#answers }
    if (!period) return asIs
    // Of another day nobody knows which inputs are out.
    const whole = { ...asIs, answers: this.#whole }
    const standing = estateDuring(this.estate, this.#edits, period)
    if (standing.edits.length === 0) return whole
    const { estate } = standing
    const key = standing.edits.map(({ id }) => id).join(' ')
    const known = this.#then.get(key)
    const answers = known ?? new Answers(estate, ...this.#partsOf(estate))
    this.#then.delete(key)
    this.#then.set(key, answers)
    for (const old of [...this.#then.keys()].slice(0, -MOST_PERIODS)) this.#then.delete(old)
    return { ...standing, answers }
  }

  #partsOf(estate: Estate): [() => PowerGraph, () => PowerLoads, () => Reconciled] {
    const graph = once(() => powerGraph(estate))
    const loads = once(() => {
      const then = declaredLoads(estate, graph())
      return loadsWithEdits(this.#loads(), this.#declared(), then, graph().devices.cordPdu.length)
    })
    return [graph, loads, this.#reconciled]
  }

  async basis(): Promise<Basis> {
    const devices = this.#graph().devices.devices.length
    if (!this.#isMeasured) return { loads: 'declared', measured: 0, allocated: 0, devices }
    const counts = obtainedCounts(this.#reconciled())
    return { loads: 'measured', measured: counts.measured, allocated: counts.allocated, devices }
  }

  #reconcile(measurements: readonly Measurement[], inputs = () => NONE): () => Reconciled {
    return once(() => reconcile(this.#graph(), this.#declared(), measurements, STALE_AFTER_SECONDS, inputs()))
  }

  async fail(paths: readonly string[], period?: Period): Promise<FailureSummary> {
    const { answers, estate } = this.#during(period)
    const failure = answers.failures().of(paths)
    const cooling = coolingFailure(estate, answers.cooling(), failure, this.#rooms)
    return failureSummary(failure, cooling, (path) => {
      const thing = estate.find(path)
      return thing?.kind === 'device' ? parentPath(path) : path
    })
  }

  async capacity(paths: readonly string[], period?: Period): Promise<readonly PlaceCapacity[]> {
    const then = this.#during(period)
    const places = paths.flatMap((path) => then.estate.find(path) ?? [])
    const answers = places.map((place) => then.answers.capacities().of(place)).filter(({ racks }) => racks > 0)
    if (!period) return answers
    return answers.map((answer) => ({ ...answer, reserved: reservedHere(this.estate, then, answer.path) }))
  }

  async chain(path: string): Promise<readonly ChainFigure[]> {
    const { nodes } = this.#graph()
    const { energised, flow } = this.#answers.failures().before
    const loads = flow.nodes
    const figures = this.#answers.chainFigures()
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
      const watts = loads[number * LOAD_COLUMNS + WATTS] ?? 0
      return {
        path: thing.path,
        watts,
        ...(energised.state[number] === ON_BATTERY && { battery: watts * riseOf(thing).growth }),
        atLeast: (loads[number * LOAD_COLUMNS + UNKNOWN] ?? 0) > 0,
        now,
        worst,
        by: pathOfLoss(this.#graph(), by),
        phases: phaseFigures(this.#graph(), loads, number),
      }
    })
  }

  async place(request: PlacementRequest, period?: Period): Promise<PlacementAnswer> {
    return this.#during(period).answers.placements().find(request)
  }

  /** @throws the signal's reason where it is aborted between two tries */
  async release(path: string, peaks: readonly LabelPeak[], period?: Period, signal?: CallOff): Promise<Releases> {
    const { answers, estate } = this.#during(period)
    const place = estate.find(path)
    if (!place) throw new Error(`there is no ${path}`)
    const [graph, loads, capacities] = [answers.graph(), answers.loads(), answers.capacities()]
    const p99 = new Map(peaks.map((peak) => [peak.path, peak.p99] as const))
    const options = { p99: (device: string) => p99.get(device), tries: triesIn(graph) }
    return this.#searched(releaseTries({ estate, graph, loads, capacities }, place, options), signal)
  }

  async unborne(watts: number, devices: readonly Corded[], period: Period): Promise<Unborne | undefined> {
    return this.#during(period).answers.placements().unborne(watts, devices)
  }

  /** @throws the signal's reason where it is aborted between two tries */
  async relieve(request: PlacementRequest, period?: Period, signal?: CallOff): Promise<readonly Relief[]> {
    const { answers, edits, estate } = this.#during(period)
    const [graph, loads, placements] = [answers.graph(), answers.loads(), answers.placements()]
    const answer = placements.find(request)
    if (answer.fits) return []
    const { capacities } = answers
    const during = (then: Period) => this.#during(then).answers.placements()
    const tries = Math.ceil(triesIn(graph) / 2)
    const refused = { answer, period, edits, estate, graph, loads, placements, capacities, during, tries }
    return this.#searched(reliefTries(refused), signal)
  }

  async #searched<Found>(search: Generator<unknown, Found>, signal: CallOff | undefined): Promise<Found> {
    for (;;) {
      const { done, value } = search.next()
      if (done) return value
      await this.pause()
      signal?.throwIfAborted()
    }
  }

  async figures(): Promise<PlaceFigures> {
    return this.#answers.figures()
  }
}

function triesIn({ devices }: PowerGraph): number {
  return Math.max(LEAST_TRIES, Math.min(MOST_TRIES, Math.floor(TRIED_DEVICES / devices.devices.length)))
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
