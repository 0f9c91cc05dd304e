import { randomBytes } from 'node:crypto'
import type { Estate } from '../../twin/model/estate.ts'
import type { FaultControl } from '../../twin/model/fault-control.ts'
import { isWithin } from '../../twin/model/path.ts'
import { epochMs } from '../../twin/model/units.ts'
import type { DeviceEntry } from '../device-entry.ts'
import type { Access } from './access.ts'
import { DevicePark, type ParkCredentials } from './device-park.ts'
import { FaultDesk } from './fault-desk.ts'
import { ProbeBroker } from './mqtt/probe-broker.ts'
import { ProbeGateway } from './mqtt/probe-gateway.ts'
import { nearestPath } from './nearest-path.ts'
import { World } from './physics/world.ts'
import { planProbeSources } from './probe-sources.ts'
import { SimulatorError } from './simulator-error.ts'
import { SnmpPark } from './snmp/snmp-park.ts'
import { refuseTooFewSockets } from './socket-limits.ts'

export interface SimulationOptions {
  readonly estate: Estate
  readonly access: Access
  /** Put into the device entries; never a secret itself. */
  readonly credentials: ParkCredentials
  /** @default 1 */
  readonly seed?: number
  /** Only what is at or below this path is served; the world is simulated whole. */
  readonly only?: string
  /** Seconds of the world a second, for tests. @default 1 */
  readonly speed?: number
}

const TICK_MS = 1000
const STEP_MS = 1900
/** Every probe of a gateway publishes once in this many ticks. */
const PUBLISH_TICKS = 10
const BROKER_DOWN_MS = 4000

/** The rooms, living in real time and answering over their protocols on loopback. */
export class Simulation {
  readonly world: World
  readonly faults: FaultControl
  /** What is served, for a collector. */
  readonly entries: readonly DeviceEntry[]
  readonly #park: DevicePark
  readonly #broker: ProbeBroker
  readonly #gateways: readonly ProbeGateway[]
  readonly #clock: () => number
  #timer: NodeJS.Timeout | undefined

  private constructor(parts: {
    readonly world: World
    readonly faults: FaultControl
    readonly entries: readonly DeviceEntry[]
    readonly park: DevicePark
    readonly broker: ProbeBroker
    readonly gateways: readonly ProbeGateway[]
    readonly clock: () => number
  }) {
    this.world = parts.world
    this.faults = parts.faults
    this.entries = parts.entries
    this.#park = parts.park
    this.#broker = parts.broker
    this.#gateways = parts.gateways
    this.#clock = parts.clock
    this.#tickLater()
  }

  /** @throws SimulatorError when ports cannot be had, at once where there may not be so many, or `only` is nothing, Error when the estate's power chain is a circle */
  static async start(options: SimulationOptions): Promise<Simulation> {
    const { estate, access, credentials, seed = 1, only = '', speed = 1 } = options
    if (only !== '' && !estate.find(only)) {
      const near = nearestPath(estate, only, () => true)
      throw new SimulatorError(
        'unknown-path',
        `${only} is nothing in the estate${near ? `; the nearest is ${near}.` : '.'}`,
      )
    }
    refuseTooFewSockets(estate, only, 'simulate')
    const began = Date.now()
    const clock = () => began + (Date.now() - began) * speed
    const world = new World(estate, { seed, at: epochMs(clock()) })
    const sources = planProbeSources(estate, world.probes.values())
    const snmp = new SnmpPark()
    const now = () => performance.now() * speed
    const park = new DevicePark({ estate, world, sources, access, credentials, now, only }, snmp)
    const gatewayAccess = { user: 'gateway', password: randomBytes(18).toString('base64url') }
    const broker = new ProbeBroker(access.mqtt, gatewayAccess)
    try {
      await park.open()
      const plans = sources.gateways.filter(({ path }) => isWithin(path, only) || isWithin(only, path))
      const gateways = plans.map(
        ({ path, manner, probes }) =>
          new ProbeGateway(
            path,
            manner,
            probes.filter(({ probe }) => isWithin(probe.path, only)),
            broker,
            PUBLISH_TICKS,
          ),
      )
      const entries = [...park.entries]
      if (gateways.length > 0) {
        const port = await broker.listen()
        for (const gateway of gateways) gateway.start(port, gatewayAccess)
        entries.push({
          path: '',
          url: `mqtt://127.0.0.1:${port}`,
          profile: 'oblak-probes',
          intervalMs: PUBLISH_TICKS * TICK_MS,
          timeoutMs: 5000,
          credential: credentials.mqtt,
        })
      }
      const restartBroker = () => broker.restart(BROKER_DOWN_MS)
      const faults = new FaultDesk({ estate, world, park: snmp, gateways, restartBroker, clock: Date.now })
      return new Simulation({ world, faults, entries, park, broker, gateways, clock })
    } catch (error) {
      await Promise.all([park.close(), broker.close()])
      throw error
    }
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    await Promise.all(this.#gateways.map((gateway) => gateway.stop()))
    await Promise.all([this.#park.close(), this.#broker.close()])
  }

  /** Ticks on whole seconds; one that comes late covers the time that has passed, none is made up for. */
  #tickLater(): void {
    this.#timer = setTimeout(
      () => {
        const at = epochMs(this.#clock())
        // The rooms live in steps of two seconds; gateways publish every second.
        if (at - this.world.now >= STEP_MS) this.world.advance(at)
        for (const gateway of this.#gateways) gateway.tick(at)
        this.#tickLater()
      },
      TICK_MS - (Date.now() % TICK_MS),
    )
  }
}
