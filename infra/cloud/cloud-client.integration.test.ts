import { afterAll, beforeAll, expect, test } from 'vitest'
import { shippedFolder } from '../../twin/estate/estate-folder.ts'
import { type BuiltProgram, buildProgram } from '../../twin/kit/testing/build-program.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
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

test('says what is wrong with an estate that cannot be read', async () => {
  await using folder = await temporaryFolder()
  const client = new CloudClient({ estateFolder: folder.path }, program.url)
  await expect(client.declared()).rejects.toThrow(folder.path)
  await client.stop()
})
