import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import { type Clock, systemClock } from '../clock.ts'
import { FolderLock } from './folder-lock.ts'
import { Journal } from './journal.ts'
import { claimPath } from './lock-succession.ts'
import { emptyBatch } from './record.ts'
import { SharedPositions } from './shared-positions.ts'

const ELSEWHERE = JSON.stringify({ pid: 1, began: '1', where: 'web-1 other-boot other-space', token: 'x' })

/** A clock whose waits are over at once, after `meanwhile` has run with the time that they end at. */
function quickClock(meanwhile: (now: number) => Promise<void> = async () => undefined, speed = 1) {
  const time = { run: 0 }
  const clock: Clock = {
    ...systemClock,
    monotonic: () => time.run,
    after(ms, call) {
      let isOff = false
      setImmediate(() => {
        time.run += ms * speed
        void meanwhile(time.run).then(() => !isOff && call())
      })
      return () => {
        isOff = true
      }
    },
  }
  return { clock, time }
}

/** As a holder elsewhere does it, whatever its clock says. */
const touch = (path: string, epochSeconds: number) => utimes(path, epochSeconds, epochSeconds)

async function openJournal(folder: string, clock: Clock = systemClock, log: (message: string) => void = () => {}) {
  const bounds = { maxBytes: 64 * 2 ** 20, maxAgeMs: 86_400_000, segmentBytes: 2 ** 20 }
  return Journal.open({ folder, ...bounds, shared: SharedPositions.create(), clock, log })
}

describe('one process at a time', () => {
  test('holds the journal', async () => {
    await using folder = await temporaryFolder()
    const journal = await openJournal(folder.path)
    await expect(openJournal(folder.path)).rejects.toMatchObject({ code: 'journal-locked' })
    await expect(FolderLock.refuseHeld(folder.path)).rejects.toThrow(`is held by process ${process.pid}`)
    await journal.close()
    await FolderLock.refuseHeld(folder.path)
    await FolderLock.refuseHeld(join(folder.path, 'not-made-yet'))
    expect(await readdir(folder.path)).not.toContain('not-made-yet')
    await (await openJournal(folder.path)).close()
  })

  test('a lock whose process is gone, or whose number another program has now, or that is garbage, holds nobody off', async () => {
    await using folder = await temporaryFolder()
    const journal = await openJournal(folder.path)
    const lock = join(folder.path, 'lock')
    const own = JSON.parse(await readFile(lock, 'utf8')) as Record<string, unknown>
    await journal.close()
    for (const text of [
      JSON.stringify({ ...own, pid: 2 ** 22 + 1 }),
      // The parent of this process lives, but it began at another time than the lock says.
      JSON.stringify({ ...own, pid: process.ppid, began: '1' }),
      '{"pid":',
      '',
    ]) {
      await writeFile(lock, text)
      await (await openJournal(folder.path)).close()
    }
  })
})

describe('a lock from elsewhere', () => {
  test.each([
    ['that its holder touched an hour ago by its own clock, which is slow, and touches on', 0, -3_600],
    ['whose holder has a clock that is an hour ahead', 0, 3_600],
    ['whose holder last touched it 20 s after the look began', 20_000, 0],
  ])('%s holds others off', async (_, from, skew) => {
    await using folder = await temporaryFolder()
    const lock = join(folder.path, 'lock')
    await writeFile(lock, ELSEWHERE)
    const begun = Date.now() / 1_000 + skew
    await touch(lock, begun)
    const { clock } = quickClock(async (now) => {
      if (now % 5_000 === 0 && now >= from) await touch(lock, begun + now / 1_000)
    })
    const said: string[] = []
    const taken = FolderLock.take(folder.path, { clock, say: (message) => said.push(message) })
    await expect(taken).rejects.toThrow(/held by process 1 on another machine.*\(web-1\), which touches it/)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('Waiting for 30 s')
    expect(await readFile(lock, 'utf8')).toBe(ELSEWHERE)
    expect(await readdir(folder.path)).toEqual(['lock'])
  })

  test('that nobody touches for half a minute is taken over, however new its time of change looks', async () => {
    await using folder = await temporaryFolder()
    const lock = join(folder.path, 'lock')
    await writeFile(lock, ELSEWHERE)
    await touch(lock, Date.now() / 1_000 + 86_400)
    const { clock, time } = quickClock()
    const taken = await FolderLock.take(folder.path, { clock })
    expect(time.run).toBeGreaterThanOrEqual(30_000)
    expect(time.run).toBeLessThan(32_000)
    expect(JSON.parse(await readFile(lock, 'utf8'))).toMatchObject({ pid: process.pid })
    expect(await readdir(folder.path)).toEqual(['lock'])
    await taken.release()
    expect(await readdir(folder.path)).toEqual([])
  })

  test('is looked at fifteen times at least: a disk that hung for a minute shows nothing of its holder', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'lock'), ELSEWHERE)
    let looks = 0
    const hanging = quickClock(async () => {
      looks++
    }, 60)
    await (await FolderLock.take(folder.path, { clock: hanging.clock })).release()
    expect(looks).toBeGreaterThanOrEqual(15)
  })

  test('waits no longer than it is let', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'lock'), ELSEWHERE)
    const taken = FolderLock.take(folder.path, { signal: AbortSignal.abort() })
    await expect(taken).rejects.toMatchObject({ code: 'journal-locked' })
  })

  test('is asked about once: whoever asked before opening anything has it removed', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'lock'), ELSEWHERE)
    await FolderLock.refuseHeld(folder.path, { clock: quickClock().clock })
    expect(await readdir(folder.path)).toEqual([])
  })

  test('that twelve newcomers find stale at once goes to one of them', async () => {
    await using folder = await temporaryFolder()
    for (let round = 0; round < 20; round++) {
      const place = join(folder.path, String(round))
      await mkdir(place)
      await writeFile(join(place, 'lock'), round % 2 === 0 ? ELSEWHERE : 'garbage')
      const outcomes = await Promise.allSettled(
        Array.from({ length: 12 }, () => FolderLock.take(place, { clock: quickClock().clock })),
      )
      const taken = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
      expect(taken).toHaveLength(1)
      expect(await readdir(place)).toEqual(['lock'])
      await taken[0]?.release()
    }
  })

  test('that somebody was about to take over and died is taken over from both', async () => {
    await using folder = await temporaryFolder()
    const lock = join(folder.path, 'lock')
    await writeFile(lock, ELSEWHERE)
    const claim = JSON.stringify({ pid: 7, began: '1', where: 'web-2 third-boot space', token: 'y' })
    await writeFile(claimPath(lock, ELSEWHERE), claim)
    const taken = await FolderLock.take(folder.path, { clock: quickClock().clock })
    expect(await readdir(folder.path)).toEqual(['lock'])
    await taken.release()
  })
})

describe('a holder', () => {
  test('that stood still while another took over accepts nothing more and leaves the other its lock', async () => {
    await using folder = await temporaryFolder()
    const time = { run: 0 }
    const clock: Clock = { ...systemClock, monotonic: () => time.run }
    const said: string[] = []
    const journal = await openJournal(folder.path, clock, (message) => said.push(message))
    await journal.append(emptyBatch(1), [])
    await writeFile(join(folder.path, 'lock'), ELSEWHERE)
    time.run = 40_000
    await expect(journal.append(emptyBatch(1), [])).rejects.toMatchObject({ code: 'journal-locked' })
    await expect(journal.append(emptyBatch(1), [])).rejects.toThrow('taken over by process 1 (web-1)')
    expect(journal.status()).toMatchObject({ accepted: 1, writable: false })
    await journal.close()
    expect(said).toHaveLength(1)
    expect(await readFile(join(folder.path, 'lock'), 'utf8')).toBe(ELSEWHERE)
  })

  test('whose lock was removed by hand puts it back', async () => {
    await using folder = await temporaryFolder()
    const time = { run: 0 }
    const lock = await FolderLock.take(folder.path, { clock: { ...systemClock, monotonic: () => time.run } })
    await rm(join(folder.path, 'lock'))
    time.run = 20_000
    await lock.confirm()
    await expect(FolderLock.refuseHeld(folder.path)).rejects.toThrow(`held by process ${process.pid}`)
    await lock.release()
    expect(await readdir(folder.path)).toEqual([])
  })
})
