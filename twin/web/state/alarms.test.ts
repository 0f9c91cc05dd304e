import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { AlarmsAnswer, AlarmView } from '../../protocol/rest.ts'
import type { Link } from '../live/live-client.ts'
import { byUrgency, createAlarms } from './alarms.ts'

const alarm = (id: string, severity: AlarmView['severity'], state: AlarmView['state'], since: number): AlarmView => ({
  ...{
    id,
    severity,
    state,
    since,
    rule: 'leak',
    path: 'a',
    thingIndex: 0,
    point: null,
    value: 1,
    limit: null,
    unit: null,
  },
  ...{ until: null, acknowledgedBy: null, acknowledgedAt: null, note: null, shelved: null, quieted: null },
})
const answer = (alarms: AlarmView[]): AlarmsAnswer => ({
  revision: 1,
  alarms,
  flood: { active: false, lastTenMinutes: 0 },
})
const link = (revision: number) => ({ state: 'live', alarms: { revision, critical: 0, warning: 0 } }) as Link

describe('the order of alarms', () => {
  it('is critical first, then what nobody has acknowledged, then the newest', () => {
    const list = [
      alarm('old warning', 'warning', 'unacknowledged', 1),
      alarm('acknowledged', 'critical', 'acknowledged', 9),
      alarm('new warning', 'warning', 'unacknowledged', 5),
      alarm('critical', 'critical', 'unacknowledged', 2),
    ]
    expect(list.sort(byUrgency).map(({ id }) => id)).toEqual(['critical', 'acknowledged', 'new warning', 'old warning'])
  })
})

describe('the alarm list', () => {
  it('is fetched again when its revision changes, and once more when that happened during a fetch', async () => {
    const links = createStore<Link>(() => link(1))
    let asked = 0
    const waiting: (() => void)[] = []
    const alarms = createAlarms(
      {
        alarms: () => {
          asked++
          return new Promise((resolve) =>
            waiting.push(() => resolve(answer([alarm(`a${asked}`, 'warning', 'unacknowledged', 1)]))),
          )
        },
        alarmAdvice: async () => ({ rules: [] }),
      },
      { link: links },
    )
    expect(asked).toBe(1)
    links.setState(link(2))
    links.setState(link(3))
    expect(asked).toBe(1)
    waiting.shift()?.()
    await expect.poll(() => asked).toBe(2)
    waiting.shift()?.()
    await expect.poll(() => alarms.getState().list[0]?.id).toBe('a2')
    expect(asked).toBe(2)
  })

  it('keeps what it has when a fetch fails, and says why', async () => {
    let fails = false
    const alarms = createAlarms(
      {
        alarms: async () => {
          if (fails) throw new Error('503')
          return answer([alarm('kept', 'critical', 'unacknowledged', 1)])
        },
        alarmAdvice: async () => ({ rules: [{ alarm: 'leak' }] }),
      },
      { link: createStore<Link>(() => link(1)) },
    )
    await expect.poll(() => alarms.getState().state).toBe('ready')
    expect(alarms.getState().advice).toEqual([{ alarm: 'leak' }])
    fails = true
    await alarms.refresh()
    expect(alarms.getState()).toMatchObject({ state: 'failed', reason: '503' })
    expect(alarms.getState().list.map(({ id }) => id)).toEqual(['kept'])
  })
})
