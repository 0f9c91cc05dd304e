import { afterAll, beforeAll, expect, test } from 'vitest'
import { estateStateAt } from '../../twin/analysis/build-out/estate-state.ts'
import { programmeStatus } from '../../twin/analysis/build-out/programme-status.ts'
import { shippedFolder } from '../../twin/estate/estate-folder.ts'
import { loadEstate } from '../../twin/estate/load-estate.ts'
import { loadProgramme, programmePath } from '../../twin/estate/programme/load-programme.ts'
import { type BuiltProgram, buildProgram } from '../../twin/kit/testing/build-program.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import type { Day } from '../../twin/model/day.ts'
import { CloudClient } from './cloud-client.ts'

let program: BuiltProgram

beforeAll(async () => {
  program = await buildProgram(new URL('./main.ts', import.meta.url))
})

afterAll(() => program[Symbol.asyncDispose]())

test('reads the catalogue for the shipped estate in a thread of its own, once, and judges plans there', async () => {
  const client = new CloudClient({ estateFolder: shippedFolder() }, program.url)
  const [declared, again, plan] = await Promise.all([
    client.declared(),
    client.declared(),
    client.judge({ name: 'any', text: '{}', site: undefined }),
  ])
  expect(again).toBe(declared)
  // 204 racks of hosts in Belgrade and 1,040 in Kragujevac.
  expect(declared.racks).toHaveLength(1244)
  expect(declared.services.map(({ name }) => name)).toContain('evisa')
  expect(declared.services.find(({ name }) => name === 'egovernment-portal')?.title.en).toBe('eGovernment portal')
  expect(
    declared.powerFailures.find(({ of }) => of.join() === 'belgrade/power/ups-a1,belgrade/power/ups-b1'),
  ).toBeDefined()
  expect(plan).toMatchObject({ wrong: expect.stringContaining('no plan') })
  await client.stop()
  await expect(client.judge({ name: 'any', text: '{}', site: undefined })).rejects.toThrow('was stopped')
})

test('reads it for the estate of another day, with the racks that the programme brings', async () => {
  const { estate } = await loadEstate(undefined)
  const status = programmeStatus(await loadProgramme(programmePath(undefined, undefined)))
  const state = estateStateAt(estate, status, '2031-01-01' as Day)
  if (!state) throw new Error('the programme changes the estate until then')
  const client = new CloudClient({ estateFolder: shippedFolder() }, program.url)
  const { racks, services } = await client.declaredOn(state)
  // 384 racks of the block beside the 1,244 of today.
  expect(racks).toHaveLength(1628)
  expect(racks.find(({ rack }) => rack === 'kragujevac/block-40/hall-1/row-a/rack-01')).toMatchObject({
    pools: ['gpus'],
    hall: 'kragujevac/block-40/hall-1',
  })
  expect(services.map(({ name }) => name)).toContain('evisa')
  expect((await client.declared()).racks).toHaveLength(1244)
  await client.stop()
})

test('says what is wrong with an estate that cannot be read', async () => {
  await using folder = await temporaryFolder()
  const client = new CloudClient({ estateFolder: folder.path }, program.url)
  await expect(client.declared()).rejects.toThrow(folder.path)
  await client.stop()
})
