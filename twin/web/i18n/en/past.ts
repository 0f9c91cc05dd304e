import type { Message } from '../message.ts'
import type { pastSr } from '../sr/past.ts'

export const pastEn: Record<keyof typeof pastSr, Message> = {
  'past.alarms': 'Alarms of {day}',
  'past.noAlarms': 'No alarm was active on this day.',
  'past.noneRecorded': 'No alarm of this day is recorded, and nothing was measured on it.',
  'past.moreAlarms': 'and {count} more',
  'past.mayLack':
    'Alarms of this day may have been forgotten: only the last thousand that are over are kept. So nothing is said to be well.',
  'past.measured': 'Temperatures, humidity and power are means of that day; alarms and health are those of all of it.',
  'past.notMeasured': 'Nothing was recorded on that day: figures and health are unknown.',
  'past.recordedSince': 'Recorded since {day}.',
  'past.unknown': 'not recorded',
  'past.alarmsThen': 'Alarms that day',
}
