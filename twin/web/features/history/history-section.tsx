import { lazy, Suspense, useCallback, useRef, useState } from 'react'
import type { PointView } from '../../../protocol/rest.ts'
import { savePng } from '../../export/save-png.ts'
import { ApiError } from '../../live/api.ts'
import { SPANS } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import '../../ui/chart.css'
import { Notice } from '../../ui/notice.tsx'
import { SaveButton } from '../../ui/save-button.tsx'
import { Section } from '../../ui/section.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { useThemeName } from '../../ui/theme-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import { useRemote } from '../../ui/use-remote.ts'
import { defaultPoints, MOST_SERIES } from './default-points.ts'
import { beginOf } from './history-axes.ts'
import { historyCaption } from './history-caption.ts'
import { firstRecorded } from './history-data.ts'
import './history.css'
import { HistoryTable } from './history-table.tsx'

const HistoryChart = lazy(() => import('./history-chart.tsx').then(({ HistoryChart }) => ({ default: HistoryChart })))

const HOUR = 3_600_000
const SPAN_MS = { '1h': HOUR, '24h': 24 * HOUR, '7d': 168 * HOUR, '30d': 720 * HOUR } as const
const BUCKETS = 300
/** A shorter bucket would often be empty: devices are asked every ten seconds. */
const SHORTEST_BUCKET_MS = 12_000
const REFRESH_MS = { '1h': 15_000, '24h': 60_000, '7d': 300_000, '30d': 900_000 } as const

interface HistorySectionProps {
  readonly thing: string
  readonly points: readonly PointView[]
}

/** The past of some points as a chart, and as a table of the same values. */
export function HistorySection({ thing, points }: HistorySectionProps) {
  const { place } = useTwin()
  const { t } = useTranslator()
  const span = usePlace((state) => state.span)
  const [chosen, setChosen] = useState<readonly string[]>(() => defaultPoints(points))
  if (points.length === 0) return null
  return (
    <Section
      title={t('history.title')}
      tools={
        <Segmented
          label={t('history.span')}
          choices={SPANS}
          chosen={span}
          textOf={(choice) => t(`history.span.${choice}`)}
          onChoose={(choice) => place.getState().go({ span: choice })}
        />
      }
    >
      <PointChoice thing={thing} points={points} chosen={chosen} onChoose={setChosen} />
      {chosen.length === 0 ? (
        <Notice>{t('history.choose')}</Notice>
      ) : (
        <Chart thing={thing} chosen={chosen} span={span} />
      )}
    </Section>
  )
}

function bucketsOf(spanMs: number): number {
  return Math.min(BUCKETS, Math.ceil(spanMs / SHORTEST_BUCKET_MS))
}

interface ChartProps {
  readonly thing: string
  readonly chosen: readonly string[]
  readonly span: keyof typeof SPAN_MS
}

function Chart({ thing, chosen, span }: ChartProps) {
  const { api, live, simulated } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const theme = useThemeName()
  const frame = useRef<HTMLDivElement>(null)
  const wanted = chosen.join('\n')
  const load = useCallback(
    async (signal: AbortSignal) => {
      const to = live.serverNow()
      const from = to - SPAN_MS[span]
      const ask = (begin: number) =>
        api.history({ points: wanted.split('\n'), from: begin, to, buckets: bucketsOf(to - begin) }, signal)
      const { series } = await ask(from)
      // A short record in a long span would be a few coarse buckets at the edge: it is asked for by itself.
      const begin = beginOf(firstRecorded(series), from, to)
      return begin === from ? { series, from, to } : { series: (await ask(begin)).series, from: begin, to }
    },
    [api, live, wanted, span],
  )
  const { answer, error, reload } = useRemote(load, REFRESH_MS[span])
  if (error && !answer) {
    return (
      <Notice kind="error" onRetry={reload}>
        {error instanceof ApiError && error.status === 503
          ? t('history.unavailable')
          : t('history.failed', { reason: error.message })}
      </Notice>
    )
  }
  if (!answer) return <Notice>{t('history.loading')}</Notice>
  if (answer.series.every(({ count }) => count.every((amount) => amount === 0)))
    return <Notice>{t('history.none')}</Notice>
  const save = async () => {
    const picture = frame.current?.querySelector('canvas')
    if (!picture) throw new Error(t('history.loading'))
    const caption = historyCaption({ ...answer, thing, theme, simulated }, translator)
    await savePng({ picture, caption, name: `${thing}-history` })
  }
  return (
    <>
      <Suspense fallback={<Notice>{t('history.loading')}</Notice>}>
        <HistoryChart frame={frame} thing={thing} series={answer.series} from={answer.from} to={answer.to} />
      </Suspense>
      <HistoryTable
        thing={thing}
        series={answer.series}
        tools={<SaveButton kind={t('picture.png')} label={t('history.pngLabel')} onSave={save} />}
      />
    </>
  )
}

interface PointChoiceProps extends HistorySectionProps {
  readonly chosen: readonly string[]
  readonly onChoose: (paths: readonly string[]) => void
}

/** Which points are drawn: at most as many as lines can be told apart. */
function PointChoice({ thing, points, chosen, onChoose }: PointChoiceProps) {
  const { t, compare } = useTranslator()
  const sorted = [...points].sort((one, other) => compare(one.path, other.path))
  return (
    <details className="history-points">
      <summary>{t('history.points')}</summary>
      <ul>
        {sorted.map(({ path }) => {
          const isChosen = chosen.includes(path)
          return (
            <li key={path}>
              <label>
                <input
                  type="checkbox"
                  checked={isChosen}
                  disabled={!isChosen && chosen.length >= MOST_SERIES}
                  onChange={() => onChoose(isChosen ? chosen.filter((other) => other !== path) : [...chosen, path])}
                />{' '}
                {path.slice(thing.length + 1)}
              </label>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
