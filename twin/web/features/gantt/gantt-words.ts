import type { BuildOutActivity } from '../../../protocol/build-out.ts'
import type { Translator } from '../../i18n/translator.ts'
import { isoDay } from './day-number.ts'
import type { GanttActivity } from './gantt-model.ts'

const NO_VALUE = '–'

/** How days, amounts of work and stages are told in the language of the page. */
export interface GanttWords {
  /** The last day of what ends when a day begins. */
  lastDay(finish: number): string
  firstDay(start: number): string
  /** Working days, to a tenth. */
  workdays(days: number | undefined): string
  share(done: number | null | undefined): string
  /** Calendar days after or before what was planned. */
  late(days: number | undefined): string
  missed(days: number): string
  moved(days: number): string
  float(days: number): string
  /** Stage gate and level of commissioning; empty where it is neither. */
  stage(activity: Pick<BuildOutActivity, 'gate' | 'level'>): string
}

/** Formatters are made once: `Intl` constructors are slow. */
export function ganttWords({ language, t }: Translator): GanttWords {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const tenth = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const signed = new Intl.NumberFormat(language, { signDisplay: 'exceptZero', maximumFractionDigits: 1 })
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  const shown = (number: number) => day.format(Date.parse(isoDay(number)))
  return {
    firstDay: shown,
    lastDay: (finish) => shown(finish - 1),
    workdays: (days) => (days === undefined ? NO_VALUE : t('gantt.days', { days: tenth.format(days) })),
    share: (done) => (done === null || done === undefined ? NO_VALUE : percent.format(done)),
    late: (days) => (days === undefined ? NO_VALUE : t('gantt.days', { days: signed.format(days) })),
    missed: (days) => t('gantt.missed', { count: days }),
    moved: (days) => t('gantt.moved', { days: signed.format(days) }),
    float: (days) => t('gantt.floatOf', { days: tenth.format(days) }),
    stage({ gate, level }) {
      const parts = [
        ...(gate === undefined ? [] : [t(`buildOut.gate.${gate}`)]),
        ...(level === undefined ? [] : [t('gantt.level', { level })]),
      ]
      return parts.join(' · ')
    },
  }
}

/** What the picture of an activity says in words: gate or level, what is missed, what moved. */
export function pictureWords({ activity, missedBy }: GanttActivity, words: GanttWords): readonly string[] {
  const stage = words.stage(activity)
  return [
    ...(stage === '' ? [] : [stage]),
    ...(missedBy > 0 ? [words.missed(missedBy)] : []),
    ...(activity.moved === 0 ? [] : [words.moved(activity.moved)]),
  ]
}
