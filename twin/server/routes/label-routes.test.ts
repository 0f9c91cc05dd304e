import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { labelPeaksAnswer } from '../../protocol/label-peaks.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const estate = new PowerEstate()
  .utility('grid')
  .rack('rack')
  .pdu('rack/pdu-a', { from: 'grid' })
  .device('rack/one', ['rack/pdu-a'], 800)
  .build()

test('GET /api/label-peaks says of devices that are measured by their rack PDU alone that they are not measured', async () => {
  await using started = await startSyntheticServer({ estate })
  const response = await fetch(`${started.server.url}/api/label-peaks/s/rack`)
  expect(labelPeaksAnswer.parse(await response.json())).toEqual({
    estate: estate.name,
    weeks: 4,
    peaks: [],
    unknown: [{ why: 'not measured', devices: 1, example: 's/rack/one' }],
  })
  expect((await fetch(`${started.server.url}/api/label-peaks/s/rock`)).status).toBe(404)
})
