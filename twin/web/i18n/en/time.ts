import type { Message } from '../message.ts'
import type { timeSr } from '../sr/time.ts'

export const timeEn: Record<keyof typeof timeSr, Message> = {
  'time.label': 'Time',
  'time.day': 'Day',
  'time.keys': 'Arrows: a day. Shift and arrows: a week. Page Up and Page Down: a month. Ctrl and arrows: a milestone.',
  'time.now': 'Today',
  'time.nextHandOver': 'Next hand-over',
  'time.play': 'Play',
  'time.pause': 'Pause',
  'time.step': 'Step',
  'time.step.day': 'day',
  'time.step.week': 'week',
  'time.step.month': 'month',
  'time.step.milestone': 'milestone',
  'time.on': 'Forward: {step}',
  'time.back': 'Back: {step}',
  'time.recorded': 'recorded',
  'time.recordedSince': 'recorded since {day}',
  'time.recordedUnknown': 'nothing is known to be recorded',
  'time.built': 'built',
  'time.planned': 'planned',
  'time.isNow': 'today',
  'time.isBuilt': 'the past, by the reports',
  'time.isPlanned': 'the future, by the plan',
}
