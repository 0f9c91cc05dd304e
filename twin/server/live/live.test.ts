import { describe, expect, test, vi } from 'vitest'
import { healthCode } from '../../model/health.ts'
import type { Frame } from '../../protocol/frame.ts'
import { LiveClient } from '../testing/live-client.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const RACK = 'belgrade/hall-1/row-a/rack-01'

function valueIn(frame: Frame | undefined, id: number | undefined): number | undefined {
  const at = id === undefined || !frame ? -1 : frame.ids.indexOf(id)
  return at < 0 ? undefined : frame?.values[at]
}

describe('the live socket', () => {
  test('greets with the estate version, then answers a view with a full frame of its things', async () => {
    await using started = await startSyntheticServer()
    const client = await LiveClient.connect(started.server.url)
    const hello = await client.until(({ messages }) => messages[0])
    expect(hello).toMatchObject({ type: 'hello', estate: started.estate.version })
    client.say({ type: 'subscribe', view: 3, metric: 'temperature', scope: 'belgrade', kinds: ['rack'] })
    const frame = await client.until(({ frames }) => frames[0])
    expect(frame).toMatchObject({ kind: 'full', metric: 'temperature', view: 3 })
    expect([...frame.ids]).toEqual(started.estate.ofKind('rack').map((rack) => rack.index))
    expect([...frame.values].every(Number.isNaN)).toBe(true)
    client.close()
  })

  test('a reading of an intake probe arrives as a delta of its rack, the hottest intake, and of nothing else', async () => {
    await using started = await startSyntheticServer()
    const client = await LiveClient.connect(started.server.url)
    client.say({ type: 'subscribe', view: 0, metric: 'temperature', kinds: ['rack'] })
    await client.until(({ frames }) => frames[0])
    started.feed.say(`${RACK}/intake-top/temperature`, 24.5, Date.now())
    started.feed.say(`${RACK}/intake-bottom/temperature`, 22, Date.now())
    started.feed.say(`${RACK}/exhaust-top/temperature`, 38, Date.now())
    const delta = await client.until(({ frames }) => frames[1])
    expect(delta).toMatchObject({ kind: 'delta', sequence: 1 })
    expect([...delta.ids]).toEqual([started.estate.find(RACK)?.index])
    expect([...delta.values]).toEqual([24.5])
    client.close()
  })

  test('a point view carries every reading of its points, also one that repeats the value', async () => {
    await using started = await startSyntheticServer()
    const client = await LiveClient.connect(started.server.url)
    const point = started.feed.points.indexOf(`${RACK}/pdu-a/power`) ?? -1
    client.say({ type: 'subscribe', view: 1, metric: 'point', points: [point] })
    await client.until(({ frames }) => frames[0])
    started.feed.say(`${RACK}/pdu-a/power`, 1500, Date.now())
    await client.until(({ frames }) => frames[1])
    started.feed.say(`${RACK}/pdu-a/power`, 1500, Date.now() + 1)
    const again = await client.until(({ frames }) => frames[2])
    expect(valueIn(again, point)).toBe(1500)
    client.close()
  })

  test('health is unknown until something is measured, then ok', async () => {
    await using started = await startSyntheticServer()
    const client = await LiveClient.connect(started.server.url)
    client.say({ type: 'subscribe', view: 0, metric: 'health', kinds: ['rack'] })
    const before = await client.until(({ frames }) => frames[0])
    const rack = started.estate.find(RACK)?.index
    expect(valueIn(before, rack)).toBe(healthCode('unknown'))
    started.feed.emit(Date.now())
    const after = await client.until(({ frames }) => frames[1])
    expect(valueIn(after, rack)).toBe(healthCode('ok'))
    client.close()
  })

  test('nothing is sent when nothing changed', async () => {
    await using started = await startSyntheticServer()
    const client = await LiveClient.connect(started.server.url)
    client.say({ type: 'subscribe', view: 0, metric: 'power', scope: '' })
    await client.until(({ frames }) => frames[0])
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(client.frames.length).toBe(1)
    client.close()
  })

  test('on which nothing moves says something every half minute, so that a page can tell quiet from dead', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      await using started = await startSyntheticServer()
      const client = await LiveClient.connect(started.server.url)
      await client.until(({ messages }) => messages.find(({ type }) => type === 'alarms'))
      const told = client.messages.length
      vi.advanceTimersByTime(31_000)
      await client.until(({ messages }) => messages.slice(told).find(({ type }) => type === 'alarms'))
      client.close()
    } finally {
      vi.useRealTimers()
    }
  })

  test('a scope that the estate does not have is refused with a reason and the view number', async () => {
    await using started = await startSyntheticServer()
    const client = await LiveClient.connect(started.server.url)
    client.say({ type: 'subscribe', view: 2, metric: 'power', scope: 'belgrade/hall-9' })
    const refusal = await client.until(({ messages }) => messages.find(({ type }) => type === 'refused'))
    expect(refusal).toMatchObject({ view: 2, reason: 'the estate has nothing at belgrade/hall-9' })
    client.close()
  })

  test('a foreign Origin and a foreign Host do not get the socket', async () => {
    await using started = await startSyntheticServer()
    await expect(LiveClient.connect(started.server.url, { origin: 'http://evil.example' })).rejects.toThrow('403')
    await expect(LiveClient.connect(started.server.url, { host: 'evil.example' })).rejects.toThrow('403')
    const own = await LiveClient.connect(started.server.url, { origin: started.server.url })
    own.close()
  })
})
