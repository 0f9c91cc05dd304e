import { describe, expect, test } from 'vitest'
import { EstateAnswers } from '../../analysis/answers/estate-answers.ts'
import { decodeFrame } from '../../protocol/frame.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { SyntheticFeed } from '../testing/synthetic-feed.ts'
import { PlannedFigures } from '../values/planned-figures.ts'
import { SpaceUse } from '../values/space-use.ts'
import { ValuePlane } from '../values/value-plane.ts'
import { ChannelSources } from './channel-sources.ts'
import { LiveHub, SLOW_BYTES, type Viewer } from './live-hub.ts'

const NOW = 1_700_000_000_000

/** A network that takes nothing until it is drained. */
class SlowNetwork implements Viewer {
  bufferedAmount = 0
  most = 0
  readonly frames: ArrayBuffer[] = []
  readonly texts: string[] = []
  send(data: ArrayBuffer | string) {
    this.bufferedAmount += typeof data === 'string' ? data.length : data.byteLength
    this.most = Math.max(this.most, this.bufferedAmount)
    if (typeof data === 'string') this.texts.push(data)
    else this.frames.push(data)
  }
  drain() {
    this.bufferedAmount = 0
  }
}

function opened() {
  const estate = smallEstate(5, 20)
  const feed = new SyntheticFeed(estate)
  const values = new ValuePlane(estate, feed)
  let now = NOW
  feed.subscribe((batch) => values.take(batch, now))
  const planned = new PlannedFigures(new EstateAnswers(estate), () => undefined)
  const hub = new LiveHub(new ChannelSources(values, new SpaceUse(estate, values.tree), planned))
  const tick = (at: number) => {
    now = at
    feed.emit(at)
    const { points } = values.collect()
    values.settle(now)
    hub.tick({ at, things: values.figures.moved, points })
  }
  const join = () => {
    const viewer = new SlowNetwork()
    hub.join(viewer, { type: 'hello', estate: estate.version, serverTime: NOW })
    return viewer
  }
  return { hub, tick, join }
}

describe('the hub', () => {
  test('never has more waiting for a page than the limit and one frame', () => {
    const { hub, tick, join } = opened()
    const viewer = join()
    for (let view = 0; view < 16; view++)
      hub.handle(viewer, { type: 'subscribe', view, metric: 'temperature', scope: '' })
    const largest = Math.max(...viewer.frames.map((frame) => frame.byteLength))
    for (let i = 0; i < 150; i++) tick(NOW - 600_000 + i * 4_000)
    expect(viewer.most).toBeLessThanOrEqual(SLOW_BYTES + largest)
    expect(hub.framesSkipped).toBeGreaterThan(1_000)
  })

  test('when a slow page has caught up it gets one full frame of the newest values, then deltas again', () => {
    const { hub, tick, join } = opened()
    const viewer = join()
    hub.handle(viewer, { type: 'subscribe', view: 0, metric: 'temperature', scope: '', kinds: ['rack'] })
    viewer.bufferedAmount = SLOW_BYTES + 1
    for (let i = 0; i < 5; i++) tick(NOW - 60_000 + i * 10_000)
    expect(viewer.frames.length).toBe(1)
    viewer.drain()
    tick(NOW)
    tick(NOW + 10_000)
    const frames = viewer.frames.map(decodeFrame)
    expect(frames.map(({ kind, sequence }) => [kind, sequence])).toEqual([
      ['full', 0],
      ['full', 6],
      ['delta', 7],
    ])
  })

  test('what several pages see is encoded once', () => {
    const { hub, tick, join } = opened()
    const viewers = [join(), join(), join()]
    const [one, two, other] = viewers
    for (const viewer of viewers) {
      const view = viewer === other ? 5 : 0
      hub.handle(viewer, { type: 'subscribe', view, metric: 'power', scope: 'belgrade' })
    }
    tick(NOW)
    expect(one?.frames.at(-1)).toBe(two?.frames.at(-1))
    const last = other?.frames.at(-1)
    expect(last && decodeFrame(last)).toMatchObject({ view: 5, kind: 'delta' })
    expect(last?.byteLength).toBe(one?.frames.at(-1)?.byteLength)
  })

  test('a page that unsubscribes or leaves hears nothing more', () => {
    const { hub, tick, join } = opened()
    const viewer = join()
    hub.handle(viewer, { type: 'subscribe', view: 0, metric: 'power', scope: '' })
    hub.handle(viewer, { type: 'unsubscribe', view: 0 })
    tick(NOW)
    expect(viewer.frames.length).toBe(1)
    hub.handle(viewer, { type: 'subscribe', view: 0, metric: 'power', scope: '' })
    hub.leave(viewer)
    tick(NOW + 1)
    expect(viewer.frames.length).toBe(2)
    expect(hub.watched().size).toBe(0)
  })

  test('a view of a scope holds what is at and below it, and of the kinds asked for only', () => {
    const { hub, join } = opened()
    const viewer = join()
    hub.handle(viewer, { type: 'subscribe', view: 0, metric: 'space-use', scope: 'belgrade/hall-1/row-a' })
    const frame = decodeFrame(viewer.frames[0] as ArrayBuffer)
    // The row and its twenty racks, each with one unit of 42 taken.
    expect(frame.ids.length).toBe(21)
    expect([...new Set(frame.values)]).toEqual([Math.fround(1 / 42)])
  })

  test('tells the alarm counts again when reminded, so that a page knows that a quiet socket lives', () => {
    const { hub, join, tick } = opened()
    const viewer = join()
    hub.announceAlarms({ type: 'alarms', revision: 7, critical: 1, warning: 0 })
    tick(NOW)
    const told = viewer.texts.length
    tick(NOW + 1_000)
    expect(viewer.texts.length).toBe(told)
    hub.remind()
    tick(NOW + 2_000)
    expect(JSON.parse(viewer.texts.at(-1) ?? '')).toEqual({ type: 'alarms', revision: 7, critical: 1, warning: 0 })
    expect(viewer.texts.length).toBe(told + 1)
  })

  test('a view of kinds that there are not leaves the views of others as they are', () => {
    const { hub, join } = opened()
    const [odd, usual, both] = [join(), join(), join()]
    hub.handle(odd, { type: 'subscribe', view: 0, metric: 'health', kinds: ['*'] })
    hub.handle(odd, { type: 'subscribe', view: 1, metric: 'health', kinds: ['probe,rack'] })
    hub.handle(usual, { type: 'subscribe', view: 0, metric: 'health' })
    hub.handle(both, { type: 'subscribe', view: 1, metric: 'health', kinds: ['rack', 'probe'] })
    expect(odd.frames.map((frame) => decodeFrame(frame).ids.length)).toEqual([0, 0])
    // Five rows of twenty racks with five probes each, and the hall's two.
    expect(decodeFrame(both.frames[0] as ArrayBuffer).ids.length).toBe(5 * 20 * 6 + 2)
    expect(decodeFrame(usual.frames[0] as ArrayBuffer).ids.length).toBeGreaterThan(5 * 20 * 6 + 2)
  })

  test('a refusal is short, and not said to a page that does not keep up', () => {
    const { hub, join } = opened()
    const viewer = join()
    const told = viewer.texts.length
    hub.refuse(viewer, { reason: 'x'.repeat(60_000), view: 3 })
    const { reason, view } = JSON.parse(viewer.texts[told] ?? '')
    expect([reason.length, view]).toEqual([300, 3])
    viewer.bufferedAmount = SLOW_BYTES + 1
    hub.refuse(viewer, { reason: 'again' })
    expect(viewer.texts.length).toBe(told + 1)
  })
})
