import { createServer, type Socket } from 'node:net'

export interface RawRequest {
  readonly transaction: number
  readonly unit: number
  readonly function: number
  readonly address: number
  readonly count: number
}

export interface RawServer extends AsyncDisposable {
  readonly url: (unit?: number) => string
  readonly requests: readonly RawRequest[]
  /** Sockets accepted so far, and those open now. */
  readonly accepted: () => number
  readonly open: () => number
  /** The most requests that were in flight at one time. */
  readonly mostAtOnce: () => number
}

/** Answers with whatever bytes the test wants, when it wants: a Modbus device that keeps no rule by itself. */
export async function rawServer(
  answer: (request: RawRequest, socket: Socket) => Promise<Uint8Array | undefined> | Uint8Array | undefined,
): Promise<RawServer> {
  const requests: RawRequest[] = []
  const sockets = new Set<Socket>()
  let accepted = 0
  let inFlight = 0
  let most = 0
  const server = createServer((socket) => {
    accepted++
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    let rest = Buffer.alloc(0)
    socket.on('data', async (chunk) => {
      rest = Buffer.concat([rest, chunk])
      while (rest.length >= 8) {
        const length = rest.readUInt16BE(4) + 6
        if (rest.length < length) return
        const request = {
          transaction: rest.readUInt16BE(0),
          unit: rest.readUInt8(6),
          function: rest.readUInt8(7),
          address: length >= 12 ? rest.readUInt16BE(8) : 0,
          count: length >= 12 ? rest.readUInt16BE(10) : 0,
        }
        rest = rest.subarray(length)
        requests.push(request)
        inFlight++
        most = Math.max(most, inFlight)
        const reply = await answer(request, socket)
        inFlight--
        if (reply && !socket.destroyed) socket.write(reply)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: (unit = 1) => `modbus://127.0.0.1:${port}/${unit}`,
    requests,
    accepted: () => accepted,
    open: () => sockets.size,
    mostAtOnce: () => most,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A well-formed reply to a register read. */
export function registersReply(request: RawRequest, words: readonly number[]): Uint8Array {
  const body = Buffer.alloc(9 + words.length * 2)
  body.writeUInt16BE(request.transaction, 0)
  body.writeUInt16BE(3 + words.length * 2, 4)
  body.writeUInt8(request.unit, 6)
  body.writeUInt8(request.function, 7)
  body.writeUInt8(words.length * 2, 8)
  for (const [at, word] of words.entries()) body.writeUInt16BE(word & 0xffff, 9 + at * 2)
  return body
}

export function exceptionReply(request: RawRequest, code: number): Uint8Array {
  const body = Buffer.alloc(9)
  body.writeUInt16BE(request.transaction, 0)
  body.writeUInt16BE(3, 4)
  body.writeUInt8(request.unit, 6)
  body.writeUInt8(request.function | 0x80, 7)
  body.writeUInt8(code, 8)
  return body
}
