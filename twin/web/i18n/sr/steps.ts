import type { Message } from '../message.ts'

/** Around what the rules of advice say of an alarm: its texts come from the server, in the languages of its file. */
export const stepsSr = {
  'step.label': 'Шта прво',
  'step.means': 'Шта значи',
} as const satisfies Record<string, Message>
