import type { Message } from '../message.ts'

/** The clock of the whole page. */
export const clockSr = {
  'clock.title': 'Време целе странице',
  'clock.open': 'Изабери дан чије се стање приказује',
  'clock.now': 'Сада',
  'clock.isNow': 'Приказује се садашње стање. Клизач води на било који дан: шта је изграђено, шта је планирано.',
  'clock.toCome': 'Стање на дан {day} по плану (дан података {dataDate})',
  'clock.toComeMore': '— тај дан тек долази, мерења нема: вредности су по плану, а што се не зна је шрафирано.',
  'clock.past': 'Стање на дан {day} како је изграђено.',
  'clock.services': 'Услуге су приказане како су данас описане, на рековима тог дана, без подова.',
  'clock.servicesPast': 'Услуге тог дана нису записане.',
  'clock.loading': 'Учитава се стање на дан {day}…',
  'clock.failed': 'Стање на дан {day} није учитано: {reason}',
  'clock.none': 'Нема програма изградње: није познато шта је планирано.',
  'clock.back': 'Назад на сада',
  'clock.close': 'Затвори',
} as const satisfies Record<string, Message>
