import { expect, test } from 'vitest'
import { epochMs } from '../../model/units.ts'
import { recordedAnswer } from '../../protocol/dated.ts'
import { emptyStore } from '../testing/empty-store.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

test('the past begins with the earliest of what is kept, and where nothing is, there is none', async () => {
  const kept = { raw: epochMs(3_000), '1m': epochMs(2_000), '15m': undefined }
  let asked = 0
  const keptSince = async () => {
    asked++
    if (asked === 1) throw new Error('the store is away')
    return kept
  }
  await using started = await startSyntheticServer({ store: { ...emptyStore, keptSince } })
  const get = () => fetch(`${started.server.url}/api/recorded`)
  expect((await get()).status).toBe(503)
  // What failed is asked again, what is known is not.
  for (let again = 0; again < 2; again++)
    expect(recordedAnswer.parse(await (await get()).json())).toEqual({
      since: 2_000,
      resolutions: { raw: 3_000, '1m': 2_000, '15m': null },
      alarms: null,
    })
  expect(asked).toBe(2)
  await using empty = await startSyntheticServer()
  expect(await (await fetch(`${empty.server.url}/api/recorded`)).json()).toMatchObject({ since: null })
})
