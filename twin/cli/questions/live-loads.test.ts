import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import type { CommandCall } from '../../kit/command.ts'
import { recordedIo } from '../../kit/testing/recorded-io.ts'
import { type LiveLoads, liveLoads, unlessUnasked } from './live-loads.ts'

const LOADS = {
  estate: 'Listed',
  at: 1,
  lost: ['s/ups/input'],
  measurements: [{ path: 's/pdu', watts: 500, ageSeconds: 3 }],
}

const read = (body: unknown) => {
  const { estate, lost, measurements } = body as Partial<LiveLoads>
  return estate !== undefined && lost && measurements ? { estate, lost, measurements } : undefined
}

/** A server that answers every question alike. */
async function answering(status: number, body: unknown) {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, [Symbol.asyncDispose]: () => new Promise<void>((closed) => server.close(() => closed())) }
}

async function asked(server: string) {
  const { io, messages } = recordedIo()
  const call: CommandCall = { args: [], options: { server }, json: false, io, signal: new AbortController().signal }
  let found: LiveLoads | undefined
  const status = await unlessUnasked(
    call,
    liveLoads(call, read).then((loads) => {
      found = loads
      return 0
    }),
  )
  return { status, found, message: messages.join() }
}

test('takes the live values of the server that was named', async () => {
  await using server = await answering(200, LOADS)
  const { found, status } = await asked(server.url)
  expect(status).toBe(0)
  expect(found).toEqual({ server: server.url, estate: 'Listed', lost: LOADS.lost, measurements: LOADS.measurements })
})

test('one that wants a sign-in is status 3 and says what to set', async () => {
  await using server = await answering(401, {})
  expect(await asked(server.url)).toMatchObject({ status: 3, message: expect.stringContaining('OBLAK_USER') })
})

test('one that is something else, and one that is not there, are status 3', async () => {
  const server = await answering(200, { hello: 'world' })
  expect(await asked(server.url)).toMatchObject({ status: 3, message: expect.stringContaining('no Oblak server') })
  await server[Symbol.asyncDispose]()
  expect(await asked(server.url)).toMatchObject({ status: 3, message: expect.stringContaining('No server answers') })
})

test('what is no address is wrong usage', async () => {
  expect((await asked('nowhere')).status).toBe(2)
})
