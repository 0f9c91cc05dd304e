import { useRef } from 'react'
import type { BuildOutRiskView, BuildOutView } from '../../../protocol/build-out.ts'
import { saveSvg, saveSvgAsPng } from '../../export/save-svg.ts'
import { Asked } from '../../ui/asked.tsx'
import { CsvButton } from '../../ui/csv-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SaveButton } from '../../ui/save-button.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import type { Remote } from '../../ui/use-remote.ts'
import { useBuildOutWords } from './use-build-out-words.ts'

interface DriverBarsProps {
  readonly view: BuildOutView
  readonly risk: Remote<BuildOutRiskView>
}

/** How sure the last day is, and what moves it most: a tornado of bars, the longest above. */
export function DriverBars({ view, risk }: DriverBarsProps) {
  const { count, t, day: dayText } = useTranslator()
  return (
    <Section title={t('buildOut.risk')}>
      {!view.hasRisk ? (
        <Notice>{t('buildOut.noEstimates')}</Notice>
      ) : (
        <Asked remote={risk}>
          {(answer) => (
            <>
              <p>
                {t('buildOut.lastDay', {
                  runs: count(answer.runs),
                  p50: dayText(answer.finish.p50),
                  p80: dayText(answer.finish.p80),
                })}
              </p>
              {answer.drivers.length + answer.shared.length === 0 ? (
                <Notice>{t('buildOut.noDrivers')}</Notice>
              ) : (
                <Bars view={view} risk={answer} />
              )}
              <p className="is-quiet-text">
                {t(answer.shared.length > 0 ? 'buildOut.sharedHint' : 'buildOut.riskHint')}
              </p>
            </>
          )}
        </Asked>
      )}
    </Section>
  )
}

const WIDTH = 480
/** Of that, what figures take beside the bars. */
const FIGURE = 72
const BARS = WIDTH - FIGURE
/** As many letters as fit above a bar. */
const MOST_LETTERS = 64
const ROW = 40
const MOST = 8

function Bars({ view, risk }: { readonly view: BuildOutView; readonly risk: BuildOutRiskView }) {
  const { count, figure, nameOf, t, day: dayText } = useTranslator()
  const words = useBuildOutWords(view)
  const drawing = useRef<SVGSVGElement>(null)
  const shared = risk.shared.map((one) => ({
    ...{ id: `risk ${one.id}`, swing: one.later },
    name: t('buildOut.sharedRisk', { name: nameOf(one), percent: count(Math.round(one.chance * 100)) }),
  }))
  const drivers = risk.drivers
    .map(({ activity, swing }) => ({ id: activity, name: words.nameOf(activity), swing }))
    .concat(shared)
    .filter(({ swing }) => swing > 0)
    .sort((one, other) => other.swing - one.swing)
    .slice(0, MOST)
  const most = Math.max(...drivers.map(({ swing }) => swing), 1)
  const height = drivers.length * ROW
  const title = t('buildOut.drivers')
  const text = (swing: number) => t('buildOut.days', { days: figure(swing, '1', 3) })
  const save = (as: (parts: Parameters<typeof saveSvg>[0]) => void | Promise<void>) => () => {
    if (!drawing.current) return
    const sure = { p50: dayText(risk.finish.p50), p80: dayText(risk.finish.p80), runs: risk.runs }
    const caption = { title, notes: [t('buildOut.lastDay', sure)], items: [] }
    return as({ drawings: [{ element: drawing.current }], caption, name: 'build-out-drivers' })
  }
  return (
    <figure className="build-out-drivers">
      <figcaption>{title}</figcaption>
      <svg
        ref={drawing}
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={[title, ...drivers.map(({ name, swing }) => `${name} ${text(swing)}`)].join('; ')}
      >
        {drivers.map(({ id, name, swing }, at) => (
          <g key={id} transform={`translate(0 ${at * ROW})`}>
            <text x="0" y="14">
              {name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name}
            </text>
            <text x={WIDTH} y="31" textAnchor="end">
              {text(swing)}
            </text>
            <rect x={(BARS - (BARS * swing) / most) / 2} y="20" width={(BARS * swing) / most} height="12" />
            <path d={`M${BARS / 2} 18V34`} />
          </g>
        ))}
      </svg>
      <div className="chart-foot">
        <CsvButton
          label={t('table.csvLabel')}
          fileName="build-out-drivers"
          rows={() => [
            ['activity', 'correlation', 'swing in days', 'shared risk', 'chance', 'days later where it strikes'],
            ...risk.drivers.map(({ activity, correlation, swing }) => [activity, correlation, swing, null, null, null]),
            ...risk.shared.map(({ chance, id, later }) => [null, null, null, id, chance, later]),
          ]}
        />
        <SaveButton kind={t('picture.svg')} label={t('buildOut.chartSvg')} onSave={save(saveSvg)} />
        <SaveButton kind={t('picture.png')} label={t('buildOut.chartPng')} onSave={save(saveSvgAsPng)} />
      </div>
    </figure>
  )
}
