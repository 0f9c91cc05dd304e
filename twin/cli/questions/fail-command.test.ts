import { expect, test } from 'vitest'
import type { CommandIo } from '../../kit/command.ts'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { failCommand } from './fail-command.ts'

function site() {
  const estate = new PowerEstate().utility('grid').rack('hall/rack')
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

async function fail(paths: readonly string[], json = false) {
  const out: string[] = []
  const messages: string[] = []
  const io: CommandIo = {
    out: (text) => out.push(text),
    message: (text) => messages.push(text),
    colour: false,
    columns: 100,
    environment: {},
    workingFolder: '/',
  }
  const command = failCommand({ loadEstate: async () => ({ estate: site() }), nearestPath: () => 's/ups-a' })
  const status = await command.run({ args: [paths], options: {}, json, io, signal: new AbortController().signal })
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

test('a path that is none is status 2 with the nearest', async () => {
  const { status, text, messages } = await fail(['s/ups-x'])
  expect(status).toBe(2)
  expect(text).toBe('')
  expect(messages.join()).toContain('there is no s/ups-x in Listed. The nearest is s/ups-a.')
})
