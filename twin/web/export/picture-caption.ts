import type { Translator } from '../i18n/translator.ts'
import type { SunAt } from '../state/construction.ts'
import { minuteText } from '../state/minute-text.ts'
import { domainOfMode, isComputed, METRIC_OF_MODE, type Mode, rampOfMode } from '../state/mode.ts'
import type { ThemeName } from '../state/settings.ts'
import { FIGURE_UNITS, type FigureMetric } from '../ui/live-figures.tsx'
import type { Caption } from './caption.ts'
import { constructionItems } from './construction-items.ts'
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
  /** Where it shows what stands on a day. */
  readonly built?: { readonly day: string } | undefined
  /** Buildings and plots are drawn by how far they are. @default false */
  readonly isCampus?: boolean
  /** Where the sun of an hour shades it. */
  readonly sunAt?: SunAt | undefined
}

/** What a saved picture of a site or hall says: place, metric with its unit and domain, time, and whether it is simulated. */
export function pictureCaption(
  state: PictureState,
  { t, day, figure, dateTime }: Translator,
  colours: PageColours,
): Caption {
  const { name, path, mode, theme, now, newest, simulated, built, isCampus = false, sunAt } = state
  const ramp = rampOfMode(mode, theme)
  const unit = FIGURE_UNITS[METRIC_OF_MODE[mode] as FigureMetric]
  const [low, high] = domainOfMode(mode)
  // What is declared does not age.
  const ages = !isComputed(mode) && newest > 0
  return {
    title: built ? `${name} · ${day(built.day)}` : `${name} · ${t(`mode.long.${mode}`)}`,
    notes: [
      [
        path,
        t('picture.saved', { time: dateTime(now) }),
        ...(sunAt ? [t('picture.sun', { day: day(sunAt.day), time: minuteText(sunAt.minute) })] : []),
        ...(ages && !built ? [t('picture.newest', { time: dateTime(newest) })] : []),
      ]
        .filter((part) => part !== '')
        .join(' · '),
      ...(simulated ? [t('simulated.hint')] : []),
    ],
    items: [
      ...(isCampus ? constructionItems({ ...stateWords(t), late: t('picture.late') }, colours) : []),
      ...(ramp === undefined ? [] : [rampItem(ramp, figure(low, unit), figure(high, unit))]),
      ...(mode === 'health' ? [] : [noDataItem(t('legend.noData'), colours)]),
      ...(mode === 'power' ? [noMaximumItem(t('legend.noMaximum'), colours)] : []),
      ...(built ? [] : healthItems((health) => t(`health.${health}`), colours)),
    ],
  }
}

function stateWords(t: Translator['t']) {
  return {
    planned: t('phase.planned'),
    underConstruction: t('phase.under-construction'),
    commissioned: t('phase.commissioned'),
  }
}
