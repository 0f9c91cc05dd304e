import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import type { Thing } from '../../model/things.ts'
import { measurementsOf } from './live-measurements.ts'

const banks = [
  { name: 'B1', lines: 'l1', breaker: 16, outlets: [1, 8] },
  { name: 'B2', lines: 'l2-l3', breaker: 16, outlets: [9, 16] },
]
const estate = new PowerEstate()
  .utility('grid')
  .ups('ups', { from: 'grid' })
  .pdu('pdu', { from: 'ups' }, { banks })
  .build()
const live = (local: string, value: number, ageSeconds = 5) => ({ local, value, ageSeconds })

test.each([
  [
    'both inlets of a strip add up, as old as the older',
    's/pdu',
    [live('inlet-1/power', 300, 5), live('inlet-2/power', 200, 9)],
    [{ path: 's/pdu', watts: 500, ageSeconds: 9 }],
  ],
  [
    'lines make the whole where no total is measured',
    's/pdu',
    [live('l1/power', 100), live('l2/power', 50)],
    [{ path: 's/pdu', watts: 150, ageSeconds: 5 }],
  ],
  [
    'amperes count where nothing better is measured',
    's/pdu',
    [live('l1/current', 2), live('l2/current', 3)],
    [{ path: 's/pdu', amperes: [2, 3], ageSeconds: 5 }],
  ],
  [
    'a UPS is measured before and behind its losses',
    's/ups',
    [live('output/power', 900), live('input/power', 1000)],
    [
      { path: 's/ups', watts: 900, ageSeconds: 5 },
      { path: 's/ups', watts: 1000, ageSeconds: 5, side: 'input' },
    ],
  ],
  [
    'outlets and banks are measured apart, on one line and between two',
    's/pdu',
    [live('outlet-3/power', 80), live('bank-1/current', 4), live('bank-2/current', 4)],
    [
      { path: 's/pdu', outlet: 3, watts: 80, ageSeconds: 5 },
      { path: 's/pdu', bank: 'B1', amperes: [4], ageSeconds: 5 },
      { path: 's/pdu', bank: 'B2', amperes: [4], ageSeconds: 5 },
    ],
  ],
  ['what is no load makes no measurement', 's/ups', [live('battery/temperature', 24)], []],
])('%s', (_, path, values, expected) => {
  expect(measurementsOf(estate.find(path) as Thing, values)).toEqual(expected)
})

test('a meter measures what it is put on', () => {
  const meter = { kind: 'meter', path: 's/meter', measures: 's/ups' } as unknown as Thing
  expect(measurementsOf(meter, [live('power', 700)])).toEqual([{ path: 's/ups', watts: 700, ageSeconds: 5 }])
})
