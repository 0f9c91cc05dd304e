import { useCallback, useMemo } from 'react'
import type { BuildOutCurve, BuildOutView } from '../../../protocol/build-out.ts'
import { CURVE_MEASURES } from '../../state/build-out-options.ts'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import { ChartFigure } from './chart-figure.tsx'
import { IndexTable } from './index-table.tsx'
import { MeasureChoice } from './measure-choice.tsx'
import type { ChartLine } from './time-chart.tsx'
import { UnmeasuredReason } from './unmeasured-reason.tsx'
import { useBuildOutWords } from './use-build-out-words.ts'

interface CurveSectionProps {
  readonly view: BuildOutView
  /** ISO, of the slider. */
  readonly day: string
}

/** What was planned, earned and spent by each month, and what the schedule leads to; the indices that follow, or why there are none. */
export function CurveSection({ view, day }: CurveSectionProps) {
  const { t } = useTranslator()
  const measure = usePlace(({ buildOut }) => buildOut.measure)
  const curve = view.curves.find((one) => one.measure === measure)
  return (
    <Section title={t('buildOut.curve')} tools={<MeasureChoice choices={CURVE_MEASURES} chosen={measure} />}>
      {view.curves.length === 0 ? (
        <Notice>{t('buildOut.noBaseline')}</Notice>
      ) : (
        <>
          {curve && curve.why !== 'nothing-planned' && <Curve key={measure} {...{ view, day, curve }} />}
          {curve?.why && <UnmeasuredReason view={view} curve={curve} />}
          <IndexTable view={view} />
        </>
      )}
    </Section>
  )
}

function Curve({ view, day, curve }: CurveSectionProps & { readonly curve: BuildOutCurve }) {
  const { t, day: dayText } = useTranslator()
  const words = useBuildOutWords(view)
  const { actual, earned, ends, expected, measure, planned } = curve
  const seconds = useMemo(() => ends.map((end) => Date.parse(end) / 1000), [ends])
  const lines = useMemo(() => {
    const filled = (values: readonly number[]) => ends.map((_, at) => values[at] ?? null)
    const all: readonly (ChartLine & { readonly isThere: boolean })[] = [
      { label: t('buildOut.pv'), values: filled(planned), stroke: 1, isThere: true },
      { label: t('buildOut.ev'), values: filled(earned), stroke: 0, isThere: earned.length > 0 },
      { label: t('buildOut.ac'), values: filled(actual), stroke: 3, isThere: actual.length > 0 },
      { label: t('buildOut.expected'), values: filled(expected), stroke: 2, isThere: expected.length > 0 },
    ]
    return all.filter(({ isThere }) => isThere)
  }, [ends, planned, earned, actual, expected, t])
  const text = useCallback((value: number) => words.amount(measure, value), [words, measure])
  const title = `${t('buildOut.curve')} · ${t(`buildOut.measure.${measure}`)}`
  return (
    <ChartFigure
      {...{ title, seconds, lines, text, day, dataDate: view.dataDate }}
      isStepped={measure !== 'money'}
      notes={[
        t('buildOut.dataDateIs', { day: dayText(view.dataDate) }),
        ...(view.baseline === null ? [] : [`${t('buildOut.baseline')}: ${words.baselineOf(view.baseline)}`]),
        ...(view.isScenario ? [t('buildOut.scenarioHint')] : []),
      ]}
      fileName={`build-out-s-curve-${measure}`}
    />
  )
}
