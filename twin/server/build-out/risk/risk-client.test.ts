import { expect, test } from 'vitest'
import { smallProgramme } from '../../../kit/testing/small-programme.ts'
import { RiskClient } from './risk-client.ts'

/** One run is answered at once; more never end, and hear nothing meanwhile. */
const THREAD = `import { parentPort } from 'node:worker_threads'
parentPort.on('message', ({ call, id, runs }) => {
  if (call === 'stop') parentPort.close()
  else if (runs > 1) for (;;);
  else parentPort.postMessage({ type: 'result', id, value: undefined })
})`

test('while eight wait the next is refused; who goes away ends what was computed for him, and the others are answered', async () => {
  const client = new RiskClient(new URL(`data:text/javascript,${encodeURIComponent(THREAD)}`))
  let supposed = 0
  const ask = (runs: number, signal?: AbortSignal) =>
    client.risk(() => {
      supposed++
      return { programme: smallProgramme(), runs, seed: 1 }
    }, signal)
  const control = new AbortController()
  const endless = ask(2, control.signal)
  const waiting = Array.from({ length: 8 }, () => ask(1))
  await expect(ask(1)).rejects.toMatchObject({
    ...{ code: 'unavailable', status: 503, retryAfterSeconds: 5 },
    detail: expect.stringContaining('8 questions for the risk of a programme wait already'),
  })
  expect(supposed, 'nothing is supposed before its turn').toBe(1)
  control.abort(new Error('whoever asked has gone'))
  await expect(endless).rejects.toThrow('whoever asked has gone')
  expect(await Promise.all(waiting)).toEqual(waiting.map(() => undefined))
  await client.stop()
})
