import type { Message } from '../message.ts'

/** Texts of the slider of time. */
export const timeSr = {
  'time.label': 'Време',
  'time.day': 'Дан',
  'time.keys': 'Стрелице: дан. Shift и стрелице: недеља. Page Up и Page Down: месец. Ctrl и стрелице: прекретница.',
  'time.now': 'Данас',
  'time.nextHandOver': 'Следећа предаја',
  'time.play': 'Пусти',
  'time.pause': 'Заустави',
  'time.step': 'Корак',
  'time.step.day': 'дан',
  'time.step.week': 'недеља',
  'time.step.month': 'месец',
  'time.step.milestone': 'прекретница',
  'time.on': 'Напред: {step}',
  'time.back': 'Назад: {step}',
  'time.recorded': 'забележено',
  'time.recordedSince': 'забележено од {day}',
  'time.recordedUnknown': 'не зна се да је ишта забележено',
  'time.built': 'изграђено',
  'time.planned': 'планирано',
  'time.isNow': 'данас',
  'time.isBuilt': 'прошлост, по извештајима',
  'time.isPlanned': 'будућност, по плану',
} as const satisfies Readonly<Record<string, Message>>
