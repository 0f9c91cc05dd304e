import { expect, test } from 'vitest'
import type { KnownProgramme } from '../../../model/programme-book.ts'
import { AsideClient } from './aside-client.ts'

/** Ends with the file `end`; a view says of which version it was told last. */
const THREAD = `import { parentPort } from 'node:worker_threads'
let told = 'nothing'
parentPort.on('message', ({ call, id, known, name }) => {
  if (call === 'stop') parentPort.close()
  else if (name === 'end') process.exit(1)
  else {
    if (call === 'tell') told = known.version
    parentPort.postMessage({ type: 'result', id, value: told })
  }
})`

test('a thread that is begun anew by a file is told the programme before it is asked about it', async () => {
  const client = new AsideClient<Record<'end' | 'read', () => string>>(
    new URL(`data:text/javascript,${encodeURIComponent(THREAD)}`),
  )
  const known = { version: 'v1' } as KnownProgramme
  const view = () => client.view(known, { question: {}, version: 'a' })
  expect(await view()).toBe('v1')
  await expect(client.file('end')).rejects.toThrow('the thread of the build-out ended with 1')
  expect(await client.file('read')).toBe('nothing')
  expect(await view()).toBe('v1')
  await client.stop()
})
