import { expect, test } from 'vitest'
import { day, smallProgramme } from '../../kit/testing/small-programme.ts'
import type { ThingPath } from '../../model/path.ts'
import type { Programme } from '../../model/programme.ts'
import type { ProgrammeBook } from '../../model/programme-book.ts'
import type { KnownReservations, ReservationBook } from '../../model/reservation.ts'
import type { Watts } from '../../model/units.ts'
import { supplyAnswer } from '../../protocol/build-out.ts'
import { propertyIn, strictCalendar } from '../../report/testing/strict-calendar.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const belgrade = 'belgrade' as ThingPath

/** The small programme hands over 1 MW on 2026-10-23; a service of 1 MW is to come on the Monday after it. */
function programme(): Programme {
  const small = smallProgramme()
  return {
    ...small,
    packages: small.packages.map((one) => ({ ...one, place: belgrade })),
    demand: [
      {
        ...{ id: 'imaging', name: 'Imaging', nameSr: 'Снимци', place: belgrade, source: 'assumed' },
        ...{ from: day('2026-10-26'), power: 1_000_000 as Watts, includes: ['ministry'] },
      },
    ],
  }
}

/** A ministry of 50 kW that is a part of it. */
const known: KnownReservations = {
  reservations: [],
  plans: [
    {
      ...{ id: 'ministry', name: 'Ministry', by: 'planner', place: belgrade, watts: 50_000 as Watts },
      ...{ made: day('2026-09-01'), from: day('2026-11-30') },
    },
  ],
  version: '1',
}

async function started() {
  const book: Pick<ProgrammeBook, 'read'> = {
    read: () => Promise.resolve({ programme: programme(), entries: [], scenarios: [], version: '1' }),
  }
  const reservations: Pick<ReservationBook, 'read'> = { read: () => Promise.resolve(known) }
  const running = await startSyntheticServer({
    programme: book as ProgrammeBook,
    reservations: reservations as ReservationBook,
  })
  const get = (path: string) => fetch(`${running.server.url}${path}`)
  return {
    get,
    view: async (query = '') => supplyAnswer.parse(await (await get(`/api/build-out/supply${query}`)).json()),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  }
}

test('supply against demand: what is there and handed over, and everybody with room while nothing is late', async () => {
  await using server = await started()
  const { demands, pools, unmet } = await server.view()
  expect(unmet).toEqual([])
  const power = pools.find(({ measure }) => measure === 'power')
  expect(power).toMatchObject({ place: 'belgrade', basis: 'declared', growth: 'held' })
  const [first] = power?.steps ?? []
  // Six racks with a server of 400 W each.
  expect(first?.demand).toBe(2_400)
  const handedOver = power?.steps.find((step) => step.day === '2026-10-23')
  expect((handedOver?.supply ?? 0) - (first?.supply ?? 0)).toBe(1e6)
  // The plan is a part of the row: both together never ask for more than the row does.
  expect(power?.steps.at(-1)?.demand).toBe(1_002_400)
  expect(demands.map(({ id, kind }) => [id, kind])).toEqual([
    ['ministry', 'plan'],
    ['imaging', 'programme'],
  ])
})

test('a delay in the question names the service that it leaves without room, from which day to which, and what it waits for', async () => {
  await using server = await started()
  const before = await server.view()
  const { unmet } = await server.view('?delay=build:6w')
  const [first] = before.pools.find(({ measure }) => measure === 'power')?.steps ?? []
  const left = (first?.supply ?? 0) - (first?.demand ?? 0)
  expect(unmet).toMatchObject([
    {
      ...{ id: 'imaging', nameSr: 'Снимци', from: '2026-10-26', until: '2026-12-04', waitsFor: 'fit' },
      ...{ wanted: 1e6, short: expect.closeTo(1e6 - left, 3) },
    },
    // It stands in line behind the row, of which it is a part, from its own day on.
    { id: 'ministry', from: '2026-11-30', until: '2026-12-04' },
  ])
})

test('the milestones are a calendar to be subscribed to, with the same suppositions in its address', async () => {
  await using server = await started()
  const calendar = async (query: string) => {
    const answer = await server.get(`/api/build-out/milestones.ics${query}`)
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8; component=VEVENT')
    const { components } = strictCalendar(new Uint8Array(await answer.arrayBuffer()))
    return components.map((one) => [propertyIn(one, 'UID').value, propertyIn(one, 'DTSTART').value])
  }
  expect(await calendar('?lang=en')).toEqual([
    ['fit.scenario.build-out@oblak', '20261016'],
    ['test.scenario.build-out@oblak', '20261023'],
  ])
  expect(await calendar('?lang=sr-Latn&delay=build:6w')).toContainEqual([
    ...['fit.scenario.supposed.build-out@oblak', '20261127'],
  ])
  expect((await server.get('/api/build-out/milestones.ics?lang=xx')).status).toBe(400)
})

test('the report for the board is a page of its own that runs nothing, and its tables are files', async () => {
  await using server = await started()
  const page = await server.get('/api/build-out/board.html?lang=en&delay=build:6w')
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*style-src 'self' 'sha256-/)
  const html = await page.text()
  expect(html).toContain('Supposed: build takes 30 working days more.')
  expect(html).toMatch(/No room: Imaging \(Belgrade\) from Oct 26, 2026 until Dec 4, 2026/)
  const table = await server.get('/api/build-out/board.csv?table=unmet&delay=build:6w')
  expect(table.headers.get('content-disposition')).toBe('attachment; filename="oblak-build-out-unmet.csv"')
  expect((await table.text()).split('\r\n')[1]).toMatch(
    /^imaging,Imaging,Снимци,programme,belgrade,belgrade,power,2026-10-26,2026-12-04,1000000,/,
  )
  for (const query of ['board.html?delay=nothing:6w', 'board.csv?table=none', 'milestones.ics?baseline=none'])
    expect((await server.get(`/api/build-out/${query}`)).status, query).toBeGreaterThanOrEqual(400)
})

test('a server without a programme says so', async () => {
  await using running = await startSyntheticServer()
  const answer = await fetch(`${running.server.url}/api/build-out/supply`)
  expect([answer.status, (await answer.json()).code]).toEqual([404, 'not-configured'])
})
