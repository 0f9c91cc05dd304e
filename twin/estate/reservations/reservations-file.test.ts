import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reserved } from '../../kit/testing/reserved.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { ReservationsFile } from './reservations-file.ts'

const idsOf = async (file: ReservationsFile) => (await file.read()).reservations.map(({ id }) => id)

test('a file that is not there holds none; it is made with the first, in folders that are not there yet', async () => {
  await using folder = await temporaryFolder()
  const file = new ReservationsFile(join(folder.path, 'data', 'reservations.yaml'))
  expect(await file.read()).toMatchObject({ reservations: [] })
  await file.add(() => reserved('r1', '2027-03-01', undefined, {}))
  expect(await idsOf(file)).toEqual(['r1'])
  expect(await readdir(join(folder.path, 'data')), 'no draft is left').toEqual(['reservations.yaml'])
})

test('what people write is seen by the next question, and changes at the same time all come in', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'reservations.yaml')
  const [one, other] = [new ReservationsFile(path), new ReservationsFile(path)]
  const add = (file: ReservationsFile) =>
    file.add((known) => reserved(`r${known.length + 1}`, '2027-03-01', undefined, { position: 1 + 2 * known.length }))
  await Promise.all([add(one), add(one), add(one)])
  expect(await idsOf(other)).toEqual(['r1', 'r2', 'r3'])
  expect((await other.cancel('r2'))?.id).toBe('r2')
  expect(await other.cancel('r9')).toBeUndefined()
  expect(await idsOf(one)).toEqual(['r1', 'r3'])
})

test('of two that know nothing of each other and write at one instant none loses what the other wrote', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'reservations.yaml')
  const files = [new ReservationsFile(path), new ReservationsFile(path)]
  const add = (file: ReservationsFile) =>
    file.add(async (known) => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      return reserved(`r${known.length + 1}`, '2027-03-01', undefined, { position: 1 + 2 * known.length })
    })
  await Promise.all(files.flatMap((file) => [add(file), add(file)]))
  expect(await idsOf(new ReservationsFile(path))).toEqual(['r1', 'r2', 'r3', 'r4'])
  expect(await readdir(folder.path), 'no lock is left').toEqual(['reservations.yaml'])
})

test('a broken file is told, what was read before holds on, and nothing is written over it', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'reservations.yaml')
  const file = new ReservationsFile(path)
  await file.add(() => reserved('r1', '2027-03-01', undefined, {}))
  const broken = (await readFile(path, 'utf8')).replace('2027-03-01', '2027-02-30')
  await writeFile(path, broken)
  const { fault, reservations } = await file.read()
  expect(fault).toContain('is no day of the calendar')
  expect(reservations).toHaveLength(1)
  await expect(file.add(() => reserved('r2', '2027-03-01', undefined, {}))).rejects.toThrow('is no day of the calendar')
  expect(await readFile(path, 'utf8')).toBe(broken)
})
