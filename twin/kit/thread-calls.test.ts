import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import { ThreadCalls } from './thread-calls.ts'

/** Adds, refuses, says nothing, throws, ends: what a thread may do with a question. */
const PROGRAM = `
  const { parentPort } = require('node:worker_threads')
  parentPort.on('message', ({ id, call, by }) => {
    if (call === 'add') parentPort.postMessage({ id, answer: by + 1 })
    if (call === 'refuse') parentPort.postMessage({ id, refused: 'not today' })
    if (call === 'cancel') parentPort.postMessage({ id: 0, cancelled: id })
    if (call === 'throw') throw new Error('out of registers')
    if (call === 'stop') parentPort.close()
  })
`

type Call =
  | { readonly id: number; readonly call: 'add'; readonly by: number }
  | { readonly id: number; readonly call: 'refuse' | 'silence' | 'throw' | 'stop' }

let worker: Worker | undefined
afterEach(() => worker?.terminate())

function start(stopMs = 10_000) {
  worker = new Worker(PROGRAM, { eval: true })
  const calls = new ThreadCalls<Call, number, RangeError>(worker, {
    name: 'the adder',
    advice: 'start it again.',
    stopMs,
    failure: (message, options) => new RangeError(message, options),
  })
  worker.on('message', ({ id, answer, refused }) => {
    if (refused) calls.refuse(id, new RangeError(refused))
    else calls.answer(id, answer)
  })
  return { calls, worker }
}

test('a question that nobody waits for any more is given up at once, and the thread is told', async () => {
  const { calls, worker } = start()
  const told = once(worker, 'message')
  const control = new AbortController()
  const silence = calls.call({ call: 'silence' }, control.signal)
  const other = calls.call({ call: 'add', by: 1 }, control.signal)
  await expect(other).resolves.toBe(2)
  expect(await told).toMatchObject([{ answer: 2 }])
  const cancelled = once(worker, 'message')
  control.abort(new Error('gone'))
  await expect(silence).rejects.toThrow('gone')
  // The one that was answered is not cancelled.
  expect(await cancelled).toEqual([{ id: 0, cancelled: 1 }])
  await expect(calls.call({ call: 'add', by: 1 }, control.signal)).rejects.toThrow('gone')
  await expect(calls.call({ call: 'add', by: 4 })).resolves.toBe(5)
})

test('each question gets its own answer, or the refusal', async () => {
  const { calls } = start()
  const three = calls.call({ call: 'add', by: 2 })
  const refused = calls.call({ call: 'refuse' })
  const eight = calls.call({ call: 'add', by: 7 })
  await expect(refused).rejects.toThrow('not today')
  expect([await three, await eight]).toEqual([3, 8])
})

test('what is still asked when the thread falls over is refused with the reason, and so is what is asked later', async () => {
  const { calls } = start()
  const open = calls.call({ call: 'silence' })
  const fatal = calls.call({ call: 'throw' })
  const reason = 'the adder ended with 1: out of registers; start it again.'
  await expect(open).rejects.toThrow(reason)
  await expect(fatal).rejects.toThrow(RangeError)
  expect((await calls.ended)?.message).toBe(reason)
  await expect(calls.call({ call: 'add', by: 1 })).rejects.toThrow(reason)
})

test('a thread that was told to stop has not failed', async () => {
  const { calls } = start()
  const open = calls.call({ call: 'silence' })
  open.catch(() => undefined)
  await calls.stop({ call: 'stop' })
  expect(await calls.ended).toBeUndefined()
  await expect(open).rejects.toThrow('the adder was stopped')
})

test('a thread that does not heed is ended by force', async () => {
  const { calls, worker } = start(20)
  await once(worker, 'online')
  await calls.stop({ call: 'silence' })
  expect(await calls.ended).toBeUndefined()
})
