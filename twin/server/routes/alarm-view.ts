import type { Alarm } from '../../analysis/alarms/alarm.ts'
import type { Estate } from '../../model/estate.ts'
import type { AlarmView } from '../../protocol/rest.ts'

const STATE_RANK = { unacknowledged: 0, acknowledged: 1, 'returned-unacknowledged': 2, normal: 3 } as const

export function alarmView(estate: Estate, alarm: Alarm): AlarmView {
  return { ...alarm, thingIndex: alarm.path === '' ? -1 : (estate.find(alarm.path)?.index ?? -1) }
}

/** Active before returned, critical before warning, newest first. */
export function byUrgency(a: Alarm, b: Alarm): number {
  const gone = Number(a.state === 'returned-unacknowledged') - Number(b.state === 'returned-unacknowledged')
  const severity = Number(b.severity === 'critical') - Number(a.severity === 'critical')
  return gone || severity || STATE_RANK[a.state] - STATE_RANK[b.state] || b.since - a.since
}

/** What began last comes first. */
export function byRecency(a: Alarm, b: Alarm): number {
  return b.since - a.since
}
