import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { recordedIo } from '../../kit/testing/recorded-io.ts'
import type { LiveLoads } from './live-loads.ts'
import { placeCommand } from './place-command.ts'
import { placementText } from './placement-text.ts'

function site() {
  const estate = new PowerEstate().utility('grid').rack('hall/rack')
  for (const side of ['a', 'b']) {
    estate.ups(`ups-${side}`, { from: 'grid' }).feed(`feed-${side}`, { from: `ups-${side}` }, { side })
    estate.pdu(`hall/rack/pdu-${side}`, { from: `feed-${side}` }, { side })
  }
  return estate.device('hall/rack/server', ['hall/rack/pdu-a', 'hall/rack/pdu-b'], 3000).build()
}

async function place(options: Record<string, string | boolean>, json = false, live?: LiveLoads) {
  const { io, messages, out } = recordedIo()
  const command = placeCommand({
    loadEstate: async () => ({ estate: site() }),
    nearestPath: () => 's/hall/rack',
    liveLoads: async () => live,
  })
  const given = { count: '1', feeds: '2', phase: '1', limit: '20', ...options }
  const status = await command.run({ args: [], options: given, json, io, signal: new AbortController().signal })
  return { status, text: out.join('\n'), messages: messages.join('\n') }
}

test('what fits is told with its place and the fullest of what it rests on, and status 0', async () => {
  const { status, text } = await place({ units: '2', watts: '3000' })
  expect(status).toBe(0)
  // 6 kW at 0.95 on 400 V 32 A, 22,170 VA (domain.md, 4): 28 %.
  expect(text).toContain('fits: 1 of 1 (2 U, 3 kW, 2 feeds) in one rack')
  expect(text).toContain('s/hall/rack U2 on pdu-a and pdu-b; fullest after any single loss s/hall/rack/pdu-a 28 %')
  expect(text).toContain('not looked at without --weight and --ports')
})

test('what does not fit is status 1, with the reasons counted', async () => {
  const { status, text } = await place({ count: '2', units: '30', watts: '100' }, true)
  expect(status).toBe(1)
  const { fits, places, refusals } = JSON.parse(text)
  expect([fits, places.length]).toEqual([false, 1])
  expect(refusals).toMatchObject([{ code: 'space', racks: 1, example: 's/hall/rack' }])
})

test('with --relief the smallest changes that fit are told, as they are to be asked', async () => {
  // 41 of 42 U are free: one of 30 U fits, two do not, however little they draw.
  const { status, text } = await place({ count: '2', units: '30', watts: '100', relief: true })
  expect(status).toBe(1)
  expect(text).toContain('they would fit with one of these, each the smallest of its kind\n  one device: --count 1\n')
  const { reliefs } = JSON.parse((await place({ count: '2', units: '30', watts: '100', relief: true }, true)).text)
  expect(reliefs).toEqual([{ change: 'count', count: 1 }])
  expect(JSON.parse((await place({ count: '2', units: '30', watts: '100' }, true)).text)).not.toHaveProperty('reliefs')
})

test('a missing or impossible figure, and a path that is none, are wrong usage', async () => {
  const missing = await place({ units: '0', watts: 'many' })
  expect(missing.status).toBe(2)
  expect(missing.messages).toContain('--units is 0: give a number from 0.5, in halves')
  expect(missing.messages).toContain('--watts is many')
  const neither = await place({})
  expect(neither.messages).toContain('--units is missing')
  expect(neither.messages).toContain('--watts is missing')
  expect((await place({ units: '1.3', watts: '100' })).messages).toContain(
    '--units is 1.3: give a number from 0.5, in halves',
  )
  expect((await place({ units: '1', watts: '100', in: 's/hall/rock' })).status).toBe(2)
  expect((await place({ units: '1', watts: '100', in: 's/grid' })).status).toBe(2)
})

test('with live values it reckons with what is measured and says so', async () => {
  const measured = (path: string, watts: number) => ({ path, watts, ageSeconds: 12 })
  const measurements = [measured('s/hall/rack/pdu-a', 1700), measured('s/hall/rack/pdu-b', 1600)]
  const live = { server: 'http://here', estate: site().name, lost: [], measurements }
  // 22,170 VA are 21.06 kW at 0.95: beside the declared 3 kW they bear 17.9 kW, beside the measured 3.3 kW they do not.
  const request = { units: '2', watts: '17900' }
  const declared = await place(request)
  expect([declared.status, declared.text.includes('nothing here is measured')]).toEqual([0, true])
  const { status, text } = await place(request, false, live)
  expect(status).toBe(1)
  expect(text).toContain('Loads of devices, with live values of http://here: 1 a share of a meter above.')
  const told = JSON.parse((await place(request, true, live)).text)
  expect(told).toMatchObject({ loads: 'measured', obtained: { allocated: 1 } })
})

test('live values of another estate are not taken, and what is declared counts', async () => {
  const live = {
    server: 'http://here',
    estate: 'other',
    lost: [],
    measurements: [{ path: 's/grid', watts: 1, ageSeconds: 1 }],
  }
  const { messages, status, text } = await place({ units: '2', watts: '3000' }, false, live)
  expect(messages).toContain('http://here serves the estate other')
  expect(text).toContain('nothing here is measured')
  expect(status).toBe(0)
})

test('where not all combinations were tried and not all devices have a place, that is said', () => {
  const request = { count: 9, units: 2, watts: 500, feeds: 2, phase: 'single' } as const
  const answer = { request, fits: false, places: [], racks: 400, refusals: [] }
  expect(placementText({ ...answer, isExact: false }, 20)).toContain('too many combinations to try them all')
  expect(placementText({ ...answer, isExact: true }, 20)).not.toContain('too many combinations')
})
