import { describe, expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { EstateAnswers } from './estate-answers.ts'
import { MOST_LISTED } from './failure-summary.ts'

/** 600 servers of 100 W in two racks on side A alone, and one of 1,000 W with a cord on each side. */
function lopsided(): PowerEstate {
  const estate = new PowerEstate()
  for (const side of ['a', 'b'])
    estate.utility(`grid-${side}`).ups(`ups-${side}`, { from: `grid-${side}` }, { rating: 90_000 })
  for (const rack of ['rack-1', 'rack-2', 'rack-3']) {
    estate.rack(rack)
    for (const side of ['a', 'b']) estate.pdu(`${rack}/pdu-${side}`, { from: `ups-${side}` }, { side, amperage: 1e4 })
  }
  for (let number = 1; number <= 600; number++) {
    const rack = number <= 200 ? 'rack-1' : 'rack-2'
    estate.device(`${rack}/server-${number}`, [`${rack}/pdu-a`], 100, 1, { service: 'portal' })
  }
  return estate.device('rack-3/both', ['rack-3/pdu-a', 'rack-3/pdu-b'], 1000, 1, { service: 'wallet' })
}

describe('what fails, for a page', () => {
  test('is counted by rack and by service in full, and lists only as many devices as a person reads', async () => {
    const { atOnce, later, lost } = await new EstateAnswers(lopsided().build()).fail(['s/ups-a'])
    expect(lost).toEqual(['s/ups-a'])
    expect(later).toBeUndefined()
    expect(atOnce.counts).toEqual({ down: 600, throttled: 0, exposed: 1, overloads: 0, trips: 0, wattsDown: 60_000 })
    expect(atOnce.down).toHaveLength(MOST_LISTED)
    expect(atOnce.places).toEqual([
      { path: 's/rack-1', down: 200, throttled: 0, exposed: 0 },
      { path: 's/rack-2', down: 400, throttled: 0, exposed: 0 },
      { path: 's/rack-3', down: 0, throttled: 0, exposed: 1 },
    ])
    expect(atOnce.services).toEqual([
      { service: 'portal', down: 600, throttled: 0, exposed: 0 },
      { service: 'wallet', down: 0, throttled: 0, exposed: 1 },
    ])
  })

  test('names a cooler that goes down by itself', async () => {
    const estate = new PowerEstate().utility('grid').ups('ups', { from: 'grid' }).crah('crah', { from: 'ups' })
    const { atOnce } = await new EstateAnswers(estate.build()).fail(['s/ups'])
    expect(atOnce.places).toEqual([{ path: 's/crah', down: 1, throttled: 0, exposed: 0 }])
  })
})

test('rooms that lose cooling are told, the soonest too warm first, and those that stay cool last', async () => {
  const corner = (x: number, y: number) => ({ x, y })
  const footprint = [corner(0, 0), corner(10, 0), corner(10, 10), corner(0, 10)]
  const estate = new PowerEstate().utility('grid').utility('other')
  for (const [room, watts] of [
    ['cool', 1000],
    ['mild', 2000],
    ['dense', 20_000],
  ] as const) {
    estate.room(room, { footprint }).rack(`${room}/rack`).pdu(`${room}/rack/pdu`, { from: 'other' })
    estate.device(`${room}/rack/server`, [`${room}/rack/pdu`], watts).crah(`${room}/crah`, { from: 'grid' })
  }
  const { atOnce } = await new EstateAnswers(estate.crah('cool/spare', { from: 'other' }).build()).fail(['s/grid'])
  expect(atOnce.overheats.map(({ passes, room }) => [room, passes])).toEqual([
    ['s/dense', 'later'],
    ['s/mild', 'later'],
    ['s/cool', 'never'],
  ])
})

test('a room warms from the air that is measured there, as fast as its own record says', async () => {
  const corner = (x: number, y: number) => ({ x, y })
  const footprint = [corner(0, 0), corner(10, 0), corner(10, 10), corner(0, 10)]
  const estate = new PowerEstate().utility('grid').utility('other').room('hall', { footprint })
  estate.rack('hall/rack').pdu('hall/rack/pdu', { from: 'other' }).crah('hall/crah', { from: 'grid' })
  const answers = new EstateAnswers(estate.device('hall/rack/server', ['hall/rack/pdu'], 20_000).build())
  const still = {
    ...{ capacity: 1e6, conductance: 0, ambient: 24, mixing: 0, mixingTime: 0 },
    source: { how: 'fitted', samples: 40, residual: 0.1 } as const,
  }
  await answers.take([], [{ room: 's/hall', air: { intake: 24, returned: 36 }, still }])
  const [hall] = (await answers.fail(['s/grid'])).atOnce.overheats
  // C · ΔT / P up to the 35 °C of class A2: 1 MJ/K · 11 K / 20 kW.
  expect(hall).toMatchObject({ limit: 35, intake: { celsius: 24, how: 'measured' }, parameters: { how: 'fitted' } })
  expect(hall?.seconds).toBeCloseTo(550, 0)
})

describe('the figures of the chain', () => {
  test('are what each node carries now, and the most after the loss of any other', async () => {
    const nodes = await new EstateAnswers(lopsided().build()).chain('s')
    const b = nodes.find(({ path }) => path === 's/ups-b')
    // 500 W of the server with two cords; all of its 1,000 W when side A is lost. The rating is 90 kW.
    expect(b).toMatchObject({ watts: 500, atLeast: false })
    expect(b?.now?.share).toBeCloseTo(500 / 90_000)
    expect(b?.worst?.share).toBeCloseTo(1000 / 90_000)
    expect(b?.by).toMatch(/^s\/(grid|ups)-a$/)
  })

  test('are those of the place that was asked for, and of what that draws from', async () => {
    const nodes = await new EstateAnswers(lopsided().build()).chain('s/rack-3')
    expect(nodes.map(({ path }) => path).sort()).toEqual([
      ...['s/grid-a', 's/grid-b', 's/rack-3/pdu-a', 's/rack-3/pdu-b', 's/ups-a', 's/ups-b'],
    ])
  })
})

test('a place without racks has no capacity answer', async () => {
  const answers = new EstateAnswers(lopsided().build())
  expect((await answers.capacity(['s/ups-a', 's/rack-3'])).map(({ path }) => path)).toEqual(['s/rack-3'])
})
