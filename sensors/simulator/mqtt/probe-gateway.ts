import { connect, type MqttClient } from 'mqtt'
import type { ThingPath } from '../../../twin/model/path.ts'
import { type EpochMs, epochMs } from '../../../twin/model/units.ts'
import type { ProbeState } from '../physics/probe-state.ts'
import type { BrokerUser, ProbeBroker } from './probe-broker.ts'
import { type Manner, probeMessages } from './probe-message.ts'

/** A probe that goes back in time stamps its messages this much too early. */
const BACK_MS = 15 * 60_000

/**
 * A gateway with its probes. Its own connection carries presence and last will; what its probes measure it hands to the broker
 * directly, because both live in one process and a second pass through TCP would show a subscriber nothing different.
 */
export class ProbeGateway {
  readonly path: ThingPath
  readonly manner: Manner
  readonly probes: readonly ProbeState[]
  readonly #broker: ProbeBroker
  readonly #backwards = new Set<ProbeState>()
  readonly #words: string[]
  readonly #rounds: number
  #round = 0
  #client: MqttClient | undefined

  /** @param rounds ticks within which every probe publishes once */
  constructor(path: ThingPath, manner: Manner, probes: readonly ProbeState[], broker: ProbeBroker, rounds: number) {
    this.path = path
    this.manner = manner
    this.probes = probes
    this.#broker = broker
    this.#rounds = rounds
    this.#words = probes.map((probe) => probe.word)
  }

  /** Connects, and again after every loss. The last will says `offline` when it is gone without a word. */
  start(port: number, access: BrokerUser): void {
    const topic = `oblak/availability/${this.path}`
    const client = connect({
      host: '127.0.0.1',
      port,
      protocol: 'mqtt',
      clientId: `gateway-${this.path.replaceAll('/', '-')}`.slice(0, 120),
      username: access.user,
      password: access.password,
      reconnectPeriod: 1000,
      will: { topic, payload: Buffer.from('offline'), qos: 1, retain: true },
    })
    client.on('error', () => undefined)
    client.on('connect', () => {
      client.publish(topic, 'online', { qos: 1, retain: true })
      this.#words.fill('')
    })
    this.#client = client
  }

  /** One tick: a share of the probes, and every contact that has changed. */
  tick(at: EpochMs): void {
    if (!this.#client?.connected || !this.#broker.isUp) return
    for (const [number, probe] of this.probes.entries()) {
      const hasChanged = probe.word !== this.#words[number]
      if (number % this.#rounds !== this.#round && !hasChanged) continue
      this.#words[number] = probe.word
      const told = this.#backwards.has(probe) ? epochMs(at - BACK_MS) : at
      for (const { topic, payload } of probeMessages(probe, this.manner, told)) this.#broker.publish(topic, payload)
    }
    this.#round = (this.#round + 1) % this.#rounds
  }

  setBackwards(probe: ProbeState, isBackwards: boolean): void {
    if (isBackwards) this.#backwards.add(probe)
    else this.#backwards.delete(probe)
  }

  async stop(): Promise<void> {
    await this.#client?.endAsync(true)
  }
}
