import { describe, expect, it } from 'vitest'
import { ColumnStore } from './columns.ts'
import { LiveClient } from './live-client.ts'
import type { FromWorker, ToWorker } from './live-messages.ts'

/** The client with a worker that only notes what it was told. */
function client() {
  const told: ToWorker[] = []
  const worker = {
    postMessage: (message: ToWorker) => told.push(message),
    onmessage: null as ((event: MessageEvent<FromWorker>) => void) | null,
  }
  const columns = new ColumnStore(() => undefined)
  const live = new LiveClient(worker, 'ws://localhost/live', columns, () => 1_000)
  const hear = (data: FromWorker) => worker.onmessage?.({ data } as MessageEvent<FromWorker>)
  const said = () => told.flatMap((message) => (message.type === 'say' ? [message.message] : []))
  return { live, columns, told, hear, said }
}
const updates = (value: number): FromWorker => ({
  type: 'updates',
  updates: [{ metric: 'power', at: 900, ids: Uint32Array.of(7), values: Float32Array.of(value) }],
  skipped: 0,
})

describe('the live client', () => {
  it('subscribes once for all who want the same, and leaves with the last of them', () => {
    const { live, said } = client()
    const [one, other] = [live.watch({ metric: 'power', scope: 'a' }), live.watch({ metric: 'power', scope: 'a' })]
    one()
    one()
    expect(said()).toEqual([{ type: 'subscribe', view: 0, metric: 'power', scope: 'a' }])
    other()
    expect(said().at(-1)).toEqual({ type: 'unsubscribe', view: 0 })
  })

  it('uses the sixteen views that the server allows, and numbers again that became free', () => {
    const { live, said } = client()
    const leave = Array.from({ length: 17 }, (_, at) => live.watch({ metric: 'power', scope: `s-${at}` }))
    expect(said().map(({ view }) => view)).toEqual([...Array(16).keys()])
    leave[4]?.()
    live.watch({ metric: 'age', scope: '' })
    expect(said().at(-1)).toMatchObject({ type: 'subscribe', view: 4, metric: 'age' })
  })

  it('fills the columns and asks for more', () => {
    const { columns, told, hear } = client()
    hear(updates(5))
    expect(columns.valueOf('power', 7)).toBe(5)
    expect(told.at(-1)).toEqual({ type: 'taken' })
  })

  it('forgets its values when the server runs another estate, and only then', () => {
    const { columns, hear } = client()
    hear({ type: 'hello', estate: 'v1', serverTime: 1_000 })
    hear(updates(5))
    hear({ type: 'hello', estate: 'v1', serverTime: 2_000 })
    expect(columns.valueOf('power', 7)).toBe(5)
    hear({ type: 'hello', estate: 'v2', serverTime: 3_000 })
    expect(columns.valueOf('power', 7)).toBeNaN()
    hear(updates(6))
    hear({ type: 'alarms', revision: 1, critical: 0, warning: 0 })
    expect(columns.valueOf('power', 7)).toBe(6)
  })

  it('asks for no more while paused, and once when resumed', () => {
    const { live, told, hear } = client()
    const taken = () => told.filter(({ type }) => type === 'taken').length
    live.pause(true)
    hear(updates(5))
    expect(taken()).toBe(0)
    live.pause(false)
    live.pause(false)
    expect(taken()).toBe(1)
  })

  it('knows the clock of the server and since when the connection is lost', () => {
    const { live, hear } = client()
    hear({ type: 'hello', estate: 'v1', serverTime: 61_000 })
    hear({ type: 'state', state: 'lost', attempt: 1, retryInMs: 5_000 })
    expect(live.serverNow()).toBe(61_000)
    expect(live.link.getState()).toMatchObject({ state: 'lost', since: 1_000, retryInMs: 5_000, estate: 'v1' })
  })
})
