import type { Thing } from '../../model/things.ts'
import type { Metric } from '../../protocol/metric.ts'
import type { MessageKey } from '../i18n/catalogue.ts'
import { useTranslator } from './translator-context.ts'
import { useLiveValue } from './use-live-value.ts'
import { useWatch } from './use-watch.ts'

/** Columns that say something about a thing as a whole, with their units. */
export const FIGURE_UNITS = {
  temperature: 'Cel',
  humidity: '%',
  power: 'W',
  'power-use': 'share',
  'failover-use': 'share',
  'cooling-use': 'share',
  'space-use': 'share',
  'free-run': 'U',
  stranded: 'W',
  confidence: 'share',
  age: 's',
} as const satisfies Partial<Record<Metric, string>>
export type FigureMetric = keyof typeof FIGURE_UNITS
const METRICS = Object.keys(FIGURE_UNITS) as readonly FigureMetric[]

/** The thing's live figures, those that it has. */
export function LiveFigures({ thing }: { readonly thing: Thing }) {
  useWatch(METRICS, thing.path)
  return (
    <dl className="facts">
      {METRICS.map((metric) => (
        <LiveFigure key={metric} metric={metric} index={thing.index} />
      ))}
    </dl>
  )
}

function LiveFigure({ metric, index }: { readonly metric: FigureMetric; readonly index: number }) {
  const { t } = useTranslator()
  const value = useLiveValue(metric, index)
  if (Number.isNaN(value)) return null
  return (
    <>
      <dt>{t(`table.${metric}` as MessageKey)}</dt>
      <dd>
        <LiveNumber value={value} metric={metric} />
      </dd>
    </>
  )
}

/** What is counted, not measured: written without the digits of a measurement. */
const COUNTED: ReadonlySet<FigureMetric> = new Set<FigureMetric>(['age', 'free-run'])

/** A number of a live column with its unit; an age in whole seconds. */
export function LiveNumber({ value, metric }: { readonly value: number; readonly metric: FigureMetric }) {
  const { t, measured, figure } = useTranslator()
  const text =
    value === Number.POSITIVE_INFINITY
      ? t('legend.noMaximum')
      : COUNTED.has(metric) && !Number.isNaN(value)
        ? figure(metric === 'age' ? Math.round(value) : value, FIGURE_UNITS[metric], 3)
        : measured(value, FIGURE_UNITS[metric])
  return <span className="live-value">{text}</span>
}
