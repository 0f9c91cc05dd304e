import { WebSocket } from 'undici'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type SyntheticServer, startSyntheticServer } from '../../server/testing/synthetic-server.ts'
import type { FromWorker } from './live-messages.ts'
import { LiveSocket } from './live-socket.ts'

const RACK = 'belgrade/hall-1/row-a/rack-01'
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function server(port = 0): Promise<SyntheticServer> {
  const started = await startSyntheticServer({ port })
  ends.push(() => started[Symbol.asyncDispose]())
  return started
}

/** The socket against a real server, with what it told the page. */
function socketTo(url: string, pauses: readonly number[] = [50]) {
  const told: FromWorker[] = []
  const socket = new LiveSocket({
    url: `${url.replace(/^http/, 'ws')}/live`,
    connect: (to) => new WebSocket(to),
    tell: (message) => told.push(message),
    pauses,
  })
  ends.push(() => socket.close())
  const states = () => told.flatMap((message) => (message.type === 'state' ? [message.state] : []))
  const values = () =>
    told.flatMap((message) =>
      message.type === 'updates'
        ? message.updates.flatMap(({ ids, values }) => [...ids].map((id, row) => [id, values[row]] as const))
        : [],
    )
  return { socket, told, states, values }
}

describe('the live socket', () => {
  it('says hello, then sends the values of what was subscribed', async () => {
    const { server: running, feed, estate } = await server()
    const { socket, told, states, values } = socketTo(running.url)
    socket.say({ type: 'subscribe', view: 3, metric: 'temperature', scope: RACK })
    await expect.poll(states).toEqual(['live'])
    expect(told.some((message) => message.type === 'hello' && message.estate === estate.version)).toBe(true)
    await expect.poll(() => values().length).toBeGreaterThan(0)
    socket.taken()
    feed.say(`${RACK}/intake-top/temperature`, 26.5, Date.now())
    const rack = estate.find(RACK)?.index
    await expect
      .poll(
        () =>
          values()
            .filter(([id]) => id === rack)
            .at(-1)?.[1],
      )
      .toBe(26.5)
  })

  it('hands nothing more to a page that has not taken the last updates, then only the newest', async () => {
    const { server: running, feed, estate } = await server()
    const { socket, told, values } = socketTo(running.url)
    socket.say({ type: 'subscribe', view: 0, metric: 'temperature', scope: RACK })
    await expect.poll(() => values().length).toBeGreaterThan(0)
    const updates = () => told.filter(({ type }) => type === 'updates').length
    const before = updates()
    for (const temperature of [24, 25, 26]) {
      feed.say(`${RACK}/intake-top/temperature`, temperature, Date.now())
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    expect(updates()).toBe(before)
    socket.taken()
    expect(updates()).toBe(before + 1)
    expect(
      values()
        .filter(([id]) => id === estate.find(RACK)?.index)
        .at(-1)?.[1],
    ).toBe(26)
  })

  it('comes back by itself when the server does, with the same subscriptions', async () => {
    const first = await server()
    const { port, url } = first.server
    const { socket, states, values } = socketTo(url)
    socket.say({ type: 'subscribe', view: 0, metric: 'temperature', scope: RACK })
    await expect.poll(() => values().length).toBeGreaterThan(0)
    socket.taken()
    await first[Symbol.asyncDispose]()
    await expect.poll(states).toContain('lost')
    const second = await server(port)
    await expect.poll(() => states().at(-1), { timeout: 5_000 }).toBe('live')
    second.feed.say(`${RACK}/intake-top/temperature`, 27.25, Date.now())
    await expect
      .poll(() => {
        socket.taken()
        return values().at(-1)?.[1]
      })
      .toBe(27.25)
  })

  it('pauses 1, 5, 5, 10, 10 and then always 30 seconds between tries', () => {
    vi.useFakeTimers()
    ends.push(() => vi.useRealTimers())
    const begun = Date.now()
    const triedAt: number[] = []
    const socket = new LiveSocket({
      url: 'ws://192.0.2.1/live',
      connect: () => {
        triedAt.push(Math.round((Date.now() - begun) / 1000))
        return {
          ...{ binaryType: 'arraybuffer', readyState: 0, send: () => undefined, close: () => undefined },
          // Refused at once.
          addEventListener: (type: string, listener: (event: { data: unknown }) => void) => {
            if (type === 'close') setTimeout(listener, 0)
          },
        }
      },
      tell: () => undefined,
    })
    ends.push(() => socket.close())
    vi.advanceTimersByTime(100_000)
    expect(triedAt).toEqual([0, 1, 6, 11, 21, 31, 61, 91])
  })

  it('gives up a try that neither stands nor fails, and a person need not wait for that', () => {
    vi.useFakeTimers()
    ends.push(() => vi.useRealTimers())
    const tried: { closed: boolean }[] = []
    const told: FromWorker[] = []
    const socket = new LiveSocket({
      url: 'ws://192.0.2.1/live',
      connect: () => {
        const one = { closed: false }
        tried.push(one)
        const close = () => {
          one.closed = true
        }
        return {
          binaryType: 'arraybuffer',
          readyState: 0,
          send: () => undefined,
          close,
          addEventListener: () => undefined,
        }
      },
      tell: (message) => told.push(message),
    })
    ends.push(() => socket.close())
    vi.advanceTimersByTime(61_000)
    expect(told).toEqual([{ type: 'state', state: 'lost', attempt: 1, retryInMs: 1_000 }])
    vi.advanceTimersByTime(1_000)
    socket.retryNow()
    expect(tried.map(({ closed }) => closed)).toEqual([true, true, false])
    vi.advanceTimersByTime(62_000)
    expect(tried.length).toBe(3)
  })

  it('tells what the server refused', async () => {
    const { server: running } = await server()
    const { socket, told } = socketTo(running.url)
    socket.say({ type: 'subscribe', view: 0, metric: 'temperature', scope: 'nowhere' })
    await expect.poll(() => told.find(({ type }) => type === 'refused')).toBeDefined()
  })
})
