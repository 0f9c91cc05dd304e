import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { reserved } from '../../kit/testing/reserved.ts'
import type { Day } from '../../model/day.ts'
import { EstateAnswers } from './estate-answers.ts'

function answers() {
  const estate = new PowerEstate().utility('grid').rack('hall/rack')
  for (const side of ['a', 'b']) {
    estate.ups(`ups-${side}`, { from: 'grid' }).feed(`feed-${side}`, { from: `ups-${side}` }, { side })
    estate.pdu(`hall/rack/pdu-${side}`, { from: `feed-${side}` }, { side })
  }
  return new EstateAnswers(estate.device('hall/rack/server', ['hall/rack/pdu-a', 'hall/rack/pdu-b'], 3000).build())
}

const day = (text: string) => text as Day
const at = (text: string, until?: string) => ({ from: day(text), ...(until !== undefined && { until: day(until) }) })
const march = reserved('r1', '2027-03-01', '2027-04-01', { cords: ['pdu-a:2', 'pdu-b:2'] })
const may = reserved('r2', '2027-05-01', undefined, { position: 1.5 + 38, units: 3, watts: 5000, cords: ['pdu-a:3'] })

test('capacity of a period has what is reserved then apart, with its days; as it is now without a period', async () => {
  const planner = answers()
  await planner.reserve([may, march])
  const [now] = await planner.capacity(['s/hall/rack'])
  expect(now).not.toHaveProperty('reserved')
  expect(now?.power.draws.value).toBe(3000)
  const [april] = await planner.capacity(['s/hall/rack'], at('2027-04-10', '2027-04-11'))
  expect(april?.reserved).toMatchObject({ devices: 0, taken: 0, edits: [] })
  const [later] = await planner.capacity(['s/hall/rack'], at('2026-11-25'))
  expect(later?.space.taken).toBe(6)
  expect(later?.power.draws.value).toBe(9800)
  expect(later?.reserved).toMatchObject({ devices: 2, units: 5, taken: 5, watts: 6800 })
  expect(later?.reserved?.edits.map(({ from, id, until }) => [id, from, until])).toEqual([
    ['r1', '2027-03-01', '2027-04-01'],
    ['r2', '2027-05-01', undefined],
  ])
})

test('what is measured now stays, and what comes draws what is reserved for it', async () => {
  const planner = answers()
  await planner.reserve([march])
  await planner.take([
    { path: 's/hall/rack/pdu-a', watts: 1500, ageSeconds: 1 },
    { path: 's/hall/rack/pdu-b', watts: 500, ageSeconds: 1 },
  ])
  const [then] = await planner.capacity(['s/hall/rack'], at('2027-03-15', '2027-03-16'))
  const [now] = await planner.capacity(['s/hall/rack'])
  expect(now?.power.draws.value).toBeLessThan(2100)
  expect((then?.power.draws.value ?? 0) - (now?.power.draws.value ?? 0)).toBeCloseTo(1800, 6)
})

test('the failure of a later day takes what is reserved for it down with it', async () => {
  const planner = answers()
  await planner.reserve([march, may])
  const lost = ['s/ups-a']
  expect((await planner.fail(lost)).atOnce.counts).toMatchObject({ down: 0, exposed: 1 })
  expect((await planner.fail(lost, at('2027-03-15', '2027-03-16'))).atOnce.counts).toMatchObject({
    down: 0,
    exposed: 2,
  })
  const june = await planner.fail(lost, at('2027-06-01', '2027-06-02'))
  // Its only cord is on side A.
  expect(june.atOnce.counts).toMatchObject({ down: 1, wattsDown: 5000 })
  expect(june.atOnce.places).toEqual([{ path: 's/hall/rack', down: 1, throttled: 0, exposed: 1 }])
})

test('places are not where somebody has reserved at some later time of the period', async () => {
  const planner = answers()
  await planner.reserve([reserved('r1', '2027-03-01', undefined, { position: 2, units: 30, cords: ['pdu-a:2'] })])
  const request = { count: 1, units: 20, watts: 500, feeds: 2, phase: 'single' as const }
  expect((await planner.place(request, at('2026-12-01', '2027-03-01'))).fits).toBe(true)
  const overrun = await planner.place(request, at('2026-12-01'))
  expect([overrun.fits, overrun.refusals[0]?.code]).toEqual([false, 'space'])
})
