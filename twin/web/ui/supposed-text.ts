import { writtenWork } from '../../model/work-amount.ts'
import type { BuildOutView } from '../../protocol/build-out.ts'
import type { Translator } from '../i18n/translator.ts'

/** What is supposed of an activity, as the command line says it: `Transformers: 6 weeks longer`. */
export function supposedText(
  { activities, calendars }: Pick<BuildOutView, 'activities' | 'calendars'>,
  { activity: id, minutes }: BuildOutView['delays'][number],
  { count, nameOf, t }: Pick<Translator, 'count' | 'nameOf' | 't'>,
): string {
  const activity = activities.find((one) => one.id === id)
  const week = calendars.find((one) => one.id === activity?.calendar)?.weekMinutes ?? 0
  const { amount, unit } = writtenWork(Math.abs(minutes), { day: activity?.dayMinutes ?? 0, week })
  const work = t(`suppose.work.${unit}`, { count: amount, amount: count(amount) })
  return t(minutes < 0 ? 'suppose.shorter' : 'suppose.longer', { name: activity ? nameOf(activity) : id, work })
}
