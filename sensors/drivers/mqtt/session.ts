import type { IPublishPacket, MqttClient } from 'mqtt'
import { type EpochMs, epochMs } from '../../../twin/model/units.ts'
import type { DeviceIdentity, DeviceReading, LeftOut, Subscription } from '../../driver.ts'
import { mqttErrors } from './errors.ts'
import type { MqttCounts, Topics } from './topics.ts'

type Accept = (readings: readonly DeviceReading[]) => Promise<void>

interface Pending {
  readonly topic: string
  readonly payload: Buffer
  readonly qos: IPublishPacket['qos']
  readonly retained: boolean
  /** Of QoS 1. */
  readonly messageId: number | undefined
  /** The connection that it came by: an acknowledgement by another one would mean another message. */
  readonly stream: MqttClient['stream']
  readonly arrived: EpochMs
}

/** Messages that wait for the journal before the broker is held back (by TCP). Brokers keep 20 unacknowledged by default. */
const MAX_PENDING = 1_000
/** Of their payloads: a thousand of the largest that may be told (`maxPayload`) would be a gigabyte. */
const MAX_PENDING_BYTES = 8 * 1024 * 1024
const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 60_000

/**
 * A subscription. A message of QoS 1 is acknowledged only after `accept` has resolved; when it is refused the connection is
 * dropped, so that the broker delivers again. What arrives while the journal writes is taken together the next time.
 */
export class MqttSession implements Subscription {
  readonly identity: DeviceIdentity
  readonly #client: MqttClient
  readonly #topics: Topics
  readonly #host: string
  #accept: Accept | undefined
  #pending: Pending[] = []
  #pendingBytes = 0
  #held: (() => void)[] = []
  #working = false

  constructor(client: MqttClient, topics: Topics, host: string, identity: DeviceIdentity) {
    this.#client = client
    this.#topics = topics
    this.#host = host
    this.identity = identity
    client.handleMessage = (packet, callback) => this.#arrived(packet, callback)
    client.on('error', () => undefined)
    client.on('connect', () => {
      client.options.reconnectPeriod = FIRST_RETRY_MS
    })
    client.on('close', () => {
      const next = Math.min(LAST_RETRY_MS, (client.options.reconnectPeriod ?? FIRST_RETRY_MS) * 2)
      client.options.reconnectPeriod = Math.round(next * (0.8 + 0.2 * Math.random()))
    })
  }

  get counts(): Readonly<MqttCounts> {
    return this.#topics.counts
  }

  get leftOut(): readonly LeftOut[] {
    const { garbage, lastGarbage, oversized, overflow } = this.#topics.counts
    return [
      ...(garbage > 0 ? [`${garbage} messages, the last: ${lastGarbage}`] : []),
      ...(oversized > 0 ? [`${oversized} messages longer than ${this.#topics.maxPayload} bytes (maxPayload)`] : []),
      ...(overflow > 0 ? [`${overflow} messages on topics beyond the bound (maxTopics)`] : []),
    ].map((what) => ({ why: 'unknown', what }))
  }

  /** The newest reading of every point that was told so far. */
  async gather(): Promise<readonly DeviceReading[]> {
    return this.#topics.newest
  }

  async listen(accept: Accept, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    this.#accept = accept
    void this.#work()
    const over = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    try {
      await Promise.race([this.#subscribe(), over])
      await over
    } finally {
      this.#accept = undefined
    }
  }

  async close(): Promise<void> {
    this.#accept = undefined
    const gone = new Promise<void>((resolve) => this.#client.end(false, {}, () => resolve()))
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, 1_000)
    })
    await Promise.race([gone, late])
    clearTimeout(timer)
    this.#client.end(true)
    for (const go of this.#held.splice(0)) go()
  }

  async #subscribe(): Promise<void> {
    const granted = await this.#client.subscribeAsync([...this.#topics.filters], { qos: 1 }).catch((error: Error) => {
      throw /unspecified|not authorized|refused/i.test(error.message)
        ? mqttErrors.refusedTopic(this.#host, this.#topics.filters.join(', '))
        : mqttErrors.unreachable(this.#host, error.message, error)
    })
    const refused = granted.find((grant) => grant.qos === 128)
    if (refused) throw mqttErrors.refusedTopic(this.#host, refused.topic)
  }

  #arrived(packet: IPublishPacket, callback: (error?: Error) => void): void {
    const { topic, qos, retain, messageId } = packet
    // A copy of its own, no longer than it takes to see that it is too long: the packet's is a view into all that its socket gave.
    const payload = Buffer.from(packet.payload.slice(0, this.#topics.maxPayload + 1))
    this.#pending.push({
      ...{ topic, payload, qos, retained: retain, messageId },
      stream: this.#client.stream,
      arrived: epochMs(Date.now()),
    })
    this.#pendingBytes += payload.length
    // An error keeps MQTT.js (handlers/publish.js) from acknowledging and lets it go on to the next packet: the
    // acknowledgement is sent here, when the journal has it. For QoS 0 there is none.
    const go = () => callback(qos === 0 ? undefined : new Error('acknowledged when it is stored'))
    if (this.#pending.length < MAX_PENDING && this.#pendingBytes < MAX_PENDING_BYTES) go()
    else this.#held.push(go)
    void this.#work()
  }

  async #work(): Promise<void> {
    if (this.#working) return
    this.#working = true
    try {
      while (this.#accept && this.#pending.length > 0) {
        const batch = this.#pending
        this.#pending = []
        this.#pendingBytes = 0
        const readings = batch.flatMap(({ topic, payload, retained, arrived }) =>
          this.#topics.readings({
            topic,
            payload,
            retained,
            arrived,
          }),
        )
        try {
          if (readings.length > 0) await this.#accept(readings)
        } catch {
          this.#refused(batch)
          continue
        }
        for (const { qos, messageId, stream } of batch) if (qos === 1) this.#acknowledge(messageId ?? 0, stream)
        for (const go of this.#held.splice(0)) go()
      }
    } finally {
      this.#working = false
    }
  }

  /** PUBACK (MQTT 3.1.1, 3.4): 0x40, remaining length 2, the packet's number. */
  #acknowledge(id: number, stream: MqttClient['stream']): void {
    if (stream !== this.#client.stream || stream.destroyed) return
    stream.write(Buffer.from([0x40, 2, id >> 8, id & 0xff]))
  }

  /** Nothing of the batch is acknowledged; by a new connection the broker sends it again. */
  #refused(batch: readonly Pending[]): void {
    this.#pending = this.#pending.filter(({ stream }) => !batch.some((one) => one.stream === stream))
    this.#pendingBytes = this.#pending.reduce((sum, { payload }) => sum + payload.length, 0)
    for (const go of this.#held.splice(0)) go()
    this.#client.stream.destroy()
  }
}
