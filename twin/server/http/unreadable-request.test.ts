import { createConnection } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { problem } from '../../protocol/rest.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

/** The answer to these bytes. */
function raw(port: number, bytes: string): Promise<string> {
  const socket = createConnection(port, '127.0.0.1')
  socket.write(bytes)
  return text(socket)
}

const bodyOf = (answer: string) => problem.parse(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)))

test('an address with letters beyond ASCII, as curl sends them, is refused with the way to write them', async () => {
  await using started = await startSyntheticServer()
  const answer = await raw(started.server.port, 'GET /api/search?q=рек HTTP/1.1\r\nHost: localhost\r\n\r\n')
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/)
  expect(bodyOf(answer)).toMatchObject({ code: 'bad-request', detail: expect.stringContaining('%C5%A1') })
})

test('headers without end are refused as too large', async () => {
  await using started = await startSyntheticServer()
  const answer = await raw(started.server.port, `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1\.1 431 /)
  expect(bodyOf(answer).code).toBe('head-too-large')
})
