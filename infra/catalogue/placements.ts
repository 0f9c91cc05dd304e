import { copiesFor } from './load.ts'
import { sitesOf } from './paths.ts'
import { type CloudSite, type Duty, dutyAt } from './recovery.ts'
import { recoveryOf, type Service, tierOf, type Workload } from './service.ts'
import type { SiteMeans } from './site-means.ts'

/** A workload at a site, in so many copies. */
export interface Placement {
  readonly service: Service
  readonly workload: Workload
  readonly site: CloudSite
  readonly duty: Duty
  /** That are to be there at all times. */
  readonly copies: number
  /** That must be left when copies are taken away on purpose. */
  readonly least: number
  /** That a scaler may make of it when the load is above what was assumed; absent where nothing scales it. */
  readonly most?: number
}

/** Fewer are not spread over three racks. */
const FEWEST = 3
/** A standby that has longer than this to take over keeps few copies, and grows then. */
const WARM_FROM_SECONDS = 900
/** A scaler may double. Assumed: no load test says where else it would end. */
const GROWTH = 2

/** Every workload at every site where it runs, active or standing by, in the order of the catalogue. */
export function placementsOf(services: readonly Service[], sites: readonly SiteMeans[]): readonly Placement[] {
  return services.flatMap((service) =>
    service.workloads.flatMap((workload) =>
      sitesOf(service, workload).map((site) => {
        const duty = dutyAt(recoveryOf(service, workload), site) ?? 'active'
        const means = sites.find((known) => known.site === site)
        return { service, workload, site, duty, ...countsOf(service, workload, duty, means) }
      }),
    ),
  )
}

function countsOf(service: Service, workload: Workload, duty: Duty, means: SiteMeans | undefined) {
  if (workload.kind === 'nightly') return { copies: duty === 'active' ? 1 : 0, least: 0 }
  if ('value' in workload.copies) {
    return { copies: workload.copies.value, least: Math.max(workload.copies.value - 1, 0) }
  }
  const needed = copiesFor(workload.copies)
  const isGpu = workload.kind === 'gpu'
  const blocks = (isGpu ? means?.gpuPowerBlocks : means?.powerBlocks) ?? 1
  const copies = tierOf(service, workload) === '1' ? withoutOneBlock(needed, blocks) : needed + 1
  const all = Math.max(copies, FEWEST)
  const most = isGpu ? {} : { most: all * GROWTH }
  return isWarm(service, workload, duty)
    ? { copies: FEWEST, least: FEWEST - 1, ...most }
    : { copies: all, least: Math.min(needed, all - 1), ...most }
}

/** So many that, spread evenly, as many as are needed are left when one power block is lost: n − ⌈n ÷ blocks⌉ ≥ needed. */
export function withoutOneBlock(needed: number, blocks: number): number {
  if (blocks < 2) return needed + 1
  let copies = needed + 1
  while (copies - Math.ceil(copies / blocks) < needed) copies += 1
  return copies
}

function isWarm(service: Service, workload: Workload, duty: Duty): boolean {
  const recovery = recoveryOf(service, workload)
  return duty === 'standby' && recovery.kind === 'active-passive' && recovery.rto > WARM_FROM_SECONDS
}
