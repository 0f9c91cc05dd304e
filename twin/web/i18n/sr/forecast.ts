import type { Message } from '../message.ts'

/** Када је пуно. */
export const forecastSr = {
  'forecast.title': 'Када је пуно',
  'forecast.hint': 'снага, из историје места',
  'forecast.loading': 'Прогноза се рачуна …',
  'forecast.failed': 'Прогноза се не може прочитати: {reason}',
  'forecast.tooShort': 'Нема прогнозе: измерено је дана {measured}, а потребно је {needed}.',
  'forecast.untested': 'Нема прогнозе: у историји има превише празнина да би се проверила.',
  'forecast.perWeek': 'Раст недељно',
  'forecast.inYear': 'За годину дана (P10 · P50 · P90)',
  'forecast.limit': 'Граница, како је наведена',
  'forecast.p10': 'Пуно: један изглед од десет',
  'forecast.p50': 'Пуно: пола-пола',
  'forecast.p90': 'Пуно: девет изгледа од десет',
  'forecast.never': 'не у пет година',
  'forecast.held': 'Раније прогнозе: од десет исхода у распону',
  'forecast.noLimit': 'није наведена',
} satisfies Record<string, Message>
