import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ReservationsFile } from '../../estate/reservations/reservations-file.ts'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import type { Estate } from '../../model/estate.ts'
import { epochMs } from '../../model/units.ts'
import { reservationsAnswer, reservationView } from '../../protocol/reservations.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const RACK = 'belgrade/hall-1/row-a/rack-01'
const NOON = epochMs(Date.UTC(2026, 10, 25, 12))
const asked = {
  name: 'Registry',
  from: '2027-03-01',
  until: '2027-06-01',
  by: 'Ana',
  note: 'tender 12',
  device: { units: 2, watts: 1800, weight: 28, ports: 2 },
  places: [{ rack: RACK, position: 20, cords: [{ pdu: `${RACK}/pdu-a` }, { pdu: `${RACK}/pdu-b` }] }],
}

async function started(estate?: Estate) {
  const folder = await temporaryFolder()
  const book = new ReservationsFile(join(folder.path, 'reservations.yaml'))
  const said: string[] = []
  const log = (message: string) => said.push(message)
  const parts = { reservations: book, clock: () => NOON, dataFolder: folder.path, log }
  const running = await startSyntheticServer({ ...parts, ...(estate && { estate }) })
  const { url } = running.server
  return {
    book,
    said,
    url,
    post: (change: object = {}) =>
      fetch(`${url}/api/reservations`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...asked, ...change }),
      }),
    remove: (id: string) => fetch(`${url}/api/reservations/${id}`, { method: 'DELETE' }),
    list: async () => reservationsAnswer.parse(await (await fetch(`${url}/api/reservations`)).json()),
    [Symbol.asyncDispose]: async () => {
      await running[Symbol.asyncDispose]()
      await folder[Symbol.asyncDispose]()
    },
  }
}

test('what is reserved stands in the file with who, when and the outlets, and in the list; cancelled it is gone from both', async () => {
  await using server = await started()
  const made = reservationView.parse(await (await server.post()).json())
  expect(made).toMatchObject({ id: 'r1', by: 'Ana', made: '2026-11-25', phase: 'to come', units: 2, watts: 1800 })
  expect(made.devices[0]).toMatchObject({ path: `${RACK}/r1-1`, position: 20, units: 2, type: null })
  expect(made.devices[0]?.cords.map(({ pdu }) => pdu)).toEqual([`${RACK}/pdu-a`, `${RACK}/pdu-b`])
  expect((await server.book.read()).reservations).toMatchObject([{ id: 'r1', note: 'tender 12' }])
  const listed = await server.list()
  expect(listed).toMatchObject({ today: '2026-11-25', fault: null, reservations: [made] })
  expect(listed.changes).toEqual([{ at: NOON, by: 'Ana', did: 'reserved', id: 'r1', name: 'Registry' }])
  expect((await server.remove('r1')).status).toBe(200)
  expect((await server.remove('r1')).status).toBe(404)
  const after = await server.list()
  expect([after.reservations, after.changes.map(({ did }) => did)]).toEqual([[], ['cancelled', 'reserved']])
})

test('the same units at the same time are a conflict and nothing is written; from the day on which the first ends they are free', async () => {
  await using server = await started()
  await server.post()
  const refused = await server.post({ from: '2027-05-31', until: undefined })
  expect(refused.status).toBe(409)
  expect((await refused.json()).detail).toContain(`its units are taken by ${RACK}/r1-1, of r1`)
  expect((await server.book.read()).reservations).toHaveLength(1)
  expect((await server.post({ from: '2027-06-01', until: undefined })).status).toBe(200)
})

/** A rack with a feed of 5 kVA a side: at a power factor of 0.95 that is 4,750 W, of which 1,900 W are drawn. */
function fullHall() {
  const five = { phase: 'single', line: 'l1', voltage: 230, voltageIs: 'line-to-neutral', amperage: 5000 / 230 }
  const estate = new PowerEstate().utility('grid').rack('rack')
  for (const side of ['a', 'b']) {
    estate.feed(`feed-${side}`, { from: 'grid' }, { ...five, side })
    estate.pdu(`rack/pdu-${side}`, { from: `feed-${side}` }, { side, amperage: 32 })
  }
  return estate.device('rack/server', ['rack/pdu-a', 'rack/pdu-b'], 1900).build()
}

const inHall = (position: number, watts: number) => ({
  device: { units: 2, watts },
  places: [{ rack: 's/rack', position, cords: [{ pdu: 's/rack/pdu-a' }, { pdu: 's/rack/pdu-b' }] }],
})

test('what power does not bear after a single loss is a conflict, to the watt, with all that is reserved then', async () => {
  await using server = await started(fullHall())
  const refused = await server.post(inHall(20, 2851))
  expect(refused.status).toBe(409)
  expect((await refused.json()).detail).toMatch(
    /^Nothing was reserved\. s\/rack\/r1-1: (power feed|rack PDU) of side [ab] beyond its limit after the loss of a/,
  )
  expect((await server.book.read()).reservations).toEqual([])
  expect((await server.post(inHall(20, 1850))).status).toBe(200)
  expect((await server.post(inHall(30, 1001))).status).toBe(409)
  // When the first has ended there is room for it.
  expect((await server.post({ ...inHall(30, 1001), from: '2027-06-01', until: '2027-07-01' })).status).toBe(200)
  expect((await server.post(inHall(34, 1000))).status).toBe(200)
})

test('two devices of one reservation are asked together', async () => {
  await using server = await started(fullHall())
  const [one, other] = [inHall(20, 1426), inHall(30, 1426)]
  expect((await server.post({ ...one, places: [...one.places, ...other.places] })).status).toBe(409)
  expect((await server.post({ ...one, until: '2027-04-01' })).status).toBe(200)
})

test('of two who reserve the last room at one instant one has it, and the other is told', async () => {
  await using server = await started(fullHall())
  const answers = await Promise.all([server.post(inHall(20, 1500)), server.post(inHall(30, 1500))])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await server.book.read()).reservations).toHaveLength(1)
  const both = await Promise.all([server.post(inHall(34, 500)), server.post(inHall(38, 500))])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect((await server.book.read()).reservations.map(({ id }) => id)).toEqual(['r1', 'r2', 'r3'])
})

test('days that are none, an end that is over or before the beginning, nobody, and fields that are none are refused', async () => {
  await using server = await started()
  const status = async (change: object) => (await server.post(change)).status
  expect(await status({ from: '2027-02-29' })).toBe(400)
  expect(await status({ until: '2027-03-01' })).toBe(400)
  expect(await status({ from: '2026-01-01', until: '2026-11-25' })).toBe(400)
  expect(await status({ by: undefined })).toBe(400)
  expect(await status({ colour: 'red' })).toBe(400)
  expect(await status({ places: [] })).toBe(400)
  expect(await status({ device: { type: 'none' } })).toBe(409)
  expect(await status({ device: { type: 'server-1u' } })).toBe(200)
})

test('a file that was broken meanwhile is told, its reservations hold on, and it is left as it is', async () => {
  await using server = await started()
  await server.post()
  await writeFile(server.book.path, 'version: 1\nreservations: [}\n')
  const { fault, reservations } = await server.list()
  expect(fault).toContain('reservations.yaml:2:')
  expect(reservations).toHaveLength(1)
  expect((await server.post({ places: [{ ...asked.places[0], position: 30 }] })).status).toBe(503)
  expect((await server.remove('r1')).status).toBe(503)
  const status = await (await fetch(`${server.url}/api/status`)).json()
  expect(status.reservations).toEqual({ count: 1, fault })
  await writeFile(server.book.path, 'version: 1\n')
  await server.list()
  const told = server.said.filter((line) => line.startsWith(server.book.path))
  expect(told.map((line) => line.slice(server.book.path.length, server.book.path.length + 12))).toEqual([
    ' is broken; ',
    ' is mended: ',
  ])
})

test('without a file of reservations there are no routes for them', async () => {
  await using running = await startSyntheticServer()
  expect((await fetch(`${running.server.url}/api/reservations`)).status).toBe(404)
})

test('what is reserved is taken in what is left, is in the way of places that would overrun it, and fails on its days', async () => {
  await using server = await started()
  const pdu = `${RACK}/pdu-a`
  await server.post({ until: undefined, places: [{ rack: RACK, position: 20, cords: [{ pdu }] }] })
  const ask = async (path: string) => (await fetch(`${server.url}/api/${path}`)).json()
  const [now] = (await ask(`capacity?place=${RACK}`)).places
  expect(now.reserved).toMatchObject({ devices: 1, units: 2, taken: 2, watts: 1800, kilograms: 28 })
  expect(now.reserved.edits).toMatchObject([{ id: 'r1', name: 'Registry', from: '2027-03-01' }])
  const [before] = (await ask(`capacity?place=${RACK}&at=2027-02-28`)).places
  expect([before.reserved.devices, now.space.taken - before.space.taken]).toEqual([0, 2])
  // 42 U with a server below and the reservation in the middle: no run of 24 U is left.
  const fits = async (rest: string) => (await ask(`place?units=24&watts=100&in=${RACK}${rest}`)).fits
  expect([await fits('&until=2027-03-01'), await fits(''), await fits('&at=2027-01-01')]).toEqual([true, false, false])
  const down = async (at: string) => (await ask(`fail?thing=${pdu}${at}`)).atOnce.counts.down
  expect([await down(''), await down('&at=2027-02-28'), await down('&at=2027-03-01')]).toEqual([0, 0, 1])
  expect((await fetch(`${server.url}/api/capacity?at=2027-02-29`)).status).toBe(400)
  const past = await fetch(`${server.url}/api/place?units=1&watts=100&at=2026-11-24`)
  expect([past.status, await past.text()]).toEqual([400, expect.stringContaining('2026-11-24 is past')])
})
