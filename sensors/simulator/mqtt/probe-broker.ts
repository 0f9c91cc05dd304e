import { createServer, type Server, type Socket } from 'node:net'
import { Aedes, type AuthenticateError } from 'aedes'
import { SimulatorError } from '../simulator-error.ts'

export interface BrokerUser {
  readonly user: string
  readonly password: string
}

/** MQTT 3.1.1, 3.2.2.3: bad user name or password. */
const BAD_PASSWORD = 4
const QUEUE_LIMIT = 20_000
/** When a port that was taken is tried again. */
const AGAIN_MS = 250

/** The MQTT broker of the simulated probes. It keeps nothing over a restart, as a broker without a disk. */
export class ProbeBroker {
  readonly #readers: BrokerUser
  readonly #gateways: BrokerUser
  readonly #host: string
  #port = 0
  #aedes: Aedes | undefined
  #server: Server | undefined
  #sockets = new Set<Socket>()
  #isClosed = false

  /** @param readers may subscribe; `gateways` may publish as well */
  constructor(readers: BrokerUser, gateways: BrokerUser, host = '127.0.0.1') {
    this.#readers = readers
    this.#gateways = gateways
    this.#host = host
  }

  get isUp(): boolean {
    return this.#aedes !== undefined
  }

  get port(): number {
    return this.#port
  }

  /**
   * Returns the port; after a stop it is the same again.
   * @throws SimulatorError when the port cannot be had
   */
  async listen(): Promise<number> {
    if (this.#isClosed) return this.#port
    const aedes = await Aedes.createBroker({
      queueLimit: QUEUE_LIMIT,
      authenticate: (client, user, password, done) => {
        const given = password?.toString() ?? ''
        const known = [this.#readers, this.#gateways].find((one) => one.user === user && one.password === given)
        if (known === this.#gateways) gateways.add(client)
        if (known) done(null, true)
        else
          done(
            Object.assign(new Error('unknown user or wrong password'), {
              returnCode: BAD_PASSWORD,
            }) as AuthenticateError,
            null,
          )
      },
      authorizePublish: (client, _packet, done) =>
        done(client && !gateways.has(client) ? new Error('only gateways publish here') : null),
    })
    const gateways = new WeakSet<object>()
    // A client that breaks off is no fault of the broker.
    aedes.on('clientError', () => undefined)
    aedes.on('connectionError', () => undefined)
    const server = createServer((socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
      socket.on('error', () => socket.destroy())
      aedes.handle(socket)
    })
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => {
        aedes.close()
        reject(new SimulatorError('cannot-listen', `no TCP port for the MQTT broker: ${error.message}`))
      })
      server.listen(this.#port, this.#host, () => resolve())
    })
    // From now on an error is a connection that could not be taken, for want of descriptors.
    server.on('error', () => undefined)
    if (this.#isClosed) {
      server.close()
      aedes.close()
      return this.#port
    }
    const address = server.address()
    this.#port = typeof address === 'object' && address ? address.port : 0
    this.#aedes = aedes
    this.#server = server
    return this.#port
  }

  /** From inside, as if a gateway had: retained, QoS 1. Nothing happens while the broker is down. */
  publish(topic: string, payload: string): void {
    this.#aedes?.publish(
      { cmd: 'publish', topic, payload: Buffer.from(payload), qos: 1, retain: true, dup: false },
      () => undefined,
    )
  }

  /** Every connection drops, every retained message and session is forgotten. */
  async stop(): Promise<void> {
    const aedes = this.#aedes
    const server = this.#server
    this.#aedes = undefined
    this.#server = undefined
    for (const socket of this.#sockets) socket.destroy()
    this.#sockets = new Set()
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()))
    if (aedes) await new Promise<void>((resolve) => aedes.close(() => resolve()))
  }

  /** Takes it down for a while; resolves when it is up again, however long its port is taken, or closed. Never throws. */
  async restart(downMs: number): Promise<void> {
    await this.stop()
    for (let waitMs = downMs; ; waitMs = AGAIN_MS) {
      await new Promise((resolve) => setTimeout(resolve, waitMs))
      // Another restart may have been quicker.
      if (this.#isClosed || this.isUp) return
      await this.listen().catch(() => undefined)
    }
  }

  /** Stops for good: a restart under way does not bring it back. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.stop()
  }
}
