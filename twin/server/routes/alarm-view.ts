import { type Alarm, withoutPast } from '../../analysis/alarms/alarm.ts'
import { shownState } from '../../analysis/alarms/quieting.ts'
import type { Estate } from '../../model/estate.ts'
import type { AlarmView } from '../../protocol/rest.ts'

const STATES = [
  ...(['unacknowledged', 'acknowledged', 'returned-unacknowledged'] as const),
  ...(['suppressed-by-design', 'out-of-service', 'shelved', 'normal'] as const),
] as const

export function alarmView(estate: Estate, alarm: Alarm): AlarmView {
  return {
    ...withoutPast(alarm),
    state: shownState(alarm),
    thingIndex: alarm.path === '' ? -1 : (estate.find(alarm.path)?.index ?? -1),
  }
}

/** What is told before what is not, active before returned, critical before warning, newest first. */
export function byUrgency(a: Alarm, b: Alarm): number {
  const group = groupOf(a) - groupOf(b)
  const severity = Number(b.severity === 'critical') - Number(a.severity === 'critical')
  return group || severity || rankOf(a) - rankOf(b) || b.since - a.since
}

function rankOf(alarm: Alarm): number {
  return STATES.indexOf(shownState(alarm))
}

function groupOf(alarm: Alarm): number {
  return Math.max(1, rankOf(alarm))
}

/** What began last comes first. */
export function byRecency(a: Alarm, b: Alarm): number {
  return b.since - a.since
}
