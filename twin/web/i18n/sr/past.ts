import type { Message } from '../message.ts'

/** Days that are past. */
export const pastSr = {
  'past.alarms': 'Аларми, {day}',
  'past.noAlarms': 'Тог дана није било активних аларма.',
  'past.noneRecorded': 'За тај дан нема записаних аларма, нити је шта мерено.',
  'past.moreAlarms': 'и још {count}',
  'past.mayLack':
    'Неки аларми тог дана можда нису сачувани: чува се само последњих хиљаду завршених. Зато се ни за шта не тврди да је било исправно.',
  'past.measured': 'Температуре, влажност и снага су средње вредности тог дана; аларми и стање важе за цео дан.',
  'past.notMeasured': 'Тог дана ништа није записано: вредности и стање нису познати.',
  'past.recordedSince': 'Записи постоје од {day}',
  'past.unknown': 'није записано',
  'past.alarmsThen': 'Аларми тог дана',
} as const satisfies Record<string, Message>
