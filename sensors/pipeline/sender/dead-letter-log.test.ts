import { appendFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { DeadLetterLog } from './dead-letter-log.ts'

const letter = (value: number) => ({
  at: epochMs(1_700_000_000_000 + value),
  point: 'test/rack/power',
  value,
  reason: 'too old',
})

test('dead letters are listed newest first, over restarts', async () => {
  await using folder = await temporaryFolder()
  await new DeadLetterLog(folder.path).add([letter(1), letter(2)])
  await new DeadLetterLog(folder.path).add([letter(3)])
  expect(await new DeadLetterLog(folder.path).list(2)).toEqual([letter(3), letter(2)])
})

test('a value that is no number, and a time that is none, come back as such', async () => {
  await using folder = await temporaryFolder()
  const log = new DeadLetterLog(folder.path)
  await log.add([{ ...letter(0), at: epochMs(Number.NaN), value: Number.NEGATIVE_INFINITY }])
  expect(await log.list(1)).toEqual([{ ...letter(0), at: Number.NaN, value: Number.NaN }])
})

test('a line torn by a crash costs itself only', async () => {
  await using folder = await temporaryFolder()
  const log = new DeadLetterLog(folder.path)
  await log.add([letter(1)])
  await appendFile(join(folder.path, 'dead-letters.log'), '{"at":17000')
  await log.add([letter(2)])
  expect(await log.list(10)).toEqual([letter(2), letter(1)])
})

test('the log is bounded: two files, of which the older goes', async () => {
  await using folder = await temporaryFolder()
  const log = new DeadLetterLog(folder.path, 2_000)
  for (let value = 0; value < 200; value++) await log.add([letter(value)])
  const found = await log.list(1_000)
  expect(found[0]).toEqual(letter(199))
  expect(found.length).toBeLessThan(100)
  expect(found.map(({ value }) => value)).toEqual(found.map((_, index) => 199 - index))
  for (const name of ['dead-letters.log', 'dead-letters.1.log']) {
    expect((await stat(join(folder.path, name))).size).toBeLessThan(2_300)
  }
})

test('only its owner may read it', async () => {
  await using folder = await temporaryFolder()
  await new DeadLetterLog(folder.path).add([letter(1)])
  const path = join(folder.path, 'dead-letters.log')
  expect((await stat(path)).mode & 0o077).toBe(0)
})
