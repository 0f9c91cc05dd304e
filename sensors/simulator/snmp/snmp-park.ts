import { createSocket, type Socket } from 'node:dgram'
import { SimulatorError } from '../simulator-error.ts'
import type { SnmpAgent } from './snmp-agent.ts'

/** How an agent's answers are spoilt by a fault. */
export type AnswerFault = 'silent' | 'late' | 'garbage'

/** An answer that comes when nobody waits any more. */
const LATE_MS = 6500

/** Every agent of the simulator, each on a UDP port of its own on loopback. */
export class SnmpPark {
  readonly #sockets = new Map<string, Socket>()
  readonly #faults = new Map<string, AnswerFault>()
  readonly #host: string
  answered = 0

  constructor(host = '127.0.0.1') {
    this.#host = host
  }

  /**
   * Gives an agent a port. Returns it.
   * @throws SimulatorError when no port can be had
   */
  open<D>(path: string, agent: SnmpAgent<D>, port = 0): Promise<number> {
    const socket = createSocket({ type: 'udp4', lookup: (host, _options, done) => done(null, host, 4) })
    socket.on('message', (request, from) => {
      const fault = this.#faults.get(path)
      if (fault === 'silent') return
      const answer = agent.answer(request)
      if (!answer) return
      this.answered++
      const send = (bytes: Buffer) => socket.send(bytes, from.port, from.address)
      if (fault === undefined) send(answer)
      else if (fault === 'garbage') send(spoil(answer, this.answered))
      else setTimeout(() => this.#sockets.has(path) && send(answer), LATE_MS).unref()
    })
    return new Promise((resolve, reject) => {
      socket.once('error', (error) => {
        reject(
          new SimulatorError(
            'cannot-listen',
            `no UDP port for ${path} on ${this.#host}: ${error.message}. Raise the limit of open files (ulimit -n) above the number of devices.`,
            { cause: error },
          ),
        )
      })
      socket.bind({ address: this.#host, port, exclusive: true }, () => {
        const bound = socket.address().port
        // A manager that has gone away answers with "port unreachable": that is nobody's error here.
        socket.removeAllListeners('error').on('error', () => undefined)
        this.#sockets.set(path, socket)
        resolve(bound)
      })
    })
  }

  has(path: string): boolean {
    return this.#sockets.has(path)
  }

  /** Spoils the answers of one agent; undefined makes it well again. */
  spoil(path: string, fault: AnswerFault | undefined): void {
    if (fault === undefined) this.#faults.delete(path)
    else this.#faults.set(path, fault)
  }

  close(): Promise<void> {
    const sockets = [...this.#sockets.values()]
    this.#sockets.clear()
    return Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.close(() => resolve())))).then(
      () => undefined,
    )
  }
}

/** In turn: cut off in the middle, lengths that lie, another request's answer, bytes turned over. */
function spoil(answer: Buffer, turn: number): Buffer {
  const bytes = Buffer.from(answer)
  if (turn % 4 === 0) return bytes.subarray(0, bytes.length >> 1)
  if (turn % 4 === 1) {
    bytes[1] = 0x84
    return bytes
  }
  const first = turn % 4 === 2 ? Math.min(bytes.length - 1, 24) : Math.max(0, bytes.length - 12)
  for (let at = first; at < bytes.length; at += 3) bytes[at] = (bytes[at] ?? 0) ^ 0xff
  return bytes
}
