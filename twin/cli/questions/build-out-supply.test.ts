import { expect, test } from 'vitest'
import { programmeStatus } from '../../analysis/build-out/programme-status.ts'
import { ListedEstate } from '../../kit/testing/listed-estate.ts'
import { recordedIo } from '../../kit/testing/recorded-io.ts'
import { smallProgramme } from '../../kit/testing/small-programme.ts'
import { buildOutSupply } from './build-out-supply.ts'

test('what is there is that of today, whatever day is asked about: what comes until then the programme hands over', async () => {
  const today = new ListedEstate([])
  const { io } = recordedIo()
  const call = { args: [], options: { at: '2030-06-30' }, json: false, io, signal: new AbortController().signal }
  const supply = await buildOutSupply(call, programmeStatus(smallProgramme()), {
    loadEstate: () => Promise.resolve({ estate: today }),
    estateOn: () => Promise.reject(new Error('the estate of another day was asked for')),
    nearestPath: () => undefined,
  })
  expect(supply).toBeDefined()
})
