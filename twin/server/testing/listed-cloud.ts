import type { EstateState } from '../../analysis/build-out/estate-state.ts'
import type { CloudCluster, CloudPod, DeclaredCloud, JudgedPlan, PendingPlan, PlanMoment } from '../../model/cloud.ts'
import type { DatedCloudSource } from '../cloud/dated-cloud.ts'

const HALL = 'belgrade/hall-1'
const RECOVERY = { class: 'single-site', role: 'active', rpo: null, rto: null, reason: 'a test' } as const

/** Of the small estate: row a rests on UPS a and b, row b on c and d; one service of one workload, four copies, three of which carry its load. */
export const LISTED_CLOUD: DeclaredCloud = {
  why: null,
  services: [
    {
      name: 'evisa',
      title: { sr: 'еВиза', en: 'eVisa' },
      workloadClass: 'foreigners',
      tier: '1',
      dataClass: 'personal',
      assumed: { tier: true, dataClass: true, recovery: true },
      source: 'infra/catalogue/services/evisa.ts:9',
      namespaces: ['evisa-guests'],
      sites: [{ site: 'belgrade', recovery: RECOVERY, watts: 120 }],
      workloads: [
        {
          site: 'belgrade',
          name: 'web',
          kind: 'stateless',
          copies: 4,
          needed: 3,
          tier: '1',
          recovery: RECOVERY,
          cpus: 2,
          memoryGiB: 4,
          gpus: 0,
          assumed: true,
          constructPath: 'foreigners-belgrade/evisa/web/deployment',
          source: 'infra/catalogue/services/evisa.ts:23',
          spread: { pool: 'servers', overRacks: true, overPower: true },
        },
      ],
    },
  ],
  racks: ['a', 'b'].flatMap((row) =>
    [1, 2, 3].map((number) => ({
      rack: rackAt(row, number),
      site: 'belgrade',
      nodes: [nodeAt(row, number)],
      pools: ['servers' as const],
      row: `${HALL}/row-${row}`,
      hall: HALL,
      block: row === 'a' ? ['belgrade/ups-a', 'belgrade/ups-b'] : ['belgrade/ups-c', 'belgrade/ups-d'],
      feeds: [`belgrade/feed-${row}`],
      ups: row === 'a' ? ['belgrade/ups-a', 'belgrade/ups-b'] : ['belgrade/ups-c', 'belgrade/ups-d'],
    })),
  ),
  powerFailures: ['a', 'b'].map((row) => ({
    site: 'belgrade',
    of: row === 'a' ? ['belgrade/ups-a', 'belgrade/ups-b'] : ['belgrade/ups-c', 'belgrade/ups-d'],
    racks: [1, 2, 3].map((number) => rackAt(row, number)),
  })),
}

/** The same when row b is gone: what is left rests on one block. */
const LATER_CLOUD: DeclaredCloud = {
  ...LISTED_CLOUD,
  racks: LISTED_CLOUD.racks.filter(({ row }) => row === `${HALL}/row-a`),
  powerFailures: LISTED_CLOUD.powerFailures.slice(0, 1),
}

/** A pod of the service on the node of a rack. */
export function podAt(name: string, node: string | undefined, more: Partial<CloudPod> = {}): CloudPod {
  const running = { phase: 'Running', ready: true, leaving: false, why: undefined } as const
  return { name, namespace: 'evisa', service: 'evisa', workload: 'web', node, ...running, ...more }
}

/** `belgrade-hall-1-row-a-rack-01` */
export function nodeAt(row: string, number: number): string {
  return rackAt(row, number).replaceAll('/', '-')
}

/** A source of which a test says what its cluster has. */
export class ListedCloud implements DatedCloudSource {
  readonly #listeners = new Set<() => void>()
  #cluster: CloudCluster | undefined
  #held: Promise<void> = Promise.resolve()
  /** Plans that were to be judged. */
  readonly judged: PendingPlan[] = []
  /** Keys of the states of the estate that were asked of. */
  readonly askedOn: string[] = []
  /** What is wrong with the files of what is planned. */
  unreadable: string | undefined
  answer: JudgedPlan | { readonly wrong: string } = { wrong: 'it is no plan' }

  constructor(readonly plan: PendingPlan | undefined = undefined) {}

  async declared() {
    return LISTED_CLOUD
  }

  async declaredOn(state: EstateState): Promise<DeclaredCloud> {
    this.askedOn.push(state.key)
    if (this.unreadable !== undefined) throw new Error(this.unreadable)
    return LATER_CLOUD
  }

  async judge(plan: PendingPlan) {
    this.judged.push(plan)
    await this.#held
    return this.answer
  }

  /** Has judging wait. @returns lets it go on */
  hold(): () => void {
    let release: () => void = () => undefined
    this.#held = new Promise((resolve) => {
      release = resolve
    })
    return release
  }

  clusters() {
    return this.#cluster ? [this.#cluster] : []
  }

  onChange(listener: () => void) {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  has(pods: readonly CloudPod[], more: Partial<CloudCluster> = {}): void {
    const nodes = LISTED_CLOUD.racks.flatMap(({ nodes, rack }) =>
      nodes.map((name) => ({ name, rack, ready: true, cordoned: false })),
    )
    this.#cluster = {
      site: 'belgrade',
      context: 'belgrade',
      practice: true,
      state: 'watched',
      since: 1_000,
      why: undefined,
      truncated: false,
      nodes,
      pods,
      ...more,
    }
    for (const listener of this.#listeners) listener()
  }
}

/** What the gate says of a plan that gives the service two copies more. */
export const JUDGED_PLAN: JudgedPlan = {
  site: 'belgrade',
  accepted: true,
  uncounted: [],
  refusals: [],
  before: momentOf(4),
  after: momentOf(6),
  changes: [
    {
      service: 'evisa',
      name: 'web',
      change: 'grow',
      before: 4,
      after: 6,
      cpus: 12,
      memoryGiB: 24,
      gpus: 0,
      address: 'kubernetes_deployment_v1.web',
      spread: { pool: 'servers', overRacks: true, overPower: true },
    },
  ],
}

function momentOf(copies: number): PlanMoment {
  return {
    fits: true,
    losses: { fit: 13, of: 13 },
    watts: copies * 30,
    kilowattHoursAYear: (copies * 30 * 8760) / 1000,
    headroom: [{ site: 'belgrade', left: { cpus: 384 - copies * 2, memoryGiB: 1536 - copies * 4, gpus: 0 } }],
    headroomAfterSiteLoss: [],
  }
}

function rackAt(row: string, number: number): string {
  return `${HALL}/row-${row}/rack-0${number}`
}
