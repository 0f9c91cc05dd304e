import { expect, test } from 'vitest'
import type { CommandCall } from '../../kit/command.ts'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { recordedIo } from '../../kit/testing/recorded-io.ts'
import { failCommand } from './fail-command.ts'
import type { LiveLoads } from './live-loads.ts'

function site(estate = new PowerEstate()) {
  estate.utility('grid').rack('hall/rack')
  for (const side of ['a', 'b']) {
    estate.ups(`ups-${side}`, { from: 'grid' })
    estate.feed(`feed-${side}`, { from: `ups-${side}` }).pdu(`hall/rack/pdu-${side}`, { from: `feed-${side}` })
  }
  const cords = ['hall/rack/pdu-a', 'hall/rack/pdu-b']
  return estate
    .device('hall/rack/server', cords, 3000, 1, { service: 'registers' })
    .device('hall/rack/tape', ['hall/rack/pdu-a'], 500)
    .build()
}

/** The same in a room of 5 × 10 × 4 m, class A2, with one cooler. */
function cooledSite() {
  const corner = (x: number, y: number) => ({ x, y })
  const footprint = [corner(0, 0), corner(5, 0), corner(5, 10), corner(0, 10)]
  return site(new PowerEstate().room('hall', { footprint }).crah('hall/crah', { from: 'grid' }))
}

async function fail(
  paths: readonly string[],
  json = false,
  estate = site(),
  options: CommandCall['options'] = {},
  live?: LiveLoads,
) {
  const { io, messages, out } = recordedIo()
  const command = failCommand({
    loadEstate: async () => ({ estate }),
    nearestPath: () => 's/ups-a',
    liveLoads: async () => live,
  })
  const status = await command.run({ args: [paths], options, json, io, signal: new AbortController().signal })
  return { status, text: out.join('\n'), messages }
}

test('what fails is answered with what goes down and why, and status 1', async () => {
  const { status, text } = await fail(['s/ups-a'])
  expect(status).toBe(1)
  expect(text).toContain('s/hall/rack/tape, 500 W, because s/ups-a is lost')
  expect(text).toContain('1 device now rests on s/ups-b alone')
  expect(text).toContain('nothing here is measured')
})

test('batteries are told with their minutes, and what follows when they are empty', async () => {
  const { status, text } = await fail(['s/grid'])
  expect(status).toBe(1)
  expect(text).toMatch(/on battery {6}s\/ups-b {2}1\.5 kW|on battery {6}s\/ups-a {2}2 kW/)
  expect(text).toContain('services hit    registers  1 device, 3 kW')
})

test('what a running server says is lost already is counted, and told', async () => {
  const live = {
    ...{ server: 'http://here', estate: site().name, lost: ['s/ups-b/input'] },
    measurements: [{ path: 's/hall/rack/pdu-a', watts: 2000, ageSeconds: 1 }],
  }
  const { status, text } = await fail(['s/ups-a'], false, site(), {}, live)
  expect(status).toBe(1)
  expect(text).toContain('If s/ups-a fails')
  expect(text).toContain('Lost already by what is measured, and counted: s/ups-b/input.')
  expect(text).toMatch(/When batteries are empty[\s\S]*s\/ups-b\/input is lost/)
  const { already } = JSON.parse((await fail(['s/ups-a'], true, site(), {}, live)).text)
  expect(already).toEqual(['s/ups-b/input'])
})

test('a loss that takes nothing along is status 0', async () => {
  expect((await fail(['s/ups-b'])).status).toBe(0)
})

test('as JSON it is one document with every chain of causes', async () => {
  const { text } = await fail(['s/ups-a'], true)
  const { atOnce, loads, lost } = JSON.parse(text)
  expect({ loads, lost }).toEqual({ loads: 'declared', lost: ['s/ups-a'] })
  expect(atOnce.down[0].causes).toEqual([
    { path: 's/hall/rack/pdu-a', what: 'has no power' },
    { path: 's/feed-a', what: 'has no power' },
    { path: 's/ups-a', what: 'is lost' },
  ])
})

test('a room without cooling is told with the time to the limit of its class, and status 1', async () => {
  const { status, text } = await fail(['s/hall/crah'], false, cooledSite())
  expect(status).toBe(1)
  // 200 m³ of air and a rack: from the mixed 30.9 °C to the 35 °C of A2 at 3.5 kW, 4.1 K · 291.2 kJ/K / 3.5 kW.
  expect(text).toContain(
    's/hall  intakes pass 35 °C (A2) after about 5.69 min: 0 of 1 air units left, 0 W of 3.5 kW cooled',
  )
  expect(text).toContain('(room assumed by its size; intakes assumed at 22.5 °C)')
  const { cooling } = JSON.parse((await fail(['s/hall/crah'], true, cooledSite())).text)
  expect(cooling.atOnce[0]).toMatchObject({ passes: 'later', parameters: { how: 'assumed' }, limit: 35 })
})

test('a device fails with its service; an outlet or a supply leaves it on the other side', async () => {
  const device = await fail(['s/hall/rack/server'])
  expect(device.status).toBe(1)
  expect(device.text).toContain('s/hall/rack/server, 3 kW, because s/hall/rack/server is lost')
  expect(device.text).toContain('services hit    registers  1 device, 3 kW')
  for (const part of ['s/hall/rack/pdu-b/outlet-1', 's/hall/rack/server/supply-2']) {
    const { status, text } = await fail([part])
    expect(status, part).toBe(0)
    expect(text).toContain('1 device now rests on s/ups-a alone')
  }
})

test('a switch that fails says how many network ports go with it', async () => {
  const estate = site(
    new PowerEstate().device('hall/rack/switch', ['hall/rack/pdu-a#3'], 200, 1, { role: 'network', networkPorts: 48 }),
  )
  expect((await fail(['s/hall/rack/switch'], false, estate)).text).toContain('network ports   48 of 1 network device')
})

test('an outlet that is none is status 2 with those that there are', async () => {
  const { messages, status } = await fail(['s/hall/rack/pdu-a/outlet-49'])
  expect(status).toBe(2)
  expect(messages.join()).toContain('s/hall/rack/pdu-a has outlet-1 to outlet-48')
})

test('a path that is none is status 2 with the nearest', async () => {
  const { status, text, messages } = await fail(['s/ups-x'])
  expect(status).toBe(2)
  expect(text).toBe('')
  expect(messages.join()).toContain('there is no s/ups-x in Listed. The nearest is s/ups-a.')
})

test('in pairs it tells which two do what neither does alone, and status 1', async () => {
  const { status, text } = await fail([], false, site(), { pairs: true })
  expect(status).toBe(1)
  // The grid alone takes all when batteries are empty; only both UPS do more than each.
  expect(text).toContain('1 of 3 pairs do what neither does alone')
  expect(text).toContain('s/ups-a and s/ups-b: 1 down, 3 kW, at once, services registers')
  const inRack = await fail([], true, site(), { pairs: true, in: 's/hall/rack' })
  expect(JSON.parse(inRack.text).pairs[0].lost).toEqual(['s/hall/rack/pdu-a', 's/hall/rack/pdu-b'])
  const then = await fail([], false, site(), { pairs: true, at: '2030-06-30' })
  expect(then.text).toContain('On 2030-06-30: 1 of 3 pairs')
})

test('neither paths nor pairs, or both, is wrong usage', async () => {
  expect((await fail([])).status).toBe(2)
  expect((await fail(['s/grid'], false, site(), { pairs: true })).status).toBe(2)
  expect((await fail([], false, site(), { pairs: true, in: 's/nowhere' })).status).toBe(2)
})
