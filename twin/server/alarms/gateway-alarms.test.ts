import { expect, test } from 'vitest'
import { isTold } from '../../analysis/alarms/quieting.ts'
import { RootCauses } from '../../analysis/alarms/root-causes.ts'
import type { CollectorStatus } from '../../model/collector-status.ts'
import type { ThingPath } from '../../model/path.ts'
import { epochMs } from '../../model/units.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { AlarmBook } from './alarm-book.ts'
import { CollectorWatch } from './collector-watch.ts'
import { ConditionAlarms } from './condition-alarms.ts'
import { SilenceGrace } from './silence-grace.ts'

const RACK = 'belgrade/hall-1/row-a/rack-01'
const [A, B] = [`${RACK}/pdu-a`, `${RACK}/pdu-b`]
const GATEWAY = 'modbus://10.0.0.1:502'

function watched() {
  const causes: RootCauses = new RootCauses(smallEstate(), (path) => watch.gateways.get(path))
  const book = new AlarmBook({ revision: 0, lastId: 0, alarms: [] }, (alarm) => causes.take(alarm))
  book.onNew((alarm) => causes.quietingOf(alarm, alarm.since))
  const source = { status: () => Promise.reject(new Error('not asked')) }
  const watch = new CollectorWatch(
    source,
    new ConditionAlarms(book),
    new SilenceGrace(0),
    () => undefined,
    () => 0,
  )
  let now = 1_000_000
  const say = (down: readonly string[]) => {
    now += 2_000
    const device = (path: string, unit: number) => ({
      ...{ path: path as ThingPath, url: `${GATEWAY}?unit=${unit}`, failures: down.includes(path) ? 5 : 0 },
      ...{ state: down.includes(path) ? ('down' as const) : ('answering' as const), intervalMs: 10_000 },
    })
    const status: CollectorStatus = {
      devices: [device(A, 1), device(B, 2)],
      polls: { done: now, failed: 0, missed: 0, late: 0, latenessP99Ms: 3 },
      journal: { accepted: 10, bytes: 100, givenUp: 0, quarantined: 0, writable: true },
      store: { stored: 0, refused: 0, waiting: 10, circuit: 'closed' },
    }
    watch.take(status, now)
    book.settle(epochMs(now), (alarm) => causes.quietingOf(alarm, now))
  }
  const told = () =>
    book
      .open()
      .filter(isTold)
      .map(({ rule, path, point }) => `${rule} ${path || point}`)
  return { book, say, told }
}

test('a silent gateway is one alarm, with the devices behind it folded from the first, and no flood', () => {
  const { book, say, told } = watched()
  say([A, B])
  expect(told()).toEqual([`gateway-down ${GATEWAY}`])
  expect(book.open().filter(({ quieted }) => quieted)).toHaveLength(2)
  expect(book.flood(1_002_000).lastTenMinutes).toBe(1)
})

test('one device of two behind it is an alarm of its own, and stays so when the other answers again', () => {
  const { say, told } = watched()
  say([A])
  expect(told()).toEqual([`device-down ${A}`])
  say([A, B])
  expect(told()).toEqual([`gateway-down ${GATEWAY}`])
  say([A])
  // Two minutes are given to what may answer a moment later than the gateway.
  expect(told()).toEqual([])
  for (let n = 0; n < 60; n++) say([A])
  expect(told()).toEqual([`device-down ${A}`])
})
