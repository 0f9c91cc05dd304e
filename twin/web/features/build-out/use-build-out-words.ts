import { useMemo } from 'react'
import type { BuildOutView } from '../../../protocol/build-out.ts'
import type { CurveMeasure } from '../../state/build-out-options.ts'
import { useTranslator } from '../../ui/translator-context.ts'

const UNITS = { area: 'm2', power: 'W', cooling: 'W' } as const

/** How the parts and figures of a build-out are said. */
export interface BuildOutWords {
  /** What an activity is called; its id where the answer has none of it. */
  nameOf(activity: string): string
  /** What a package is called. */
  packageOf(id: string): string
  baselineOf(id: string): string
  /** A sum of money or of what is handed over, with its unit. */
  amount(measure: CurveMeasure, value: number): string
  /** A day in a table: short. */
  shortDay(iso: string): string
  /** `12 days late`, `3 days early`, `on time`; nothing where nobody wanted it by a day. */
  lateness(days: number | null | undefined): string
}

export function useBuildOutWords(view: BuildOutView): BuildOutWords {
  const translator = useTranslator()
  return useMemo(() => {
    const { count, figure, language, nameOf, t } = translator
    const activities = new Map(view.activities.map((one) => [one.id, nameOf(one)]))
    const packages = new Map(view.packages.map((one) => [one.id, nameOf(one)]))
    const money = new Intl.NumberFormat(language, {
      ...{ style: 'currency', currency: view.currency, maximumFractionDigits: 0 },
    })
    const short = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
    return {
      nameOf: (id) => activities.get(id) ?? id,
      packageOf: (id) => packages.get(id) ?? id,
      baselineOf(id) {
        const found = view.baselines.find((one) => one.id === id)
        return found ? nameOf(found) : t('buildOut.asItStands')
      },
      amount(measure, value) {
        if (measure === 'money') return money.format(value)
        if (measure === 'racks' || measure === 'connections') return count(value)
        return figure(value, UNITS[measure], measure === 'area' ? 6 : 4)
      },
      shortDay: (iso) => short.format(Date.parse(iso)),
      lateness(days) {
        if (days === null || days === undefined) return ''
        if (days === 0) return t('buildOut.onTime')
        return t(days > 0 ? 'buildOut.daysLate' : 'buildOut.daysEarly', { count: Math.abs(days) })
      },
    }
  }, [translator, view])
}
