import { connect, type Socket } from 'node:net'
import ModbusRTU from 'modbus-serial'
import type { RegisterTable } from '../../profiles/modbus-profile.ts'
import { deadline } from '../deadline.ts'
import { ModbusException, modbusErrors } from './errors.ts'

export interface ReadRequest {
  readonly unit: number
  readonly table: RegisterTable
  readonly address: number
  /** Registers, or bits in the bit tables. */
  readonly length: number
}

export interface DeviceIdentification {
  readonly vendor: string
  readonly product: string
  readonly revision: string
}

/**
 * One TCP connection to a device or gateway. It is closed on everything that leaves doubt about which request the next
 * answer belongs to (a timeout, a reply that does not fit): a late reply then has nowhere to arrive
 * (grid-x/modbus #26: the stream stays off by one).
 */
export class ModbusConnection {
  readonly #socket: Socket
  readonly #client: ModbusRTU
  readonly #host: string
  readonly #ended: Promise<never>
  #open = true

  private constructor(socket: Socket, client: ModbusRTU, host: string) {
    this.#socket = socket
    this.#client = client
    this.#host = host
    this.#ended = new Promise((_resolve, reject) => {
      socket.once('close', () => {
        this.#open = false
        reject(modbusErrors.unreachable(host, 'the device closed the connection'))
      })
    })
    this.#ended.catch(() => undefined)
  }

  /** @throws DeviceError unreachable | aborted */
  static async open(host: string, port: number, timeoutMs: number, signal: AbortSignal): Promise<ModbusConnection> {
    const name = `${host}:${port}`
    const socket = await connected(host, port, timeoutMs, signal)
    socket.setNoDelay(true)
    socket.on('error', () => undefined)
    const client = new ModbusRTU()
    client.on('error', () => undefined)
    // modbus-serial 8.0.25 follows «more follows» of FC 43 by itself and dies of a TypeError when that second answer is an
    // error. The three basic objects fit the first answer, so a second one is never asked for.
    Object.assign(client, {
      writeFC43: (_unit: number, _code: number, _object: number, next: (error: null, result: object) => void) =>
        next(null, { data: {}, conformityLevel: 1 }),
    })
    await client.linkTCP(socket, { port })
    return new ModbusConnection(socket, client, name)
  }

  get isOpen(): boolean {
    return this.#open && !this.#socket.destroyed
  }

  /**
   * @returns registers as on the wire, or one byte (0 or 1) a bit
   * @throws ModbusException; DeviceError timeout | protocol | unreachable | aborted, after which the connection is closed
   */
  async read(request: ReadRequest, timeoutMs: number, signal: AbortSignal): Promise<Uint8Array> {
    const { unit, table, address, length } = request
    const asked = describeRequest(request)
    this.#client.setID(unit)
    if (table === 'coil' || table === 'discrete') {
      const bits = await this.#answer(
        table === 'coil' ? this.#client.readCoils(address, length) : this.#client.readDiscreteInputs(address, length),
        asked,
        timeoutMs,
        signal,
      )
      if (bits.data.length < length) throw this.#garbled(asked, `${bits.data.length} bits instead of ${length}`)
      return Uint8Array.from(bits.data.slice(0, length), Number)
    }
    const words = await this.#answer(
      table === 'input'
        ? this.#client.readInputRegisters(address, length)
        : this.#client.readHoldingRegisters(address, length),
      asked,
      timeoutMs,
      signal,
    )
    const declared = words.data.length * 2
    if (declared !== length * 2 || words.buffer.length < declared) {
      throw this.#garbled(asked, `${declared} bytes instead of ${length * 2}`)
    }
    return Uint8Array.from(words.buffer)
  }

  /** FC 43/14, the basic objects. @throws as `read` */
  async identify(unit: number, timeoutMs: number, signal: AbortSignal): Promise<DeviceIdentification> {
    this.#client.setID(unit)
    const asked = `device identification of unit ${unit}`
    const { data } = await this.#answer(this.#client.readDeviceIdentification(1, 0), asked, timeoutMs, signal)
    const text = (object: number) =>
      (data[object] ?? '')
        .replace(/[^\x20-\x7e]/g, '')
        .trim()
        .slice(0, 80)
    return { vendor: text(0), product: text(1), revision: text(2) }
  }

  close(): void {
    this.#open = false
    this.#socket.destroy()
  }

  async #answer<T>(reply: Promise<T>, asked: string, timeoutMs: number, signal: AbortSignal): Promise<T> {
    const stop = new AbortController()
    const late = new Promise<never>((_resolve, reject) => {
      const callOff = deadline(timeoutMs, () => reject(modbusErrors.timeout(this.#host, asked, timeoutMs)))
      const abort = () => reject(modbusErrors.aborted(this.#host))
      if (signal.aborted) abort()
      signal.addEventListener('abort', abort, { signal: stop.signal })
      stop.signal.addEventListener('abort', callOff)
    })
    try {
      return await Promise.race([reply, this.#ended, late])
    } catch (error) {
      const code = (error as { modbusCode?: unknown }).modbusCode
      if (typeof code === 'number') throw new ModbusException(code, asked)
      reply.catch(() => undefined)
      this.close()
      if (error instanceof Error && error.name === 'DeviceError') throw error
      throw this.#garbled(asked, error instanceof Error ? error.message : String(error))
    } finally {
      stop.abort()
    }
  }

  #garbled(asked: string, what: string): Error {
    this.close()
    return modbusErrors.garbled(this.#host, asked, what)
  }
}

export function describeRequest({ unit, table, address, length }: ReadRequest): string {
  return `${table} ${address}${length > 1 ? `-${address + length - 1}` : ''} of unit ${unit}`
}

function connected(host: string, port: number, timeoutMs: number, signal: AbortSignal): Promise<Socket> {
  const name = `${host}:${port}`
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(modbusErrors.aborted(name))
      return
    }
    const socket = connect({ host, port })
    const fail = (error: Error) => {
      callOff()
      signal.removeEventListener('abort', abort)
      socket.destroy()
      reject(error)
    }
    const abort = () => fail(modbusErrors.aborted(name))
    const callOff = deadline(timeoutMs, () =>
      fail(modbusErrors.unreachable(name, `no answer to the connection within ${timeoutMs} ms`)),
    )
    signal.addEventListener('abort', abort)
    socket.once('error', (error: NodeJS.ErrnoException) => {
      fail(modbusErrors.unreachable(name, error.code ?? error.message, error))
    })
    socket.once('connect', () => {
      callOff()
      signal.removeEventListener('abort', abort)
      resolve(socket)
    })
  })
}
