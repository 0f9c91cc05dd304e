import { expect, test } from 'vitest'
import { loadsAnswer } from '../../protocol/loads.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

test('GET /api/loads gives what rack PDUs measure, with its age; before the first reading nothing', async () => {
  await using started = await startSyntheticServer()
  const ask = async () => loadsAnswer.parse(await (await fetch(`${started.server.url}/api/loads`)).json())
  expect((await ask()).measurements).toEqual([])
  started.feed.emit(Date.now())
  await expect.poll(async () => (await ask()).measurements.length, { timeout: 10_000 }).toBeGreaterThan(0)
  const { estate, measurements } = await ask()
  expect(estate).toBe(started.estate.name)
  for (const { ageSeconds, path } of measurements) {
    expect(started.estate.find(path)?.path).toBe(path)
    expect(ageSeconds).toBeGreaterThanOrEqual(0)
    expect(ageSeconds).toBeLessThan(60)
  }
})
