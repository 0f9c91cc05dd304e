import type { Caption } from '../../export/caption.ts'
import { lineItem } from '../../export/legend-items.ts'
import type { Translator } from '../../i18n/translator.ts'
import type { ThemeName } from '../../state/settings.ts'
import { strokeOf } from '../../ui/line-strokes.ts'
import type { Series } from './history-data.ts'

interface ChartState {
  readonly thing: string
  readonly series: readonly Series[]
  /** Epoch milliseconds. */
  readonly from: number
  readonly to: number
  readonly theme: ThemeName
  readonly simulated: boolean
}

/** What a saved chart says: the place, its span, and each line with its last mean and unit. */
export function historyCaption(state: ChartState, { t, measured, dateTime }: Translator): Caption {
  const { thing, series, from, to, theme, simulated } = state
  return {
    title: `${thing} · ${t('history.title')}`,
    notes: [`${dateTime(from)} – ${dateTime(to)}`, ...(simulated ? [t('simulated.hint')] : [])],
    items: series.map(({ path, unit, mean }, at) => {
      const { colour, dash } = strokeOf(theme, at)
      const last = mean.findLast((value) => value !== null)
      return lineItem(`${path.slice(thing.length + 1)}: ${measured(last, unit)}`, colour, dash)
    }),
  }
}
