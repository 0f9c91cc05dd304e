import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { CloudClient } from './cloud-client.ts'

/** A thread that never ends with a plan whose text is `hard`, and says of any other that it is none. */
const THREAD = `
  import { parentPort } from 'node:worker_threads'
  parentPort.on('message', ({ id, call, plan }) => {
    if (call === 'stop') parentPort.close()
    while (plan?.text === 'hard');
    if (call === 'judge') parentPort.postMessage({ type: 'result', id, value: { wrong: 'it is no plan' } })
  })`
const plan = (text: string) => ({ name: text, text, site: undefined })

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

it('gives up a plan that takes longer than two minutes, says so, and judges the next in a new thread', async () => {
  const program = new URL(`data:text/javascript,${encodeURIComponent(THREAD)}`)
  const client = new CloudClient({ estateFolder: '' }, program)
  expect(await client.judge(plan('easy'))).toEqual({ wrong: 'it is no plan' })
  const answers: unknown[] = []
  const hard = client.judge(plan('hard')).then((answer) => answers.push(answer))
  await vi.advanceTimersByTimeAsync(119_999)
  expect(answers).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  await hard
  expect(answers).toEqual([{ wrong: expect.stringContaining('took longer than 120 s') }])
  expect(await client.judge(plan('easy'))).toEqual({ wrong: 'it is no plan' })
  // The busy thread hears nothing: it is ended by force.
  await vi.advanceTimersByTimeAsync(1_000)
  await client.stop()
})
