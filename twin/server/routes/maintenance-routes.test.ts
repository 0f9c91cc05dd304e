import { expect, test } from 'vitest'
import { maintenanceAnswer, mayTakeOutAnswer } from '../../protocol/maintenance.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const RACK = 'belgrade/hall-1/row-a/rack-01'
const HOUR = 3_600_000
const post = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

test('one of two feeds may be taken out at the price of redundancy, and the only grid not', async () => {
  await using started = await startSyntheticServer()
  const ask = async (thing: string) =>
    mayTakeOutAnswer.parse(await (await fetch(`${started.server.url}/api/may-take-out?thing=${thing}`)).json())
  const feed = await ask('belgrade/power/feed-0-1-a')
  // The rack of that feed has one server, which rests on its other cord then.
  expect(feed).toMatchObject({ verdict: 'redundancy-lost', lostAlready: [], atOnce: { down: 0, exposed: 1 } })
  const grid = await ask('belgrade/power/utility')
  expect([grid.verdict, grid.later?.down]).toEqual(['no', 8])
  expect(await ask('belgrade/hall-1/leak-1')).toMatchObject({ verdict: 'yes' })
  expect((await fetch(`${started.server.url}/api/may-take-out?thing=belgrade/hall-9`)).status).toBe(404)
})

test('what is out of service already is counted: the other feed of the rack may not be taken out then', async () => {
  await using started = await startSyntheticServer()
  const { url } = started.server
  const now = Date.now()
  const asked = { path: 'belgrade/power/feed-0-1-b', from: now - 1000, to: now + HOUR, reason: 'test', by: 'Ana' }
  const entered = await (await post(`${url}/api/maintenance`, asked)).json()
  expect(entered).toMatchObject({ id: 'm1', phase: 'active', by: 'Ana' })
  const answer = await (await fetch(`${url}/api/may-take-out?thing=belgrade/power/feed-0-1-a`)).json()
  expect(answer).toMatchObject({ verdict: 'no', lostAlready: ['belgrade/power/feed-0-1-b'], atOnce: { down: 1 } })
  expect(await (await post(`${url}/api/maintenance/m1/end`, {})).json()).toMatchObject({ phase: 'restored' })
  expect((await post(`${url}/api/maintenance/m1/end`, {})).status).toBe(409)
  expect((await post(`${url}/api/maintenance/m7/end`, {})).status).toBe(404)
  const { works } = maintenanceAnswer.parse(await (await fetch(`${url}/api/maintenance`)).json())
  expect(works).toMatchObject([{ id: 'm1', phase: 'restored' }])
})

test('a work without an end to come, of nothing, of more than a month or by nobody is refused with the reason', async () => {
  await using started = await startSyntheticServer()
  const now = Date.now()
  const good = { path: RACK, from: now, to: now + HOUR, reason: 'test', by: 'Ana' }
  const status = async (change: object) =>
    (await post(`${started.server.url}/api/maintenance`, { ...good, ...change })).status
  expect(await status({ to: now })).toBe(400)
  expect(await status({ from: now - 2 * HOUR, to: now - HOUR })).toBe(400)
  expect(await status({ to: now + 32 * 24 * HOUR })).toBe(400)
  expect(await status({ by: undefined })).toBe(400)
  expect(await status({ reason: ' ' })).toBe(400)
  expect(await status({ path: 'belgrade/hall-9' })).toBe(404)
  expect(await status({})).toBe(200)
})
