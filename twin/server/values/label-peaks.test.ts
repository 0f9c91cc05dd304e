import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { epochMs } from '../../model/units.ts'
import { labelPeaks } from './label-peaks.ts'

const NOW = epochMs(Date.UTC(2026, 0, 29))
const estate = new PowerEstate()
  .utility('grid')
  .rack('rack')
  .pdu('rack/pdu-a', { from: 'grid' })
  .pdu('rack/pdu-b', { from: 'grid' })
  .device('rack/own', ['rack/pdu-a#1'], 800)
  .device('rack/outlets', ['rack/pdu-a#2', 'rack/pdu-b#2'], 800)
  .device('rack/half', ['rack/pdu-a#3', 'rack/pdu-b#3'], 800)
  .device('rack/young', ['rack/pdu-a#4'], 800)
  .build()
/** Points with their P99; `half` has a meter on one of its two cords. */
const P99: Readonly<Record<string, number>> = {
  's/rack/own/power': 310,
  's/rack/pdu-a/outlet-2/power': 120,
  's/rack/pdu-b/outlet-2/power': 130,
  's/rack/pdu-a/outlet-3/power': 90,
  's/rack/pdu-a/outlet-4/power': 95,
}
const paths = Object.keys(P99)

/** @param days of the last 28 that each point has readings of; `young` has seven less */
function peaks(days: number) {
  return labelPeaks(
    'Test',
    estate.ofKind('device'),
    {
      size: paths.length,
      definition: () => undefined,
      indexOf: (path) => (paths.includes(path) ? paths.indexOf(path) : undefined),
    },
    {
      history: async ({ buckets, points }) =>
        points.map((point) => {
          const has = paths[point]?.includes('outlet-4') ? days - 7 : days
          const count = Float64Array.from({ length: buckets }, (_, day) => (day >= buckets - has ? 96 : 0))
          return { point, resolution: '15m', at: count, min: count, mean: count, max: count, last: count, count }
        }),
      quantiles: async ({ from, point, quantiles, to }) => {
        expect([to - from, quantiles]).toEqual([28 * 86_400_000, [0.99]])
        return Float64Array.of(P99[paths[point] ?? ''] ?? Number.NaN)
      },
    },
    NOW,
  )
}

test('a device is labelled by its own meter, else by those on all of its outlets together', async () => {
  const { peaks: found, unknown, weeks } = await peaks(28)
  expect(weeks).toBe(4)
  expect(found).toEqual([
    { path: 's/rack/own', p99: 310, by: 'device', days: 28 },
    { path: 's/rack/outlets', p99: 250, by: 'outlets', days: 28 },
  ])
  expect(unknown).toEqual([
    { why: 'not measured', devices: 1, example: 's/rack/half' },
    { why: 'too little history', devices: 1, example: 's/rack/young' },
  ])
})

test('nine days of ten of four weeks must have readings: 26 of 28, and 25 are too few', async () => {
  expect((await peaks(26)).peaks).toHaveLength(2)
  const { peaks: none, unknown } = await peaks(25)
  expect(none).toEqual([])
  expect(unknown).toContainEqual({ why: 'too little history', devices: 3, example: 's/rack/own' })
})
