import type { Batch } from '../../model/batch.ts'
import type { Estate } from '../../model/estate.ts'
import type { LiveFeed } from '../../model/live-feed.ts'
import { stateCode } from '../../model/quantity.ts'
import type { TelemetryStore } from '../../model/store.ts'
import { Ages } from './ages.ts'
import { Figures } from './figures.ts'
import { LatestTable } from './latest-table.ts'
import { type MappedPoint, PointMap } from './point-map.ts'
import { PowerChain } from './power-chain.ts'
import { ThingTree } from './thing-tree.ts'

const ON_BATTERY = stateCode('on-battery')
const SEED_POINTS = 5_000
const CHAIN_EVERY_MS = 1_000
/** In a large estate the power chain takes long: it is then worked out less often, so that it takes a twentieth of the time at most. */
const CHAIN_SHARE = 20

/** What an update brought. */
export interface Update {
  readonly gained: readonly MappedPoint[]
  /** Points with a new reading, or gone stale. */
  readonly points: readonly number[]
  readonly treeGrew: boolean
}

/**
 * The newest values and the figures of all things made from them. Batches are taken as they come, which is cheap; what
 * follows from them is worked out in `update`, at most ten times a second.
 */
export class ValuePlane {
  readonly table = new LatestTable()
  readonly tree: ThingTree
  readonly points: PointMap
  readonly figures: Figures
  readonly ages: Ages
  readonly chain: PowerChain
  /** Readings taken since the start. */
  readings = 0
  #chainAt = 0
  #chainEvery = CHAIN_EVERY_MS

  constructor(
    readonly estate: Estate,
    private readonly live: LiveFeed,
  ) {
    this.tree = new ThingTree(estate)
    this.points = new PointMap(estate, live.points)
    this.figures = new Figures(estate, this.tree, this.table)
    this.ages = new Ages(this.tree, this.figures, estate.extent)
    this.chain = new PowerChain(estate, this.figures, (thing) => this.#isOnBattery(thing))
  }

  /** Begins with what the store knows, so that a restart does not show an empty hall. @throws what the store throws */
  async seed(store: Pick<TelemetryStore, 'latest'>, now: number): Promise<void> {
    this.table.reserve(this.live.points.size)
    for (let from = 0; from < this.live.points.size; from += SEED_POINTS) {
      const length = Math.min(SEED_POINTS, this.live.points.size - from)
      const points = Array.from({ length }, (_, i) => from + i)
      this.table.seed(points, await store.latest(points), now)
    }
  }

  take(batch: Batch, now: number): void {
    this.readings += batch.point.length
    this.table.apply(batch, now)
  }

  /** First half of a tick: places new points and touches the things whose points moved. */
  collect(): Update {
    const before = this.tree.size
    const gained = this.points.update()
    for (const { index, isPresence } of gained) if (isPresence) this.table.letLast(index)
    this.figures.place(gained)
    const points = this.table.takeDirty()
    for (const point of points) {
      const { thing, isPresence } = this.points.get(point) ?? {}
      if (thing && !isPresence) this.figures.touchPoint(thing.index, point)
    }
    return { gained, points, treeGrew: this.tree.size > before }
  }

  /** Second half: works out what follows; figures.moved says what moved. The power chain is worked out once a second at most. */
  settle(now: number): void {
    this.figures.update((thing) => this.points.ofThing(thing))
    if (Math.abs(now - this.#chainAt) < this.#chainEvery) return
    this.#chainAt = now
    const begun = performance.now()
    this.chain.update()
    this.#chainEvery = Math.max(CHAIN_EVERY_MS, (performance.now() - begun) * CHAIN_SHARE)
  }

  /** A UPS says it of its output. */
  #isOnBattery(thing: number): boolean {
    return this.points
      .ofThing(thing)
      .some(({ index, local }) => local === 'output/state' && this.table.fresh(index) === ON_BATTERY)
  }
}
