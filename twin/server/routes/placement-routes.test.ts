import { describe, expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { reliefAnswer } from '../../protocol/relief.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

/** A rack on two sides of 32 A each, three-phase. */
function hall() {
  const halls = new PowerEstate().utility('grid').rack('hall/rack')
  for (const side of ['a', 'b']) {
    halls.ups(`ups-${side}`, { from: 'grid' }).feed(`feed-${side}`, { from: `ups-${side}` })
    halls.pdu(`hall/rack/pdu-${side}`, { from: `feed-${side}` }, { side })
  }
  return halls.build()
}

async function asked(path: string) {
  await using started = await startSyntheticServer({ estate: hall() })
  const response = await fetch(`${started.server.url}${path}`)
  return { status: response.status, body: await response.json() }
}

describe('GET /api/place', () => {
  test('says where a device fits, with what is fullest there after any single loss', async () => {
    const halls = new PowerEstate().utility('grid').rack('hall/rack')
    for (const side of ['a', 'b']) {
      halls.ups(`ups-${side}`, { from: 'grid' }).feed(`feed-${side}`, { from: `ups-${side}` })
      halls.pdu(`hall/rack/pdu-${side}`, { from: `feed-${side}` }, { side })
    }
    await using started = await startSyntheticServer({ estate: halls.build() })
    const ask = async (query: string) => (await fetch(`${started.server.url}/api/place?${query}`)).json()
    const answer = await ask('units=2&watts=1800&count=2')
    expect(answer).toMatchObject({ fits: true, isExact: true, placed: 2, asked: 2, racks: 1, refusals: [] })
    expect(answer.places[0]).toMatchObject({ rack: 's/hall/rack', coolingLeft: null, weightLeft: null, portsLeft: 0 })
    expect(answer.places[0].fullest.use.share).toBeGreaterThan(0)
    const none = await ask('units=43&watts=100')
    expect(none).toMatchObject({
      fits: false,
      placed: 0,
      refusals: [{ code: 'space', racks: 1, example: 's/hall/rack' }],
    })
  })

  test.each([
    ['no watts', 'units=1', 400, 'query.watts'],
    ['a third of a unit', 'units=0.3&watts=1', 400, 'query.units'],
    ['a place that is none', 'units=1&watts=1&in=s/x', 404, 'The estate has s'],
    ['a place without racks', 'units=1&watts=1&in=s/grid', 422, 's/grid holds no rack'],
  ])('refuses %s', async (_what, query, status, detail) => {
    const answer = await asked(`/api/place?${query}`)
    expect(answer.status).toBe(status)
    expect(answer.body.detail).toContain(detail)
  })
})

describe('GET /api/relief', () => {
  test('tells the most devices and the most watts that would fit: so many do, one more does not', async () => {
    // 42 U take four of 10 U. A side gives 32 A on three lines of 231 V at a power factor of 0.95: 21,062 W for all of them.
    const { body } = await asked('/api/relief?units=10&watts=6000&count=5')
    const answer = reliefAnswer.parse(body)
    expect(answer.basis.loads).toBe('declared')
    expect(answer.reliefs).toEqual([{ change: 'count', count: 3 }])
    const four = await asked('/api/relief?units=10&watts=6000&count=4')
    expect(four.body.reliefs).toEqual([
      { change: 'count', count: 3 },
      { change: 'watts', watts: 5265 },
    ])
    const fits = async (query: string) => (await asked(`/api/place?units=10&${query}`)).body.fits
    expect([await fits('count=4&watts=5265'), await fits('count=4&watts=5266')]).toEqual([true, false])
  })

  test('has none where all fit as asked', async () => {
    expect((await asked('/api/relief?units=1&watts=100')).body.reliefs).toEqual([])
  })

  test('is refused as the question itself is', async () => {
    expect((await asked('/api/relief?units=1')).status).toBe(400)
    expect((await asked('/api/relief?units=1&watts=1&in=s/x')).status).toBe(404)
  })
})
