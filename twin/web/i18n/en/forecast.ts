import type { Message } from '../message.ts'
import type { forecastSr } from '../sr/forecast.ts'

export const forecastEn: Record<keyof typeof forecastSr, Message> = {
  'forecast.title': 'When full',
  'forecast.hint': 'power, from the history of the place',
  'forecast.loading': 'Working out the forecast …',
  'forecast.failed': 'The forecast could not be read: {reason}',
  'forecast.tooShort': 'No forecast: {measured} days are measured, {needed} are needed.',
  'forecast.untested': 'No forecast: the history has too many gaps for one to be tested.',
  'forecast.perWeek': 'Growth a week',
  'forecast.inYear': 'In a year (P10 · P50 · P90)',
  'forecast.limit': 'Limit, as declared',
  'forecast.p10': 'Full: one chance in ten',
  'forecast.p50': 'Full: even chances',
  'forecast.p90': 'Full: nine chances in ten',
  'forecast.never': 'not within five years',
  'forecast.held': 'Earlier forecasts: of ten outcomes within the range',
  'forecast.noLimit': 'not declared',
}
