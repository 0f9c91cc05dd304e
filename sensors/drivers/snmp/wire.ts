import { createSocket, type Socket } from 'node:dgram'
import type { DatagramSocket } from 'net-snmp'
import { snmpErrors } from './errors.ts'

/** Which messages may reach a session: its version, and the least security of a v3 message that is no report. */
export interface WireRule {
  readonly version: 0 | 1 | 3
  /** msgFlags that must be set: 1 authentication, 2 privacy (RFC 3412, 6.4). */
  readonly flags: number
}

/** The tag of a report, which a v3 engine sends unauthenticated where it does not know us yet. */
const LONGEST = 65_535

/**
 * A UDP socket connected to one device, so that only its datagrams arrive and a closed port is noticed at once. Stands between
 * net-snmp and the network: a message of another version, or less protected than was asked for, never reaches the session; and
 * what makes its decoder throw is an event of this socket instead of an end of the program.
 */
export class Wire {
  /** Messages that could not be understood, since the last request. */
  garbled = 0
  /** Why nothing can arrive: the port is closed, the network unreachable. */
  failure: Error | undefined
  onFailure: ((error: Error) => void) | undefined
  readonly #socket: Socket
  readonly #rule: WireRule
  #receive: ((bytes: Buffer) => void) | undefined
  #isClosed = false

  private constructor(socket: Socket, rule: WireRule) {
    this.#socket = socket
    this.#rule = rule
    socket.on('message', (bytes) => this.#take(bytes))
    socket.on('error', (error) => {
      this.failure = error
      this.onFailure?.(error)
    })
  }

  /** @throws DeviceError unreachable */
  static open(address: string, family: 4 | 6, port: number, rule: WireRule): Promise<Wire> {
    const socket = createSocket({
      type: family === 6 ? 'udp6' : 'udp4',
      lookup: (host, _options, done) => done(null, host, family),
    })
    const wire = new Wire(socket, rule)
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        wire.close()
        reject(snmpErrors.unreachable(`${address}:${port}`, error.message, error))
      }
      wire.onFailure = fail
      try {
        socket.connect(port, address, () => {
          wire.onFailure = undefined
          resolve(wire)
        })
      } catch (error) {
        fail(error instanceof Error ? error : new Error(String(error)))
      }
    })
  }

  /** What net-snmp takes for a fresh socket; the one handed out before hears nothing any more. */
  socket(): DatagramSocket {
    const wire = this.#socket
    const face: DatagramSocket = {
      on: (event, listener) => {
        if (event === 'message') this.#receive = listener as (bytes: Buffer) => void
        return face
      },
      send: (bytes, _offset, _length, _port, _host, sent) => {
        if (this.#isClosed) sent(new Error('the socket is closed'))
        else wire.send(bytes, (error) => sent(error))
      },
      close: () => face,
      ref: () => (this.#isClosed ? face : wire.ref()),
      unref: () => (this.#isClosed ? face : wire.unref()),
      bind: () => face,
    }
    return face
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#receive = undefined
    this.#socket.close()
  }

  #take(bytes: Buffer): void {
    if (!this.#receive) return
    if (bytes.length > LONGEST || !isAllowed(bytes, this.#rule)) {
      this.garbled++
      return
    }
    try {
      this.#receive(bytes)
    } catch {
      // net-snmp looks up members of what a message lacks; the request then runs into its timeout.
      this.garbled++
    }
  }
}

/** Reads just so much of a message as to know its version and, for v3, its flags and whether it is an open report. */
function isAllowed(bytes: Buffer, rule: WireRule): boolean {
  const start = contentAt(bytes, 0, 0x30)
  if (start === undefined || bytes[start] !== 0x02 || bytes[start + 1] !== 1) return false
  if (bytes[start + 2] !== rule.version) return false
  if (rule.version !== 3) return true
  const header = start + 3
  const inside = contentAt(bytes, header, 0x30)
  if (inside === undefined) return false
  const maxSize = after(bytes, inside, 0x02)
  const flagsAt = maxSize === undefined ? undefined : after(bytes, maxSize, 0x02)
  const flags = flagsAt === undefined ? undefined : contentAt(bytes, flagsAt, 0x04)
  if (flags === undefined) return false
  const found = bytes[flags] ?? 0
  if ((found & 2) !== 0 && (found & 1) === 0) return false
  if ((found & ~rule.flags & 3) !== 0) return false
  return (found & rule.flags & 3) === (rule.flags & 3) || isReport(bytes, header, found)
}

/** Reports may be less protected (RFC 3414, 3.2): they carry counters, never values. Encrypted ones cannot be looked into. */
function isReport(bytes: Buffer, header: number, flags: number): boolean {
  if ((flags & 2) !== 0) return false
  const security = after(bytes, header, 0x30)
  const scoped = security === undefined ? undefined : after(bytes, security, 0x04)
  const engine = scoped === undefined ? undefined : contentAt(bytes, scoped, 0x30)
  const context = engine === undefined ? undefined : after(bytes, engine, 0x04)
  const pdu = context === undefined ? undefined : after(bytes, context, 0x04)
  return pdu !== undefined && bytes[pdu] === 0xa8
}

function contentAt(bytes: Buffer, at: number, tag: number): number | undefined {
  return bytes[at] === tag ? header(bytes, at)?.content : undefined
}

/** Where the value after this one begins. */
function after(bytes: Buffer, at: number, tag: number): number | undefined {
  const found = bytes[at] === tag ? header(bytes, at) : undefined
  return found && found.content + found.length
}

function header(bytes: Buffer, at: number): { readonly content: number; readonly length: number } | undefined {
  const first = bytes[at + 1]
  if (first === undefined) return undefined
  if (first < 0x80) return { content: at + 2, length: first }
  const size = first & 0x7f
  // Some agents write lengths with leading zeros; four bytes hold any datagram's.
  if (size < 1 || size > 4 || at + 2 + size > bytes.length) return undefined
  return { content: at + 2 + size, length: bytes.readUIntBE(at + 2, size) }
}
