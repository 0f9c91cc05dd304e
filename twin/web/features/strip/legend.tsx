import { HEALTH } from '../../../model/health.ts'
import { RAMP_LENGTH } from '../../colour/ramp.ts'
import { cssRamp, rampStep } from '../../colour/scale.ts'
import { domainOfMode, isComputed, METRIC_OF_MODE, type Mode, rampOfMode } from '../../state/mode.ts'
import { useTwin } from '../../twin-context.ts'
import { HealthMark } from '../../ui/health-mark.tsx'
import { FIGURE_UNITS, type FigureMetric } from '../../ui/live-figures.tsx'
import { useThemeName } from '../../ui/theme-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useColumnRevision, useLiveValue } from '../../ui/use-live-value.ts'
import { useNow } from '../../ui/use-now.ts'

const WIDTH = 144
const HEIGHT = 10
const STOPS = 32

/** What the colours mean: ramp with its fixed domain and unit, age of the newest value, marker of the selected thing, no data. */
export function Legend({ mode, selected }: { readonly mode: Mode; readonly selected: number | undefined }) {
  const { t } = useTranslator()
  return (
    <section className="legend" aria-label={t('legend.label', { mode: t(`mode.long.${mode}`) })}>
      <span>{t(`mode.long.${mode}`)}</span>
      {mode === 'health' ? <HealthKey /> : <RampKey mode={mode} selected={selected ?? -1} />}
      <NoDataKey mode={mode} />
      <Newest mode={mode} />
    </section>
  )
}

function HealthKey() {
  return (
    <ul className="legend-health">
      {[...HEALTH].reverse().map((health) => (
        <li key={health}>
          <HealthMark health={health} withText />
        </li>
      ))}
    </ul>
  )
}

function RampKey({ mode, selected }: { readonly mode: Exclude<Mode, 'health'>; readonly selected: number }) {
  const { t, measured, figure } = useTranslator()
  const theme = useThemeName()
  const metric = METRIC_OF_MODE[mode] as FigureMetric
  const unit = FIGURE_UNITS[metric]
  const domain = domainOfMode(mode)
  const colours = cssRamp(rampOfMode(mode, theme) ?? 'cividis')
  const value = useLiveValue(metric, selected)
  const step = rampStep(value, domain)
  return (
    <span className="legend-ramp">
      <span>{figure(domain[0], unit)}</span>
      <svg width={WIDTH} height={HEIGHT + 8} viewBox={`0 0 ${WIDTH} ${HEIGHT + 8}`} aria-hidden="true">
        {Array.from({ length: STOPS }, (_, at) => at).map((at) => (
          <rect
            key={at}
            x={(at * WIDTH) / STOPS}
            y={0}
            width={WIDTH / STOPS + 0.5}
            height={HEIGHT}
            fill={colours[Math.round((at / (STOPS - 1)) * (RAMP_LENGTH - 1))]}
          />
        ))}
        {typeof step === 'number' && (
          <path
            className="legend-marker"
            transform={`translate(${(step / (RAMP_LENGTH - 1)) * WIDTH} ${HEIGHT})`}
            d="M0 0L4 7H-4z"
          />
        )}
      </svg>
      <span>{figure(domain[1], unit)}</span>
      {!Number.isNaN(value) && (
        <span className="legend-selected">
          {t('legend.selected', {
            value: value === Number.POSITIVE_INFINITY ? t('legend.noMaximum') : measured(value, unit),
          })}
        </span>
      )}
    </span>
  )
}

function NoDataKey({ mode }: { readonly mode: Mode }) {
  const { t } = useTranslator()
  if (mode === 'health') return null
  return (
    <span className="legend-swatches">
      <svg width="16" height="12" viewBox="0 0 16 12" aria-hidden="true" className="swatch-no-data">
        <rect x="0.5" y="0.5" width="15" height="11" />
        <path d="M-2 8L8 -2M0 14L14 0M6 16L20 2" />
      </svg>
      {t('legend.noData')}
      {mode === 'power' && (
        <>
          <svg width="16" height="12" viewBox="0 0 16 12" aria-hidden="true" className="swatch-no-maximum">
            <rect x="0.5" y="0.5" width="15" height="11" />
          </svg>
          {t('legend.noMaximum')}
        </>
      )}
    </span>
  )
}

function Newest({ mode }: { readonly mode: Mode }) {
  const { live } = useTwin()
  const { t, ago, dateTime } = useTranslator()
  const metric = METRIC_OF_MODE[mode]
  useColumnRevision(metric)
  const now = useNow()
  const newest = live.columns.newestAt(metric)
  if (isComputed(mode) || Number.isNaN(newest) || newest <= 0) return null
  return (
    <span className="is-quiet-text" title={dateTime(newest)}>
      {t('legend.newest', { age: ago(Math.min(newest, now), now) })}
    </span>
  )
}
