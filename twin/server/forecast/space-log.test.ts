import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startOfDay } from '../../analysis/forecast/daily-series.ts'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { SpaceLog } from './space-log.ts'

const DAY = 20_000

/** Racks by name, each with so many devices of one unit. */
function estate(racks: Readonly<Record<string, number>>) {
  const made = new PowerEstate().room('hall')
  for (const [name, count] of Object.entries(racks)) {
    made.rack(`hall/${name}`)
    for (let n = 1; n <= count; n++) made.device(`hall/${name}/server-${n}`, [], 100, 1, { position: n })
  }
  return made.build()
}

const valuesOf = (log: SpaceLog, place: string) => log.taken(place).map(({ from, value }) => [from, value])

test('each day is a line with what changed, and is told by place, also after a restart', async () => {
  await using folder = await temporaryFolder()
  const log = await SpaceLog.open(folder.path)
  await log.note(DAY, estate({ a: 2, b: 3 }))
  await log.note(DAY, estate({ a: 9 }))
  await log.note(DAY + 1, estate({ a: 2, b: 4 }))
  await log.note(DAY + 3, estate({ a: 2 }))
  const days = [
    [startOfDay(DAY), 5],
    [startOfDay(DAY + 1), 6],
    [startOfDay(DAY + 3), 2],
  ]
  expect(valuesOf(log, 's/hall')).toEqual(days)
  expect(valuesOf(await SpaceLog.open(folder.path), 's')).toEqual(days)
  expect(valuesOf(log, 's/hall/b').map(([, value]) => value)).toEqual([3, 4, 0])
  expect(log.taken('s/hall/c')).toEqual([])
  const lines = (await readFile(join(folder.path, 'space.log'), 'utf8')).trim().split('\n')
  expect(lines[1]).toContain('{"day":20001,"racks":{"s/hall/b":4}}')
})

test('a line that is torn or flipped costs its own day, and the next day tells all racks anew', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'space.log')
  const log = await SpaceLog.open(folder.path)
  await log.note(DAY, estate({ a: 1 }))
  await log.note(DAY + 1, estate({ a: 1, b: 7 }))
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace('"s/hall/b":7', '"s/hall/b":8'))
  await appendFile(file, '01234567 {"day":')
  const again = await SpaceLog.open(folder.path)
  await again.note(DAY + 2, estate({ a: 1, b: 7 }))
  const days = [
    [startOfDay(DAY), 1],
    [startOfDay(DAY + 2), 8],
  ]
  expect(valuesOf(again, 's')).toEqual(days)
  expect(valuesOf(await SpaceLog.open(folder.path), 's')).toEqual(days)
})

test('a clock that goes back adds nothing', async () => {
  await using folder = await temporaryFolder()
  const log = await SpaceLog.open(folder.path)
  await log.note(DAY, estate({ a: 1 }))
  await log.note(DAY - 1, estate({ a: 2 }))
  expect(valuesOf(log, 's')).toEqual([[startOfDay(DAY), 1]])
})
