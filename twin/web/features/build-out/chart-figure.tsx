import { lazy, type ReactNode, Suspense, useMemo, useRef } from 'react'
import { lineItem } from '../../export/legend-items.ts'
import { savePng } from '../../export/save-png.ts'
import '../../ui/chart.css'
import { CsvButton } from '../../ui/csv-button.tsx'
import { strokeOf } from '../../ui/line-strokes.ts'
import { Notice } from '../../ui/notice.tsx'
import { SaveButton } from '../../ui/save-button.tsx'
import { useThemeName } from '../../ui/theme-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import type { ChartLine } from './time-chart.tsx'

const TimeChart = lazy(() => import('./time-chart.tsx').then(({ TimeChart }) => ({ default: TimeChart })))

interface ChartFigureProps {
  readonly title: string
  readonly seconds: readonly number[]
  readonly lines: readonly ChartLine[]
  readonly isStepped?: boolean
  readonly text: (value: number) => string
  readonly day: string
  readonly dataDate: string
  /** What the saved picture says besides its title. */
  readonly notes: readonly string[]
  /** Without the ending. */
  readonly fileName: string
  readonly children?: ReactNode
}

/** A chart of sums over days with what saves it: as a picture, and its numbers as CSV. */
export function ChartFigure(props: ChartFigureProps) {
  const { title, seconds, lines, isStepped = false, text, day, dataDate, notes, fileName, children } = props
  const { t, day: dayText } = useTranslator()
  const theme = useThemeName()
  const frame = useRef<HTMLDivElement>(null)
  const label = useMemo(() => [title, ...lines.map((line) => line.label)].join(' · '), [title, lines])
  const save = async () => {
    const picture = frame.current?.querySelector('canvas')
    if (!picture) throw new Error(t('buildOut.chartLoading'))
    const chosen = `${t('time.day')}: ${dayText(day)}`
    const items = lines.map((line) => {
      const { colour, dash } = strokeOf(theme, line.stroke)
      return lineItem(line.label, colour, dash)
    })
    await savePng({ picture, caption: { title, notes: [...notes, chosen], items }, name: fileName })
  }
  const csv = () => [
    ['day', ...lines.map((line) => line.label)],
    ...seconds.map((second, at) => [
      new Date(second * 1000).toISOString().slice(0, 10),
      ...lines.map(({ values }) => values[at]),
    ]),
  ]
  return (
    <figure className="build-out-chart">
      <Suspense fallback={<Notice>{t('buildOut.chartLoading')}</Notice>}>
        <TimeChart {...{ frame, seconds, lines, isStepped, text, day, dataDate, label }} />
      </Suspense>
      <div className="chart-foot">
        {children}
        <CsvButton label={t('buildOut.chartCsv')} fileName={fileName} rows={csv} />
        <SaveButton kind={t('picture.png')} label={t('buildOut.chartPng')} onSave={save} />
      </div>
    </figure>
  )
}
