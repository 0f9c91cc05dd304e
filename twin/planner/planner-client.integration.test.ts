import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shippedFolder } from '../estate/estate-folder.ts'
import { type BuiltProgram, buildProgram } from '../kit/testing/build-program.ts'
import { reserved } from '../kit/testing/reserved.ts'
import { temporaryFolder } from '../kit/testing/temporary-folder.ts'
import type { Day } from '../model/day.ts'
import { PlannerClient } from './planner-client.ts'

let program: BuiltProgram

beforeAll(async () => {
  program = await buildProgram(new URL('./main.ts', import.meta.url))
})

afterAll(() => program[Symbol.asyncDispose]())

test('answers from a thread of its own what the analysis answers, in the order asked', async () => {
  const planner = new PlannerClient({ estateFolder: shippedFolder() }, program.url)
  const [failure, [site], chain] = await Promise.all([
    planner.fail(['belgrade/power/ups-a1']),
    planner.capacity(['belgrade']),
    planner.chain('belgrade/power'),
  ])
  expect(failure.lost).toEqual(['belgrade/power/ups-a1'])
  expect(site).toMatchObject({ path: 'belgrade', racks: 216 })
  expect(chain.map(({ path }) => path)).toContain('belgrade/power/ups-a1')
  await planner.stop()
  await expect(planner.fail(['belgrade'])).rejects.toThrow('the planner was stopped')
})

test('says what is wrong with an estate that cannot be read, and reads it anew when that is mended', async () => {
  await using folder = await temporaryFolder()
  const planner = new PlannerClient({ estateFolder: folder.path }, program.url)
  await expect(planner.capacity(['belgrade'])).rejects.toThrow(folder.path)
  await cp(shippedFolder(), folder.path, { recursive: true })
  await expect(planner.capacity(['belgrade'])).resolves.toHaveLength(1)
  await rm(join(folder.path, 'racks.yaml'))
  await expect(planner.capacity(['belgrade']), 'what was read once stays').resolves.toHaveLength(1)
  await planner.stop()
})

test('answers of a period with what is reserved then, told over the thread', async () => {
  const planner = new PlannerClient({ estateFolder: shippedFolder() }, program.url)
  const rack = 'belgrade/hall-1/row-a/rack-01'
  await planner.reserve([reserved('r1', '2027-03-01', '2027-04-01', { rack, position: 27, cords: ['pdu-a:16'] })])
  const [march] = await planner.capacity([rack], { from: '2027-03-31' as Day })
  expect(march?.reserved).toMatchObject({ devices: 1, taken: 2, watts: 1800, edits: [{ id: 'r1' }] })
  const [april] = await planner.capacity([rack], { from: '2027-04-01' as Day })
  expect(april?.reserved?.devices).toBe(0)
  expect((march?.space.taken ?? 0) - (april?.space.taken ?? 0)).toBe(2)
  await planner.stop()
})
