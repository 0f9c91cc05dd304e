import type { Message } from '../message.ts'
import type { clockSr } from '../sr/clock.ts'

export const clockEn: Record<keyof typeof clockSr, Message> = {
  'clock.title': 'Time of the whole page',
  'clock.open': 'Choose the day whose estate is shown',
  'clock.now': 'Now',
  'clock.isNow': 'The page shows what is now. The slider leads to any day: what was built, what is planned.',
  'clock.toCome': 'Estate of {day} as planned, data date {dataDate}.',
  'clock.toComeMore':
    'Nothing is measured on that day: values are those that are planned with, and what is not known is hatched.',
  'clock.past': 'Estate of {day} as built.',
  'clock.services': 'Services are shown as they are declared today, on the racks of that day, without pods.',
  'clock.servicesPast': 'Services of that day are not recorded.',
  'clock.loading': 'Loading the estate of {day}…',
  'clock.failed': 'The estate of {day} could not be loaded: {reason}',
  'clock.none': 'There is no programme of what is to be built: nobody knows what is planned.',
  'clock.back': 'Back to now',
  'clock.close': 'Close',
}
