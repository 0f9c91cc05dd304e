import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ThermalParameters } from '../../analysis/cooling/room-thermal.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { ThermalMemory } from './thermal-memory.ts'

const still = (capacity: number): ThermalParameters => ({
  ...{ capacity, conductance: 200, ambient: 31, mixing: 0.8, mixingTime: 12 },
  source: { how: 'fitted', samples: 40, residual: 0.1 },
})

test('what was fitted to a room is there after a restart, the newest of it', async () => {
  await using folder = await temporaryFolder()
  const memory = await ThermalMemory.open(folder.path, () => undefined)
  await memory.keep('s/hall-1', still(2e6), 200)
  await memory.keep('s/hall-1', still(1e6), 100)
  await memory.keep('s/hall-2', { ...still(3e6), source: { how: 'assumed' } }, 100)
  const again = await ThermalMemory.open(folder.path, () => undefined)
  expect(again.of('s/hall-1')).toEqual(still(2e6))
  expect(again.of('s/hall-2'), 'what is assumed is not remembered').toBeUndefined()
})

test('a damaged line costs its own room and is told', async () => {
  await using folder = await temporaryFolder()
  await (await ThermalMemory.open(folder.path, () => undefined)).keep('s/hall-1', still(2e6), 200)
  await appendFile(join(folder.path, 'rooms', 'thermal.log'), '00000000 {"room":"s/hall-2"}\n')
  const said: string[] = []
  const again = await ThermalMemory.open(folder.path, (message) => said.push(message))
  expect(again.of('s/hall-1')).toEqual(still(2e6))
  expect(said).toEqual(['1 lines of what was fitted to rooms are damaged and left out.'])
})
