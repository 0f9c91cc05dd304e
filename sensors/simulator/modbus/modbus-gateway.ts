import { createServer, type Server, type Socket } from 'node:net'
import type { RegisterTable } from '../../profiles/modbus-profile.ts'
import { SimulatorError } from '../simulator-error.ts'
import { type ModbusRequest, responseFrame, takeRequests } from './modbus-frame.ts'
import type { MachineValues, RegisterImage } from './register-image.ts'

/** A machine behind the gateway. */
export interface ModbusUnit {
  readonly image: RegisterImage
  readonly values: MachineValues
}

/** Modbus Application Protocol V1.1b3, 7. */
const EXCEPTION = { function: 1, address: 2, value: 3, targetSilent: 11 } as const
const TABLES: Readonly<Record<number, RegisterTable>> = { 3: 'holding', 4: 'input' }
const MOST_REGISTERS = 125
const MOST_SOCKETS = 16

/** A gateway on one TCP port with up to 247 machines behind it; it takes few connections, as real ones do. */
export class ModbusGateway {
  readonly #units: ReadonlyMap<number, ModbusUnit>
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  constructor(units: ReadonlyMap<number, ModbusUnit>) {
    this.#units = units
    this.#server = createServer((socket) => this.#serve(socket))
    this.#server.maxConnections = MOST_SOCKETS
  }

  /**
   * Returns the port.
   * @throws SimulatorError when the port cannot be had
   */
  listen(port = 0, host = '127.0.0.1'): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (error) =>
        reject(new SimulatorError('cannot-listen', `no TCP port for a Modbus gateway on ${host}: ${error.message}`)),
      )
      this.#server.listen(port, host, () => {
        // From now on an error is a connection that could not be taken, for want of descriptors.
        this.#server.on('error', () => undefined)
        const address = this.#server.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
  }

  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket)
    let rest: Buffer = Buffer.alloc(0)
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('data', (bytes) => {
      const taken = takeRequests(rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes)
      rest = taken.rest
      for (const request of taken.requests) socket.write(responseFrame(request, this.#answer(request)))
      if (taken.isBroken) socket.destroy()
    })
  }

  #answer({ unit, pdu }: ModbusRequest): Uint8Array {
    const code = pdu[0] ?? 0
    const refuse = (exception: number) => Uint8Array.of(code | 0x80, exception)
    const machine = this.#units.get(unit)
    if (!machine) return refuse(EXCEPTION.targetSilent)
    const table = TABLES[code]
    if (!table) return refuse(EXCEPTION.function)
    if (pdu.length !== 5) return refuse(EXCEPTION.value)
    const count = pdu.readUInt16BE(3)
    if (count < 1 || count > MOST_REGISTERS) return refuse(EXCEPTION.value)
    const bytes = machine.image.read(table, pdu.readUInt16BE(1), count, machine.values)
    if (!bytes) return refuse(EXCEPTION.address)
    const answer = new Uint8Array(2 + bytes.length)
    answer[0] = code
    answer[1] = bytes.length
    answer.set(bytes, 2)
    return answer
  }
}
