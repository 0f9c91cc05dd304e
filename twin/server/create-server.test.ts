import { describe, expect, test, vi } from 'vitest'
import type { Batch } from '../model/batch.ts'
import type { LiveFeed } from '../model/live-feed.ts'
import type { PointPath } from '../model/path.ts'
import type { PointDefinition } from '../model/reading.ts'
import { emptyStore } from './testing/empty-store.ts'
import { LiveClient } from './testing/live-client.ts'
import { startSyntheticServer } from './testing/synthetic-server.ts'

const RACK = 'belgrade/hall-1/row-a/rack-01'
const settle = () => new Promise((resolve) => setTimeout(resolve, 200))

/** A feed whose directory grows, as when a device is read for the first time. */
function growingFeed() {
  const definitions: PointDefinition[] = []
  const listeners = new Set<(batch: Batch) => void>()
  const feed: LiveFeed = {
    points: {
      get size() {
        return definitions.length
      },
      definition: (index) => definitions[index],
      indexOf: (path) => definitions.findIndex((one) => one.path === path),
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const say = (path: string, value: number) => {
    let index = definitions.findIndex((one) => one.path === path)
    if (index < 0) index = definitions.push({ path: path as PointPath, quantity: 'power', unit: 'W' }) - 1
    const batch = {
      point: Uint32Array.of(index),
      at: Float64Array.of(Date.now()),
      value: Float64Array.of(value),
      quality: new Uint8Array(1),
    }
    for (const listener of listeners) listener(batch)
  }
  return { feed, say, listeners }
}

describe('a server that starts', () => {
  test('shows what the store remembers, before the first reading comes', async () => {
    const at = Date.now() - 5_000
    const latest = async (points: readonly number[]) => points.map(() => ({ at: at as never, value: 23, quality: 0 }))
    await using started = await startSyntheticServer({ store: { ...emptyStore, latest } })
    const rack = await (await fetch(`${started.server.url}/api/things/${RACK}/intake-top`)).json()
    expect(rack.points[0].latest).toMatchObject({ value: 23, at })
    expect(rack.health).toBe('ok')
  })

  test('starts also when the store does not answer, and says so', async () => {
    const messages: string[] = []
    const latest = async () => {
      throw new Error('connection refused')
    }
    await using started = await startSyntheticServer({
      store: { ...emptyStore, latest },
      log: (text) => messages.push(text),
    })
    expect((await fetch(`${started.server.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${started.server.url}/readyz`)).status).toBe(503)
    expect(messages[0]).toContain('connection refused')
  })

  test('on a taken port fails and leaves nothing behind', async () => {
    await using started = await startSyntheticServer()
    const { port } = started.server
    const { feed, listeners } = growingFeed()
    const [made, ended] = [vi.spyOn(globalThis, 'setInterval'), vi.spyOn(globalThis, 'clearInterval')]
    await expect(startSyntheticServer({ port, live: feed })).rejects.toThrow(
      `Another program listens on 127.0.0.1, port ${port}, maybe another Oblak. Stop it, or start with another --port`,
    )
    expect(listeners.size).toBe(0)
    // One that goes on would keep the program from ending.
    const goingOn = new Set(made.mock.results.map(({ value }) => value))
    expect(goingOn.size).toBeGreaterThan(0)
    for (const [timer] of ended.mock.calls) goingOn.delete(timer)
    expect(goingOn.size).toBe(0)
    vi.restoreAllMocks()
  })

  test('closed, listens to nothing any more, also with pages open', async () => {
    const { feed, listeners } = growingFeed()
    const started = await startSyntheticServer({ live: feed })
    const client = await LiveClient.connect(started.server.url)
    const begun = performance.now()
    await started[Symbol.asyncDispose]()
    expect((await client.closed).code).toBe(1001)
    expect(performance.now() - begun).toBeLessThan(2_000)
    expect(listeners.size).toBe(0)
  })
})

describe('points that come later', () => {
  test('a device joins the tree with its first reading, and an open view gets it in a full frame', async () => {
    const { feed, say } = growingFeed()
    await using started = await startSyntheticServer({ live: feed })
    const client = await LiveClient.connect(started.server.url)
    client.say({ type: 'subscribe', view: 0, metric: 'power', scope: RACK })
    const before = await client.until(({ frames }) => frames[0])
    say(`${RACK}/server-1/power`, 412)
    const frame = await client.until(({ frames }) => frames.slice(1).find(({ kind }) => kind === 'full'))
    expect(frame.ids.length).toBe(before.ids.length + 1)
    const device = started.estate.find(`${RACK}/server-1`)?.index ?? -1
    expect(frame.values[frame.ids.indexOf(device)]).toBe(412)
    // No rack PDU is measured: the devices are what is known of the rack.
    expect(frame.values[frame.ids.indexOf(started.estate.find(RACK)?.index ?? -1)]).toBe(412)
    client.close()
  })

  test('a point below no thing is counted and harms nothing', async () => {
    const { feed, say } = growingFeed()
    await using started = await startSyntheticServer({ live: feed })
    say('elsewhere/rack-1/pdu-a/power', 1)
    await settle()
    expect((await (await fetch(`${started.server.url}/api/status`)).json()).pointsUnplaced).toBe(1)
  })
})

test('the age of a rack is that of its oldest part, told once a second', async () => {
  await using started = await startSyntheticServer()
  const now = Date.now()
  started.feed.emit(now - 4_000)
  started.feed.say(`${RACK}/intake-top/temperature`, 20, now)
  await settle()
  const client = await LiveClient.connect(started.server.url)
  client.say({ type: 'subscribe', view: 0, metric: 'age', kinds: ['rack', 'probe'] })
  const frame = await client.until(({ frames }) => frames.find(({ kind }) => kind === 'delta'))
  const age = (path: string) => frame.values[frame.ids.indexOf(started.estate.find(path)?.index ?? -1)] ?? -1
  expect(age(RACK)).toBeGreaterThan(4)
  expect(age(`${RACK}/intake-top`)).toBeLessThan(3.5)
  await client.until(({ frames }) => (frames.length >= 4 ? true : undefined), 4_000)
  client.close()
})
