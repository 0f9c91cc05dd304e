import type { Caption } from '../../export/caption.ts'
import { lineItem } from '../../export/legend-items.ts'
import type { Translator } from '../../i18n/translator.ts'
import type { ThemeName } from '../../state/settings.ts'
import { amount } from './amount.ts'
import type { Constraint, Use } from './forecast-data.ts'
import { fanStrokes, MIDDLE_DASH } from './forecast-strokes.ts'

interface FanState {
  readonly path: string
  readonly name: string
  readonly constraint: Constraint
  readonly use: Use
  readonly theme: ThemeName
  readonly simulated: boolean
  readonly dated: (at: number | null | undefined) => string
}

/** What a saved fan says: the place, what runs out, when, and how its lines are drawn. */
export function forecastCaption(state: FanState, translator: Translator): Caption {
  const { t } = translator
  const { path, name, constraint, dated, simulated, theme, use } = state
  const { full, limit } = constraint
  const strokes = fanStrokes(theme)
  const when = full?.isFull
    ? t('forecast.isFull')
    : full && t('forecast.firstDates', { p10: dated(full.p10), p50: dated(full.p50), p90: dated(full.p90) })
  return {
    title: `${path} · ${t('forecast.title')} · ${name}`,
    notes: [
      ...(when ? [when] : []),
      ...(limit === null ? [] : [`${t('forecast.limit')}: ${amount(translator, limit, use.unit)}`]),
      ...(simulated ? [t('simulated.hint')] : []),
    ],
    items: [
      lineItem(t('forecast.mean'), strokes.mean, []),
      lineItem('P50', strokes.middle, MIDDLE_DASH),
      lineItem('P10 – P90', strokes.band, []),
    ],
  }
}
