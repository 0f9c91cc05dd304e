import { join } from 'node:path'
import { ProgrammeFiles } from '../../estate/progress/programme-files.ts'
import { ReservationsFile } from '../../estate/reservations/reservations-file.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import type { ActiveFault, FaultControl, FaultName } from '../../model/fault-control.ts'
import type { ThingPath } from '../../model/path.ts'
import { stateCode } from '../../model/quantity.ts'
import type { HistoryQuery, HistorySeries } from '../../model/store.ts'
import { emptyStore } from '../../server/testing/empty-store.ts'
import { JUDGED_PLAN, ListedCloud, nodeAt, podAt } from '../../server/testing/listed-cloud.ts'
import { smallEstate } from '../../server/testing/small-estate.ts'
import type { SyntheticFeed } from '../../server/testing/synthetic-feed.ts'
import { type SyntheticServer, startSyntheticServer } from '../../server/testing/synthetic-server.ts'
import { plannedRow, rowPlanner } from './planned-row.ts'

/** The page, built, on a real server over synthetic readings: two rows of three racks, and a programme of two packages, one of which brings a third row. */
export interface TwinUnderTest extends AsyncDisposable {
  readonly url: string
  readonly feed: SyntheticFeed
  /** Folder of the built page. */
  readonly pageFolder: string
  /** What people have written down, whether the server would have it or not. */
  readonly reservations: ReservationsFile
  /** One service, three of whose four pods run, on three racks; a plan that would make it six is pending. */
  readonly cloud: ListedCloud
  /** The server goes away; `start` brings one back at the same address. */
  stop(): Promise<void>
  start(): Promise<void>
}

const PODS = [
  ...[podAt('web-1', nodeAt('a', 1)), podAt('web-2', nodeAt('a', 2)), podAt('web-3', nodeAt('b', 1))],
  podAt('web-4', undefined, { phase: 'Pending', ready: false, why: '0/6 nodes are available: 6 Insufficient cpu.' }),
]

/** @param pageFolder of the built page */
export async function startTwin(pageFolder: string): Promise<TwinUnderTest> {
  const estate = smallEstate()
  const folder = await temporaryFolder()
  const reservations = new ReservationsFile(join(folder.path, 'reservations.yaml'))
  const programme = new ProgrammeFiles({
    programme: join(import.meta.dirname, 'practice-programme', 'programme.yaml'),
    progress: join(folder.path, 'progress.yaml'),
    scenarios: join(folder.path, 'scenarios.yaml'),
    scenarioFolder: join(folder.path, 'scenarios'),
  })
  const cloud = new ListedCloud({ name: 'expo.json', text: '{}', site: 'belgrade' })
  cloud.answer = JUDGED_PLAN
  cloud.has(PODS)
  let running = await serve(0)
  const { port } = running.server

  function serve(onPort: number): Promise<SyntheticServer> {
    const faults = doorFaults(() => running.feed)
    return startSyntheticServer({
      estate,
      faults,
      reservations,
      programme,
      planned: plannedRow,
      planner: rowPlanner(estate),
      cloud,
      store: { ...emptyStore, history: rampHistory },
      webFolder: pageFolder,
      port: onPort,
      intervalMs: 1_000,
    })
  }

  return {
    url: running.server.url,
    get feed() {
      return running.feed
    },
    pageFolder,
    reservations,
    cloud,
    async stop() {
      await running[Symbol.asyncDispose]()
    },
    async start() {
      running = await serve(port)
    },
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]()
      await folder[Symbol.asyncDispose]()
    },
  }
}

/** Faults as far as the synthetic readings can show them: a door that opens. */
function doorFaults(feed: () => SyntheticFeed): FaultControl {
  const active = new Map<string, ActiveFault>()
  const setDoor = (path: string, word: 'open' | 'closed') => {
    feed().hold(`${path}/state`, stateCode(word))
    feed().say(`${path}/state`, stateCode(word), Date.now())
  }
  return {
    active: async () => [...active.values()],
    async inject(name: FaultName, path: ThingPath) {
      if (name !== 'door-open') throw new Error(`synthetic readings know no ${name}: try door-open`)
      setDoor(path, 'open')
      const fault = { id: `fault-${active.size + 1}`, name, path, since: Date.now() }
      active.set(fault.id, fault)
      return fault
    },
    async clear(id: string) {
      const fault = active.get(id)
      active.delete(id)
      if (fault) setDoor(fault.path, 'closed')
    },
  }
}

/** A past that rises by one a bucket, from twenty. */
async function rampHistory({ points, from, to, buckets }: HistoryQuery): Promise<readonly HistorySeries[]> {
  const column = () => Float64Array.from({ length: buckets }, (_, row) => 20 + row)
  return points.map((point) => ({
    point,
    resolution: 'raw' as const,
    at: Float64Array.from({ length: buckets }, (_, row) => from + ((to - from) / buckets) * row),
    ...{ min: column(), mean: column(), max: column(), last: column() },
    count: new Float64Array(buckets).fill(1),
  }))
}
