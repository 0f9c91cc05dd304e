import { createConnection, type Socket } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LiveClient } from '../testing/live-client.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

/** A page that says what it wants and then never reads: frames pile up in the network, then in the server. */
async function deafPage(port: number): Promise<Socket> {
  const socket = createConnection({ port, host: '127.0.0.1' })
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  socket.write(
    `GET /live HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  )
  await new Promise<void>((resolve) => socket.once('data', () => resolve()))
  socket.pause()
  for (let view = 0; view < 16; view++) {
    const text = Buffer.from(JSON.stringify({ type: 'subscribe', view, metric: 'temperature', scope: '' }))
    // A client masks what it sends (RFC 6455, 5.3); a mask of zeros leaves it as it is.
    socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), text]))
  }
  return socket
}

describe('a page that does not keep up', () => {
  test('is skipped, costs the server a bounded amount of memory, and holds up nobody', async () => {
    const estate = smallEstate(20, 40)
    await using started = await startSyntheticServer({ estate })
    const deaf = await deafPage(started.server.port)
    const client = await LiveClient.connect(started.server.url)
    client.say({ type: 'subscribe', view: 0, metric: 'temperature', scope: '' })
    await client.until(({ frames }) => frames[0])
    let at = Date.now()
    const gaps: number[] = []
    for (let i = 0; i < 60; i++) {
      at += 60_000 / 60
      const before = client.frames.length
      const emitted = performance.now()
      started.feed.emit(Math.round(at))
      await client.until(({ frames }) => (frames.length > before ? true : undefined))
      gaps.push(performance.now() - emitted)
    }
    const status = await (await fetch(`${started.server.url}/api/status`)).json()
    expect(status.framesSkipped).toBeGreaterThan(0)
    const sequences = client.frames.map(({ sequence }) => sequence)
    expect(sequences).toEqual([...sequences.keys()])
    gaps.sort((a, b) => a - b)
    expect(gaps[Math.floor(gaps.length * 0.9)]).toBeLessThan(250)
    deaf.destroy()
    client.close()
  }, 60_000)

  test('gets one full frame of the newest values when it reads again, and a gap in the sequence tells it', async () => {
    const estate = smallEstate(20, 40)
    await using started = await startSyntheticServer({ estate })
    const client = await LiveClient.connect(started.server.url)
    for (let view = 0; view < 16; view++) client.say({ type: 'subscribe', view, metric: 'temperature', scope: '' })
    await client.until(({ frames }) => frames[15])
    client.socket.pause()
    let at = Date.now()
    let skipped = 0
    for (let i = 0; i < 400 && skipped < 40; i++) {
      at += 1_000
      started.feed.emit(at)
      await new Promise((resolve) => setTimeout(resolve, 105))
      skipped = (await (await fetch(`${started.server.url}/api/status`)).json()).framesSkipped
    }
    expect(skipped).toBeGreaterThanOrEqual(40)
    client.socket.resume()
    const mine = () => client.frames.filter(({ view }) => view === 7)
    const full = await client.until(
      () =>
        mine()
          .slice(1)
          .find(({ kind }) => kind === 'full'),
      5_000,
    )
    const before = mine()[mine().indexOf(full) - 1]
    expect(full.sequence - (before?.sequence ?? 0)).toBeGreaterThan(1)
    client.close()
  }, 90_000)
})

describe('limits of the socket', () => {
  test('a message over 64 KiB ends the socket', async () => {
    await using started = await startSyntheticServer()
    const client = await LiveClient.connect(started.server.url)
    client.say('x'.repeat(70_000))
    expect((await client.closed).code).toBe(1009)
  })

  test('more than a hundred messages at once end the socket', async () => {
    await using started = await startSyntheticServer()
    const client = await LiveClient.connect(started.server.url)
    for (let i = 0; i < 150; i++) client.say({ type: 'unsubscribe', view: 0 })
    expect((await client.closed).code).toBe(1008)
  })

  test('the 201st page is asked to come later', async () => {
    await using started = await startSyntheticServer()
    const clients = await Promise.all(Array.from({ length: 200 }, () => LiveClient.connect(started.server.url)))
    const late = await LiveClient.connect(started.server.url)
    expect((await late.closed).code).toBe(1013)
    for (const client of clients) client.close()
  })

  test('whatever is said, the socket answers with a reason or does it, and the server goes on', async () => {
    await using started = await startSyntheticServer()
    const message = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({
          type: fc.constantFrom('subscribe', 'unsubscribe', 'hello', '__proto__'),
          view: fc.oneof(fc.integer(), fc.double(), fc.string()),
          metric: fc.oneof(fc.constantFrom('health', 'point', 'age', 'power-use'), fc.string()),
          scope: fc.oneof(fc.constantFrom('', 'belgrade', 'belgrade/../x'), fc.string(), fc.constant(null)),
          kinds: fc.array(fc.string()),
          points: fc.array(fc.oneof(fc.integer({ min: -5, max: 2 ** 40 }), fc.double())),
        })
        .map((value) => JSON.stringify(value)),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 20 }), async (messages) => {
        const client = await LiveClient.connect(started.server.url)
        for (const text of messages) client.say(text)
        const known = client.frames.length
        client.say({ type: 'subscribe', view: 15, metric: 'health', scope: 'belgrade' })
        const frame = await client.until(({ frames }) =>
          frames.slice(known).find(({ view, metric }) => view === 15 && metric === 'health'),
        )
        expect(frame.kind).toBe('full')
        client.close()
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})
