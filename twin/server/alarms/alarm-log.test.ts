import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { epochMs } from '../../model/units.ts'
import { AlarmBook } from './alarm-book.ts'
import { AlarmLog } from './alarm-log.ts'

const LEAK = { rule: 'leak', path: '' as const, point: null, unit: null }
const seen = (severity: 'critical' | undefined, at: number) => ({ severity, value: null, limit: null, at: epochMs(at) })

/** A book that writes what happens to it. */
async function opened(folder: string) {
  let book: AlarmBook | undefined
  const { log, state, damagedLines } = await AlarmLog.open(
    folder,
    () => book?.state() ?? { revision: 0, lastId: 0, alarms: [] },
  )
  const written: Promise<void>[] = []
  const made = new AlarmBook(state, (alarm, revision) => written.push(log.append(alarm, revision)))
  book = made
  return { book: made, log, damagedLines, settled: () => Promise.all(written) }
}

async function onlyFile(folder: string): Promise<string> {
  const [name = ''] = await readdir(folder)
  return join(folder, name)
}

describe('the alarm log', () => {
  test('a restart knows the alarms, who acknowledged them, and counts on', async () => {
    await using folder = await temporaryFolder()
    const first = await opened(folder.path)
    first.book.observe(LEAK, seen('critical', 1_000))
    first.book.acknowledge('a1', 'Милица', 'нови ред\n"наводници"', epochMs(2_000))
    await first.settled()
    await first.log.close()

    const second = await opened(folder.path)
    expect(second.book.open()).toMatchObject([
      { id: 'a1', state: 'acknowledged', acknowledgedBy: 'Милица', note: 'нови ред\n"наводници"' },
    ])
    expect(second.book.revision).toBe(2)
    second.book.observe({ ...LEAK, rule: 'smoke' }, seen('critical', 3_000))
    await second.settled()
    expect(second.book.open().map(({ id }) => id)).toEqual(['a1', 'a2'])
    await second.log.close()
  })

  test('cut at any byte it opens, and knows every change whose line is whole', async () => {
    await using folder = await temporaryFolder()
    const first = await opened(folder.path)
    for (let i = 0; i < 4; i++) {
      first.book.observe({ ...LEAK, point: `rope-${i}` }, seen('critical', i))
      await first.settled()
    }
    await first.log.close()
    const path = await onlyFile(folder.path)
    const whole = await readFile(path)
    const ends = [...whole.keys()].filter((at) => whole[at] === 10)
    for (let length = 0; length <= whole.length; length++) {
      await writeFile(path, whole.subarray(0, length))
      const { book, log } = await opened(folder.path)
      // The first line is the state with which the file began: the first alarm is in it.
      const lines = ends.filter((end) => end < length).length
      expect(book.open().length, `cut at ${length}`).toBe(lines)
      await log.close()
    }
  })

  test('a flipped bit costs its line and no other, and is told', async () => {
    await using folder = await temporaryFolder()
    const first = await opened(folder.path)
    for (let i = 0; i < 4; i++) {
      first.book.observe({ ...LEAK, point: `rope-${i}` }, seen('critical', i))
      await first.settled()
    }
    await first.log.close()
    const path = await onlyFile(folder.path)
    const bytes = await readFile(path)
    const middleOfThird = bytes.indexOf('rope-2')
    bytes[middleOfThird] = (bytes[middleOfThird] ?? 0) ^ 1
    await writeFile(path, bytes)
    const second = await opened(folder.path)
    expect(second.damagedLines).toBe(1)
    expect(second.book.open().map(({ point }) => point)).toEqual(['rope-0', 'rope-1', 'rope-3'])
    await second.log.close()
  })

  test('a disk that refuses fails the change, and the next good write holds it', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'alarms')
    const { book, log, settled } = await opened(path)
    await (await import('node:fs/promises')).rm(path, { recursive: true })
    book.observe(LEAK, seen('critical', 1_000))
    await expect(settled()).rejects.toThrow('ENOENT')
    expect(log.failure).toContain('ENOENT')
    await (await import('node:fs/promises')).mkdir(path)
    await log.retry()
    expect(log.failure).toBeUndefined()
    await log.close()
    const second = await opened(path)
    expect(second.book.open()).toMatchObject([{ rule: 'leak' }])
    await second.log.close()
  })

  test('history is kept, but not for ever', async () => {
    const book = new AlarmBook({ revision: 0, lastId: 0, alarms: [] }, () => undefined)
    for (let i = 0; i < 1_100; i++) {
      const alarm = book.observe(LEAK, seen('critical', i))
      book.acknowledge(alarm?.id ?? '', 'Ana', null, epochMs(i))
      book.observe(LEAK, seen(undefined, i))
    }
    expect(book.all().length).toBe(1_000)
    expect(book.all()[0]?.id).toBe('a101')
    expect(book.open()).toEqual([])
  })

  test('what is over counts as history in the order in which it ended, also after a restart', async () => {
    await using folder = await temporaryFolder()
    const first = await opened(folder.path)
    for (const point of ['one', 'two', 'three']) first.book.observe({ ...LEAK, point }, seen('critical', 1))
    await first.settled()
    for (const [id, point] of [
      ['a3', 'three'],
      ['a1', 'one'],
      ['a2', 'two'],
    ] as const) {
      first.book.acknowledge(id, 'Ana', null, epochMs(2))
      first.book.observe({ ...LEAK, point }, seen(undefined, 3))
    }
    await first.settled()
    const ended = first.book.all().map(({ id }) => id)
    await first.log.close()
    const second = await opened(folder.path)
    expect(ended).toEqual(['a3', 'a1', 'a2'])
    expect(second.book.all().map(({ id }) => id)).toEqual(ended)
    await second.log.close()
  })

  test('a file that begins large is not written anew at every change', async () => {
    await using folder = await temporaryFolder()
    const { book, log, settled } = await opened(folder.path)
    const note = 'x'.repeat(400)
    for (let i = 0; i < 8_000; i++) book.observe({ ...LEAK, point: `${note}-${i}` }, seen('critical', i))
    await settled()
    book.observe({ ...LEAK, rule: 'smoke' }, seen('critical', 1))
    await settled()
    const begun = await readdir(folder.path)
    for (let i = 0; i < 3; i++) {
      book.observe({ ...LEAK, rule: 'smoke', point: `${i}` }, seen('critical', 1))
      await settled()
    }
    expect((await readFile(await onlyFile(folder.path))).length).toBeGreaterThan(4 * 1024 * 1024)
    expect(await readdir(folder.path)).toEqual(begun)
    await log.close()
  })

  test('counts what is active as it comes, worsens, is seen and goes', () => {
    const book = new AlarmBook({ revision: 0, lastId: 0, alarms: [] }, () => undefined)
    const see = (severity: 'warning' | 'critical' | undefined) =>
      book.observe(LEAK, { severity, value: null, limit: null, at: epochMs(1) })
    const counts: unknown[] = []
    for (const severity of ['warning', 'critical', undefined, 'critical'] as const) {
      see(severity)
      counts.push(Object.values(book.counts()))
    }
    book.acknowledge('a1', 'Ana', null, epochMs(2))
    counts.push(Object.values(book.counts()))
    see(undefined)
    counts.push(Object.values(book.counts()))
    // Critical, warning.
    expect(counts).toEqual([
      [0, 1],
      [1, 0],
      [0, 0],
      [1, 0],
      [1, 0],
      [0, 0],
    ])
    // An earlier alarm of the same subject is history and counts for nothing.
    see('warning')
    const again = new AlarmBook(book.state(), () => undefined)
    expect(again.counts()).toEqual({ critical: 0, warning: 1 })
  })
})
