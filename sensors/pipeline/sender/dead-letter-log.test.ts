import { appendFile, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
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

/** Letters of a hundred bytes or so into a ring of four files of a kilobyte. */
const SMALL = 4_096

async function addEach(log: DeadLetterLog, from: number, to: number): Promise<void> {
  for (let value = from; value < to; value++) await log.add([letter(value)])
}

async function sizeOf(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

describe('at its bound', () => {
  test('the oldest are dropped and each is counted: what was added is there or in the count', async () => {
    await using folder = await temporaryFolder()
    const said: string[] = []
    const log = new DeadLetterLog(folder.path, SMALL, (message) => said.push(message))
    let most = 0
    for (let value = 0; value < 200; value++) {
      await log.add([letter(value)])
      most = Math.max(most, await sizeOf(folder.path))
    }
    const kept = await log.list(1_000)
    const { bytes, maxBytes, dropped, droppedSinceStart } = await log.status()
    expect(kept.map(({ value }) => value)).toEqual(kept.map((_, index) => 199 - index))
    expect(dropped).toBe(200 - kept.length)
    expect(droppedSinceStart).toBe(dropped)
    expect(most).toBeLessThanOrEqual(SMALL)
    // A file less at most, and a letter.
    expect(bytes).toBeGreaterThan(SMALL / 2)
    expect([bytes, maxBytes]).toEqual([await sizeOf(folder.path), SMALL])
    const told = said.map((message) => Number(/the (\d+) oldest are dropped/.exec(message)?.[1]))
    expect(told.reduce((sum, count) => sum + count, 0)).toBe(dropped)
  })

  test('one batch larger than all of it leaves its own newest', async () => {
    await using folder = await temporaryFolder()
    const log = new DeadLetterLog(folder.path, SMALL)
    await log.add(Array.from({ length: 500 }, (_, value) => letter(value)))
    const kept = await log.list(1_000)
    expect(kept[0]).toEqual(letter(499))
    expect((await log.status()).dropped).toBe(500 - kept.length)
    expect(await sizeOf(folder.path)).toBeLessThanOrEqual(SMALL)
  })

  test('the count goes on after a restart, beside what this process has dropped', async () => {
    await using folder = await temporaryFolder()
    const first = new DeadLetterLog(folder.path, SMALL)
    await addEach(first, 0, 100)
    const { dropped } = await first.status()
    const second = new DeadLetterLog(folder.path, SMALL)
    expect(await second.status()).toMatchObject({ dropped, droppedSinceStart: 0 })
    await addEach(second, 100, 200)
    const after = await second.status()
    expect(after.dropped).toBe(200 - (await second.list(1_000)).length)
    expect(after.droppedSinceStart).toBe(after.dropped - dropped)
  })

  test('a folder that is over it at the start is brought down to it, files of an older form too', async () => {
    await using folder = await temporaryFolder()
    const lines = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => `${JSON.stringify(letter(from + index))}\n`).join('')
    await writeFile(join(folder.path, 'dead-letters.1.log'), lines(0, 50))
    await writeFile(join(folder.path, 'dead-letters.log'), lines(50, 60))
    const log = new DeadLetterLog(folder.path, SMALL)
    await log.open()
    expect(await sizeOf(folder.path)).toBeLessThanOrEqual(SMALL)
    expect(await log.status()).toMatchObject({ dropped: 50, droppedSinceStart: 50 })
    await log.add([letter(60)])
    expect((await log.list(20)).map(({ value }) => value)).toEqual([60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50])
  })

  test('a crash before the dropped file is removed, or while the head is written, neither forgets nor counts twice', async () => {
    await using folder = await temporaryFolder()
    const log = new DeadLetterLog(folder.path, SMALL)
    const oldest = async () =>
      (await readdir(folder.path))
        .map((name) => Number(/\.(\d+)\.log/.exec(name)?.[1] ?? Infinity))
        .sort((a, b) => a - b)[0]
    let value = 0
    while ((await oldest()) !== 1) await log.add([letter(value++)])
    const first = await readFile(join(folder.path, 'dead-letters.1.log'))
    while ((await oldest()) === 1) await log.add([letter(value++)])
    const { dropped } = await log.status()
    await writeFile(join(folder.path, 'dead-letters.1.log'), first)
    const again = new DeadLetterLog(folder.path, SMALL)
    expect((await again.status()).dropped).toBe(dropped)
    expect(await again.list(1_000)).toHaveLength(value - dropped)
    // The next file is begun with half a head.
    await rename(join(folder.path, 'dead-letters.log'), join(folder.path, `dead-letters.99.log`))
    await writeFile(join(folder.path, 'dead-letters.log'), '{"file":100,"dr')
    const torn = new DeadLetterLog(folder.path, SMALL)
    expect((await torn.status()).dropped).toBe(dropped)
    await addEach(torn, value, value + 100)
    expect((await torn.status()).dropped).toBe(value + 100 - (await torn.list(1_000)).length)
  })

  test('full files that people move away make room, and one that they put back is kept', async () => {
    await using folder = await temporaryFolder()
    const log = new DeadLetterLog(folder.path, SMALL)
    await addEach(log, 0, 25)
    const path = join(folder.path, 'dead-letters.1.log')
    const { bytes } = await log.status()
    const moved = await readFile(path)
    await rm(path)
    expect((await log.status()).bytes).toBe(bytes - moved.length)
    await addEach(log, 25, 30)
    await writeFile(path, moved)
    const { dropped } = await new DeadLetterLog(folder.path, SMALL).status()
    expect(dropped).toBe(0)
    expect(await new DeadLetterLog(folder.path).list(100)).toHaveLength(30)
  })
})

test('only its owner may read it', async () => {
  await using folder = await temporaryFolder()
  await new DeadLetterLog(folder.path).add([letter(1)])
  const path = join(folder.path, 'dead-letters.log')
  expect((await stat(path)).mode & 0o077).toBe(0)
})
