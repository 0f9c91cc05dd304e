import { describe, expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { EstateAnswers } from './estate-answers.ts'

/** Two racks on one pair of UPS; the rack PDUs of the second bear little. All of it on line L1 of 230 V at a power factor of 0.95. */
function twoRacks() {
  const single = { phase: 'single', amperage: 5000 / 230 }
  const estate = new PowerEstate().room('hall').utility('grid')
  for (const side of ['a', 'b']) {
    estate.ups(`ups-${side}`, { from: 'grid' }, { rating: 60_000 })
    for (const rack of ['rack-1', 'rack-2']) {
      const feed = { phase: 'single', line: 'l1', voltage: 230, voltageIs: 'line-to-neutral', amperage: 5000 / 230 }
      estate.feed(`feed-${rack}-${side}`, { from: `ups-${side}` }, feed)
    }
  }
  for (const [rack, watts] of [
    ['rack-1', 0.95 * 4800],
    ['rack-2', 0.95 * 1000],
  ] as const) {
    estate.rack(`hall/${rack}`)
    for (const side of ['a', 'b'])
      estate.pdu(`hall/${rack}/pdu-${side}`, { from: `feed-${rack}-${side}` }, { ...single, side })
    estate.device(`hall/${rack}/server`, [`hall/${rack}/pdu-a`, `hall/${rack}/pdu-b`], watts)
  }
  return estate.build()
}

describe('the figures of places', () => {
  test('after the worst loss are those of the fullest thing between rack and grid; of a room, those of its fullest rack', async () => {
    const estate = twoRacks()
    const { failoverUse } = await new EstateAnswers(estate).figures()
    const of = (path: string) => failoverUse[estate.find(path)?.index ?? -1]
    expect(of('s/hall/rack-1')).toBeCloseTo(0.96)
    // The rack's own feed bears 1 of 5 kVA; its UPS bears 5.8 kVA · 0.95 on one line, which gives 20 kW: that is fuller.
    expect(of('s/hall/rack-2')).toBeCloseTo((0.95 * 5.8) / 20)
    expect(of('s/hall')).toBeCloseTo(0.96)
    expect(of('s/ups-a')).toBeCloseTo((0.95 * 5.8) / 20)
  })

  test('say the largest free run, and no cooling where nothing cools', async () => {
    const estate = twoRacks()
    const { freeRun, coolingUse } = await new EstateAnswers(estate).figures()
    const rack = estate.find('s/hall/rack-1')?.index ?? -1
    expect(freeRun[rack]).toBe(41)
    expect(coolingUse[rack]).toBeNaN()
  })

  test('are those of nothing where there is no rack', async () => {
    const { freeRun, stranded } = await new EstateAnswers(new PowerEstate().room('hall').build()).figures()
    expect([...freeRun, ...stranded].every(Number.isNaN)).toBe(true)
  })
})

test('a place is as sure as what is drawn there: wholly where it is measured, less where it is declared', async () => {
  const estate = twoRacks()
  const answers = new EstateAnswers(estate)
  const of = async (path: string) => (await answers.figures()).confidence[estate.find(path)?.index ?? -1] ?? Number.NaN
  const declared = await of('s/hall/rack-1')
  const measured = ['a', 'b'].map((side) => ({ path: `s/hall/rack-1/pdu-${side}`, watts: 2000, ageSeconds: 1 }))
  await answers.take(measured)
  // Two meters of 2,000 W at 1 % each.
  expect(await of('s/hall/rack-1')).toBeGreaterThan(0.97)
  expect(declared).toBeLessThan(0.7)
  expect(await of('s/hall')).toBeLessThan(await of('s/hall/rack-1'))
})
