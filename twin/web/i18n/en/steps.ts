import type { Message } from '../message.ts'
import type { stepsSr } from '../sr/steps.ts'

export const stepsEn: Record<keyof typeof stepsSr, Message> = {
  'step.label': 'What first',
  'step.means': 'What it means',
}
