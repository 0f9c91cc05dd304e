import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Alarm } from '../../analysis/alarms/alarm.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { epochMs } from '../../model/units.ts'
import { sealLine } from '../sealed-lines/line-checksum.ts'
import { AlarmLog } from './alarm-log.ts'

const alarm = (n: number): Alarm => ({
  ...{ id: `a${n}`, rule: 'leak', severity: 'critical', state: 'unacknowledged', path: '', point: null, value: null },
  ...{
    limit: null,
    unit: null,
    since: epochMs(n),
    until: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
    note: null,
  },
  shelved: n % 2 ? { by: 'Ана', reason: 'x\n', at: epochMs(1), until: epochMs(2) } : null,
  quieted: n % 3 ? { kind: 'alarm', id: 'a1' } : null,
  ...(n % 2 && { quietedBefore: [{ quieted: { kind: 'maintenance', id: 'm1' }, until: epochMs(n) }] }),
})

/** Opens a log whose file holds these bytes. */
async function opened(folder: string, bytes: Uint8Array) {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'alarms-00000001.log'), bytes)
  const { log, state, damagedLines } = await AlarmLog.open(folder, () => ({ revision: 0, lastId: 0, alarms: [] }))
  await log.close()
  return { state, damagedLines }
}

const known = [1, 2, 3, 4, 5].map(alarm)
const first = sealLine({ revision: 0, lastId: 0, alarms: [] })
const whole = Buffer.from(first + known.map((one, at) => sealLine({ revision: at + 1, alarm: one })).join(''))

test('the log with any piece of it overwritten opens, and gives only alarms that were written', async () => {
  await using folder = await temporaryFolder()
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.uint8Array({ maxLength: 40 }), async (at, put) => {
      const bytes = Buffer.concat([whole.subarray(0, at), put, whole.subarray(at + put.length)])
      const { state, damagedLines } = await opened(folder.path, bytes)
      for (const one of state.alarms) expect(known).toContainEqual(one)
      if (!bytes.equals(whole)) expect(damagedLines).toBeGreaterThan(0)
    }),
    { numRuns: 200 },
  )
})

test('any bytes, and sealed lines of anything, open', async () => {
  await using folder = await temporaryFolder()
  const line = fc.oneof(fc.jsonValue(), fc.record({ revision: fc.jsonValue(), alarm: fc.jsonValue() })).map(sealLine)
  const lines = fc.array(line, { maxLength: 6 }).map((all) => Buffer.from(first + all.join('')))
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), lines), async (bytes) => {
      expect((await opened(folder.path, bytes)).state.alarms).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('a line that was written before alarms could be put away is one that is not put away', async () => {
  await using folder = await temporaryFolder()
  const { shelved: _, quieted: __, ...old } = alarm(2)
  const { state, damagedLines } = await opened(folder.path, Buffer.from(first + sealLine({ revision: 1, alarm: old })))
  expect(damagedLines).toBe(0)
  expect(state.alarms).toEqual([{ ...old, shelved: null, quieted: null }])
})
