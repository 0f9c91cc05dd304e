import type { Translator } from '../i18n/translator.ts'
import { domainOfMode, isComputed, METRIC_OF_MODE, type Mode, rampOfMode } from '../state/mode.ts'
import type { ThemeName } from '../state/settings.ts'
import { FIGURE_UNITS, type FigureMetric } from '../ui/live-figures.tsx'
import type { Caption } from './caption.ts'
import { healthItems, noDataItem, noMaximumItem, rampItem } from './legend-items.ts'
import type { PageColours } from './page-colours.ts'

interface PictureState {
  /** What the scope is called, and its path. */
  readonly name: string
  readonly path: string
  readonly mode: Mode
  readonly theme: ThemeName
  /** Epoch milliseconds: now, and when the newest value of the metric came (NaN for none). */
  readonly now: number
  readonly newest: number
  readonly simulated: boolean
}

/** What a saved picture of a site or hall says: place, metric with its unit and domain, time, and whether it is simulated. */
export function pictureCaption(
  state: PictureState,
  { t, figure, dateTime }: Translator,
  colours: PageColours,
): Caption {
  const { name, path, mode, theme, now, newest, simulated } = state
  const ramp = rampOfMode(mode, theme)
  const unit = FIGURE_UNITS[METRIC_OF_MODE[mode] as FigureMetric]
  const [low, high] = domainOfMode(mode)
  // What is declared does not age.
  const ages = !isComputed(mode) && newest > 0
  return {
    title: `${name} · ${t(`mode.long.${mode}`)}`,
    notes: [
      [
        path,
        t('picture.saved', { time: dateTime(now) }),
        ...(ages ? [t('picture.newest', { time: dateTime(newest) })] : []),
      ]
        .filter((part) => part !== '')
        .join(' · '),
      ...(simulated ? [t('simulated.hint')] : []),
    ],
    items: [
      ...(ramp === undefined ? [] : [rampItem(ramp, figure(low, unit), figure(high, unit))]),
      ...(mode === 'health' ? [] : [noDataItem(t('legend.noData'), colours)]),
      ...(mode === 'power' ? [noMaximumItem(t('legend.noMaximum'), colours)] : []),
      ...healthItems((health) => t(`health.${health}`), colours),
    ],
  }
}
