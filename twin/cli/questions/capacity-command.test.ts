import { expect, test } from 'vitest'
import type { CommandCall } from '../../kit/command.ts'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { recordedIo } from '../../kit/testing/recorded-io.ts'
import { capacityCommand } from './capacity-command.ts'
import type { LiveLoads } from './live-loads.ts'

function site() {
  const estate = new PowerEstate().utility('grid').rack('hall/rack')
  for (const side of ['a', 'b']) {
    estate.ups(`ups-${side}`, { from: 'grid' }).feed(`feed-${side}`, { from: `ups-${side}` })
    estate.pdu(`hall/rack/pdu-${side}`, { from: `feed-${side}` }, { side })
  }
  return estate.device('hall/rack/server', ['hall/rack/pdu-a', 'hall/rack/pdu-b'], 3000).build()
}

async function capacity(
  path: string | undefined,
  json = false,
  options: CommandCall['options'] = {},
  estate = site(),
  live?: LiveLoads,
) {
  const { io, messages, out } = recordedIo()
  const command = capacityCommand({
    loadEstate: async () => ({ estate }),
    nearestPath: () => 's/hall/rack',
    liveLoads: async () => live,
  })
  const status = await command.run({ args: [path], options, json, io, signal: new AbortController().signal })
  return { status, text: out.join('\n'), messages }
}

test('a rack is told with what its chain still carries after any single loss', async () => {
  const { status, text } = await capacity('s/hall/rack')
  expect(status).toBe(0)
  // 400 V 32 A: 22,170 VA (domain.md, 4), 21.1 kW at a power factor of 0.95; 3 kW are drawn and may all be on one side.
  expect(text).toContain('3 kW drawn, 18.1 kW more with any single loss')
  expect(text).toContain('1 of 42 U taken (2 %)')
  expect(text).toContain(
    'still fit: 41 of 1 U, 20 of 2 U, 10 of 4 U, 4 of 10 U; 100 % of what is free lies in the largest runs',
  )
  expect(text).toContain('0U: 2 places used, 1 racks say no places')
  expect(text).toContain('free not known (1 devices say no ports)')
  expect(text).toContain('nothing here is measured')
})

test('without a path each site is told', async () => {
  const { text } = await capacity(undefined, true)
  const { loads, places } = JSON.parse(text)
  expect(loads).toBe('declared')
  expect(places.map(({ path, racks }: { path: string; racks: number }) => [path, racks])).toEqual([['s', 1]])
})

test('what holds no rack is wrong usage, and so is a path that is none', async () => {
  const none = await capacity('s/grid')
  expect(none.status).toBe(2)
  expect(none.messages.join()).toContain('s/grid holds no rack')
  expect((await capacity('s/hall/rock')).status).toBe(2)
})

test('says what one moved cord would release, and that it was computed', async () => {
  const banks = ['l1', 'l2'].map((lines, place) => ({
    name: lines,
    lines,
    breaker: 16,
    outlets: [place * 8 + 1, place * 8 + 8],
  }))
  const estate = new PowerEstate().utility('grid').rack('rack').feed('feed', { from: 'grid' }, { amperage: 16 })
  estate.pdu('rack/pdu', { from: 'feed' }, { banks, outlets: 16 })
  for (const outlet of [1, 2]) estate.device(`rack/server-${outlet}`, [`rack/pdu#${outlet}`], 1000)
  const { text, messages } = await capacity('s/rack', false, { release: true }, estate.build())
  expect(text).toContain(
    'rebalance a phase: s/rack/server-1, supply 1, from s/rack/pdu outlet 1 (bank l1) to s/rack/pdu outlet 9 (bank l2)',
  )
  expect(messages).toContain('s/rack: 1 of 2 tried …')
})

test('with live values it reckons with what is measured, says how each figure was obtained, and what is odd', async () => {
  const measured = (path: string, watts: number) => ({ path, watts, ageSeconds: 12 })
  const measurements = [measured('s/hall/rack/pdu-a', 1700), measured('s/hall/rack/pdu-b', 1600)]
  const live = { server: 'http://here', estate: site().name, lost: [], measurements }
  const { text } = await capacity('s/hall/rack', false, {}, site(), live)
  // Two rack PDUs: 3.3 kW where 3 kW are declared.
  expect(text).toContain('3.3 kW drawn')
  // 17 W and 16 W in quadrature.
  expect(text).toContain('its rack PDUs: 3.3 kW ± 23.3 W, measured, 12 s old')
  expect(text).toContain('its load: 1.7 kW ± 17 W, measured, 12 s old')
  expect(text).toContain('Loads of devices, with live values of http://here: 1 a share of a meter above.')
  expect(text).toContain('false 2N: A and B of s/hall/rack rest on s/grid')
  const { findings, loads, obtained, places } = JSON.parse((await capacity('s/hall/rack', true, {}, site(), live)).text)
  expect({ loads, allocated: obtained.allocated }).toEqual({ loads: 'measured', allocated: 1 })
  expect(findings[0].kind).toBe('false-2n')
  expect(places[0].devices[0]).toMatchObject({ path: 's/hall/rack/server', how: 'allocated', ageSeconds: 12 })
  expect(places[0].devices[0].perCord.failover).toBeCloseTo(3300, -1)
})

test('live values of another estate are not taken', async () => {
  const live = {
    server: 'http://here',
    estate: 'other',
    lost: [],
    measurements: [{ path: 's/grid', watts: 1, ageSeconds: 1 }],
  }
  const { messages, text } = await capacity('s/hall/rack', false, {}, site(), live)
  expect(messages.join()).toContain('http://here serves the estate other, not Listed: its values are not taken.')
  expect(text).toContain('nothing here is measured')
})
