import { expect, test } from 'vitest'
import type { CollectorStatus } from '../../model/collector-status.ts'
import type { DeadLetterStatus } from '../../model/dead-letter.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'
import { AlarmBook } from './alarm-book.ts'
import { CollectorWatch } from './collector-watch.ts'
import { ConditionAlarms } from './condition-alarms.ts'
import { SilenceGrace } from './silence-grace.ts'

const MINUTE_MS = 60_000

function statusWith(deadLetters: DeadLetterStatus | undefined): CollectorStatus {
  return {
    devices: [],
    polls: { done: 1, failed: 0, missed: 0, late: 0, latenessP99Ms: 3 },
    journal: { accepted: 10, bytes: 100, givenUp: 0, quarantined: 0, writable: true },
    store: {
      ...{ stored: 0, refused: 0, waiting: 0, circuit: 'closed' },
      ...(deadLetters === undefined ? {} : { deadLetters }),
    },
  }
}

/** @returns what shows the server a status and gives the active alarms: rule, severity, value and limit */
function watched() {
  const book = new AlarmBook({ revision: 0, lastId: 0, alarms: [] }, () => undefined)
  const alarms = new ConditionAlarms(book)
  const watch = new CollectorWatch({ status: () => Promise.reject() }, alarms, new SilenceGrace(0), () => undefined)
  return (deadLetters: DeadLetterStatus | undefined, now: number) => {
    watch.take(statusWith(deadLetters), now)
    const active = book.open().filter(({ state }) => state === 'unacknowledged')
    return active.map(({ rule, severity, value, limit }) => [rule, severity, value, limit])
  }
}

test('dead letters that fill more than four fifths of their bound are a warning, until there is room again', () => {
  const see = watched()
  const letters = { maxBytes: 1_000, dropped: 0, droppedSinceStart: 0 }
  expect(see({ ...letters, bytes: 800 }, 0)).toEqual([])
  expect(see({ ...letters, bytes: 850 }, 2_000)).toEqual([['dead-letters-filling', 'warning', 0.85, 0.8]])
  expect(see({ ...letters, bytes: 100 }, 4_000)).toEqual([])
})

test('dead letters dropped at their bound are critical, with their number, and ten minutes after', () => {
  const see = watched()
  const letters = { bytes: 0, maxBytes: 1_000 }
  expect(see({ ...letters, dropped: 7, droppedSinceStart: 0 }, 0)).toEqual([])
  const raised = [['dead-letters-dropped', 'critical', 12, null]]
  expect(see({ ...letters, dropped: 12, droppedSinceStart: 5 }, 2_000)).toEqual(raised)
  expect(see({ ...letters, dropped: 12, droppedSinceStart: 5 }, 4_000)).toEqual(raised)
  expect(see({ ...letters, dropped: 12, droppedSinceStart: 5 }, 4_000 + 9 * MINUTE_MS)).toEqual(raised)
  expect(see({ ...letters, dropped: 12, droppedSinceStart: 5 }, 4_000 + 11 * MINUTE_MS)).toEqual([])
})

test('what was dropped before the server first asked is an alarm too; what an earlier process dropped is none', () => {
  const letters = { bytes: 0, maxBytes: 1_000, dropped: 7 }
  expect(watched()({ ...letters, droppedSinceStart: 3 }, 0)).toEqual([['dead-letters-dropped', 'critical', 7, null]])
  expect(watched()({ ...letters, droppedSinceStart: 0 }, 0)).toEqual([])
  expect(watched()(undefined, 0)).toEqual([])
})

test('the status and /metrics tell size, bound and loss of the dead letters', async () => {
  const letters = { bytes: 900, maxBytes: 1_000, dropped: 7, droppedSinceStart: 3 }
  await using started = await startSyntheticServer({ status: { status: async () => statusWith(letters) } })
  const { url } = started.server
  await expect
    .poll(async () => (await (await fetch(`${url}/api/status`)).json()).collector?.store)
    .toMatchObject({
      deadLetters: letters,
    })
  const metrics = await (await fetch(`${url}/metrics`)).text()
  expect(metrics).toContain('\noblak_dead_letters_bytes 900\n')
  expect(metrics).toContain('\noblak_dead_letters_max_bytes 1000\n')
  expect(metrics).toContain('\noblak_dead_letters_dropped_total 7\n')
})
