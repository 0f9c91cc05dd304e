import { type Alarm, withoutPast } from './alarm.ts'
import { quietedBy } from './quieting.ts'

/** From an instant until another one, which is not in it; epoch ms. */
interface Span {
  readonly from: number
  readonly to: number
}

/**
 * The alarms whose condition held at any time in a past span, as they stood at its end: what somebody said of them later, that they ended later, and what they came to follow from
 * later is left out. Their severity is the last that they had, and one that came back before anybody had seen it is known from its last beginning on: no more is kept.
 */
export function alarmsOf(alarms: Iterable<Alarm>, { from, to }: Span): readonly Alarm[] {
  return [...alarms]
    .filter(({ since, until }) => since < to && (until ?? Number.POSITIVE_INFINITY) >= from)
    .map((alarm) => asOf(alarm, to))
}

function asOf(alarm: Alarm, end: number): Alarm {
  const until = alarm.until !== null && alarm.until < end ? alarm.until : null
  const quieted = quietedBy(alarm, end)
  const then = { ...withoutPast(alarm), quieted, until }
  const isSeen = alarm.acknowledgedAt !== null && alarm.acknowledgedAt < end
  const untold = isSeen ? {} : { acknowledgedBy: null, acknowledgedAt: null, note: null }
  const isShelved = alarm.shelved !== null && alarm.shelved.at < end && alarm.shelved.until >= end
  const shelved = isShelved ? alarm.shelved : null
  if (until === null) return { ...then, ...untold, shelved, state: isSeen ? 'acknowledged' : 'unacknowledged' }
  const isOver = isSeen || quieted !== null
  return { ...then, ...untold, shelved, state: isOver ? 'normal' : 'returned-unacknowledged' }
}
