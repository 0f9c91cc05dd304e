import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Alarm } from '../../analysis/alarms/alarm.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import type { ThingPath } from '../../model/path.ts'
import { epochMs } from '../../model/units.ts'
import { alarmsAnswer } from '../../protocol/rest.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'
import { AlarmLog } from './alarm-log.ts'

const RACK = 'belgrade/hall-1/row-a/rack-01'

async function states(url: string): Promise<readonly (readonly [rule: string, state: string])[]> {
  const { alarms } = alarmsAnswer.parse(await (await fetch(`${url}/api/alarms`)).json())
  return alarms.map(({ rule, state }) => [rule, state] as const)
}

/** An alarm log as a program that has ended left it. */
async function leave(dataFolder: string, ...known: readonly Partial<Alarm>[]): Promise<void> {
  const whole = (alarm: Partial<Alarm>): Alarm => ({
    ...{ id: 'a1', rule: 'leak', severity: 'critical', state: 'acknowledged', path: RACK as ThingPath, point: null },
    ...{ value: null, limit: null, unit: null, since: epochMs(1_000), until: null },
    ...{ acknowledgedBy: 'Milica', acknowledgedAt: epochMs(2_000), note: null, shelved: null, quieted: null },
    ...alarm,
  })
  const state = { revision: 1, lastId: known.length, alarms: known.map(whole) }
  const { log } = await AlarmLog.open(join(dataFolder, 'alarms'), () => state)
  await log.append(whole({ ...known[0] }), 1)
  await log.close()
}

describe('after a restart', () => {
  test('lost redundancy that came back while nobody looked is over when the loads say so', async () => {
    await using folder = await temporaryFolder()
    const limit = { rule: 'redundancy-lost', severity: 'warning', value: 1.13, limit: 1, unit: '1' } as const
    await leave(folder.path, { ...limit, state: 'unacknowledged', acknowledgedBy: null, acknowledgedAt: null })
    let offset = 0
    const clock = () => epochMs(Date.now() + offset)
    await using started = await startSyntheticServer({ dataFolder: folder.path, clock })
    // 2 kW of the 17.7 kVA that one feed may carry.
    for (const side of ['a', 'b']) started.feed.say(`${RACK}/pdu-${side}/power`, 1_000, Date.now())
    await new Promise((resolve) => setTimeout(resolve, 1_300))
    expect(await states(started.server.url)).toEqual([['redundancy-lost', 'unacknowledged']])
    offset = 61_000
    await expect
      .poll(() => states(started.server.url), { timeout: 5_000 })
      .toEqual([['redundancy-lost', 'returned-unacknowledged']])
  })

  test.each([
    ['whose rule there is no more', { rule: 'of-yesterday' }],
    // The exhaust was an intake when the alarm came.
    [
      'whose rule no longer applies to its point',
      { rule: 'intake-temperature-high', path: `${RACK}/exhaust-top` as ThingPath, point: 'temperature' },
    ],
    ['of a thing that the estate has no more', { path: `${RACK}9/leak-1` as ThingPath, point: 'state' }],
  ] as const)('an alarm %s is over', async (_, alarm) => {
    await using folder = await temporaryFolder()
    await leave(folder.path, alarm)
    await using started = await startSyntheticServer({ dataFolder: folder.path })
    expect(await states(started.server.url)).toEqual([])
  })

  test('an alarm of a point that has not been read yet waits for it', async () => {
    await using folder = await temporaryFolder()
    await leave(folder.path, { path: `${RACK}/intake-top` as ThingPath, rule: 'leak', point: 'rope/state' })
    await using started = await startSyntheticServer({ dataFolder: folder.path })
    expect(await states(started.server.url)).toEqual([['leak', 'acknowledged']])
  })

  test('a thing that was silent and of which no good value is known stays so until it tells one', async () => {
    await using folder = await temporaryFolder()
    const probe = `${RACK}/intake-top` as ThingPath
    await leave(folder.path, { path: probe, rule: 'stale', severity: 'warning', point: null })
    let offset = 0
    const clock = () => epochMs(Date.now() + offset)
    await using started = await startSyntheticServer({ dataFolder: folder.path, clock })
    offset = 95_000
    started.feed.say(`${RACK}/pdu-a/power`, 1_000, clock())
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(await states(started.server.url)).toEqual([['stale', 'acknowledged']])
    started.feed.say(`${probe}/temperature`, 22, clock())
    await expect.poll(() => states(started.server.url), { timeout: 5_000 }).toEqual([])
  })

  test('the history comes newest first, whatever was severe', async () => {
    await using folder = await temporaryFolder()
    const over = { state: 'normal', path: `${RACK}/door-front` as ThingPath } as const
    const history = [
      { ...over, id: 'a1', severity: 'critical', since: epochMs(1_000), until: epochMs(9_000) },
      { ...over, id: 'a2', severity: 'warning', since: epochMs(3_000), until: epochMs(4_000) },
      { ...over, id: 'a3', severity: 'critical', since: epochMs(2_000), until: epochMs(5_000) },
    ] as const
    await leave(folder.path, ...history)
    await using started = await startSyntheticServer({ dataFolder: folder.path })
    const answer = await fetch(`${started.server.url}/api/alarms?state=normal`)
    expect(alarmsAnswer.parse(await answer.json()).alarms.map(({ id }) => id)).toEqual(['a2', 'a3', 'a1'])
  })
})
