import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shownState } from '../../analysis/alarms/quieting.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { epochMs } from '../../model/units.ts'
import { sealLine } from '../sealed-lines/line-checksum.ts'
import { watchedHall } from '../testing/watched-hall.ts'
import { maintenanceFile } from './maintenance-file.ts'

const dark = (side: string) => (side === 'a' ? 0 : 2000)
const whole = () => 1000

/** Panel A is worked on from in ten seconds to a minute later. */
async function planned(folder: string) {
  const hall = await watchedHall(folder)
  await hall.pass(30, whole)
  const now = hall.clock()
  const times = { from: epochMs(now + 10_000), to: epochMs(now + 70_000) }
  const asked = { path: 's/panel-a', by: 'Ana', reason: 'thermography', ...times }
  return { hall, work: await hall.plane.maintenance.add(asked, now) }
}

test('what a work causes is suppressed by design, the thing itself out of service, and both go with it', async () => {
  await using folder = await temporaryFolder()
  const { hall, work } = await planned(folder.path)
  await hall.pass(12, whole)
  await hall.pass(50, dark)
  expect(hall.told()).toEqual([])
  const states = hall.folded().map((alarm) => `${alarm.rule} ${shownState(alarm)} ${alarm.quieted?.id}`)
  expect([...new Set(states)].sort()).toEqual([
    'feed-without-power suppressed-by-design m1',
    'side-without-power suppressed-by-design m1',
    'supply-without-power out-of-service m1',
  ])
  expect(hall.plane.book.counts()).toEqual({ critical: 0, warning: 0 })
  await hall.pass(20, whole)
  expect(hall.told()).toEqual([])
  expect(hall.plane.maintenance.all()).toMatchObject([{ id: work.id, restoredAt: expect.any(Number) }])
  await hall.plane.close()
})

test('before it begins and after it is restored everything is told', async () => {
  await using folder = await temporaryFolder()
  const { hall } = await planned(folder.path)
  await hall.plane.maintenance.end('m1', hall.clock())
  expect(hall.plane.maintenance.all()).toMatchObject([{ endedAt: hall.clock(), restoredAt: hall.clock() }])
  await hall.pass(40, dark)
  expect(hall.told()).toEqual(['supply-without-power s/panel-a'])
  await hall.plane.close()
})

test('what is not back two minutes after the end is one alarm, with the rest folded under it, over a restart too', async () => {
  await using folder = await temporaryFolder()
  const { hall } = await planned(folder.path)
  await hall.pass(12, whole)
  await hall.pass(58, dark)
  await hall.pass(118, dark)
  expect(hall.told()).toEqual([])
  await hall.pass(3, dark)
  expect(hall.told()).toEqual(['not-restored s/panel-a'])
  expect(hall.folded()).toHaveLength(10)
  await hall.plane.close()
  const again = await watchedHall(folder.path, hall.clock() + 1000)
  await again.pass(40, dark)
  expect(again.told()).toEqual(['not-restored s/panel-a'])
  await again.pass(40, whole)
  expect(again.told()).toEqual([])
  expect(again.plane.maintenance.all()).toMatchObject([{ id: 'm1', restoredAt: expect.any(Number) }])
  await again.plane.close()
})

test('an alarm on the other side is told while this one is worked on', async () => {
  await using folder = await temporaryFolder()
  const { hall } = await planned(folder.path)
  await hall.pass(12, whole)
  await hall.pass(25, (side, rack) => (side === 'b' && rack < 3 ? 0 : 1000))
  expect(hall.told()).toEqual(['feed-without-power s/feed-b1'])
  await hall.plane.close()
})

test('the file of works, cut and changed anywhere, gives whole works and counts what is damaged', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'maintenance.log')
  const work = (n: number) => ({
    ...{ id: `m${n}`, path: 's/panel-a', by: 'Ана', reason: 'x\ny', from: epochMs(n), to: epochMs(n + 1) },
    ...{ endedAt: null, restoredAt: null },
  })
  const all = [1, 2, 3, 4].map(work)
  const whole = Buffer.from(all.map(sealLine).join(''))
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.uint8Array({ maxLength: 8 }), async (at, put) => {
      await writeFile(path, Buffer.concat([whole.subarray(0, at), put, whole.subarray(at + put.length)]))
      const { records, damagedLines } = await maintenanceFile(path).read()
      for (const one of records) expect(all).toContainEqual(one)
      expect(records.length + damagedLines).toBeGreaterThan(0)
    }),
    { numRuns: 100 },
  )
})
