import type { Translator } from '../../i18n/translator.ts'
import type { TickUnit } from './ticks.ts'

const DAY_MS = 86_400_000

/** What a tick of the axis is called, as long as there is room for. */
export interface AxisLabels {
  /** @param isMajor in the upper line, where it stands alone */
  of(unit: TickUnit, start: number, isMajor: boolean): string
}

/** Names of months and days by the language; quarters, which `Intl` does not know, by the catalogue. */
export function axisLabels({ language, t }: Pick<Translator, 'language' | 't'>): AxisLabels {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' })
    return (start: number) => made.format(start * DAY_MS)
  }
  const monthOfYear = format({ month: 'long', year: 'numeric' })
  const month = format({ month: 'short' })
  const yearOf = (start: number) => new Date(start * DAY_MS).getUTCFullYear()
  return {
    of(unit, start, isMajor) {
      const at = new Date(start * DAY_MS)
      switch (unit) {
        case 'decade':
          return `${yearOf(start)}–${yearOf(start) + 9}`
        case 'year':
          return String(yearOf(start))
        case 'quarter':
          return t('gantt.quarter', { quarter: String(Math.floor(at.getUTCMonth() / 3) + 1) })
        case 'month':
          return isMajor ? monthOfYear(start) : month(start)
        default:
          return String(at.getUTCDate())
      }
    },
  }
}
