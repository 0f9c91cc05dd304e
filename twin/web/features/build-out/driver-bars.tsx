import { useRef } from 'react'
import { struckBy } from '../../../analysis/build-out/struck-by.ts'
import type { BuildOutRiskView, BuildOutView } from '../../../protocol/build-out.ts'
import { saveSvg, saveSvgAsPng } from '../../export/save-svg.ts'
import { Asked } from '../../ui/asked.tsx'
import { CsvButton } from '../../ui/csv-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SaveButton } from '../../ui/save-button.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import type { Remote } from '../../ui/use-remote.ts'
import { nameLines } from './name-lines.ts'
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
/** As many letters as fit in a line above a bar, also where they are drawn largest: on a narrow screen. */
const MOST_LETTERS = 54
const LINE = 18
/** A bar with what is around it, and without the lines of its name. */
const BAR_ROW = 22
const MOST = 8

function Bars({ view, risk }: { readonly view: BuildOutView; readonly risk: BuildOutRiskView }) {
  const { count, figure, nameOf, t, day: dayText } = useTranslator()
  const words = useBuildOutWords(view)
  const drawing = useRef<SVGSVGElement>(null)
  const activities = risk.drivers.map(({ activity, swing }) => ({
    ...{ id: activity, name: words.nameOf(activity), days: swing, isRisk: false },
  }))
  const shared = struckBy(risk.shared).map(({ days, of, risk: one }) => {
    const name = t('buildOut.sharedRisk', { name: nameOf(one), percent: count(Math.round(one.chance * 100)) })
    const full = of === undefined ? name : t('buildOut.sharedRiskOf', { risk: name, name: words.nameOf(of) })
    return { id: `risk ${one.id}`, name: full, days, isRisk: true }
  })
  const drivers = [activities, shared].flatMap((rows) =>
    rows
      .filter(({ days }) => days > 0)
      .sort((one, other) => other.days - one.days)
      .slice(0, MOST)
      .map((driver) => ({ ...driver, lines: nameLines(driver.name, MOST_LETTERS) })),
  )
  // What a risk adds has half the room, since it only makes later.
  const most = Math.max(...drivers.map(({ days, isRisk }) => (isRisk ? 2 * days : days)), 1)
  const lengthOf = (days: number) => (BARS * days) / most
  const heights = drivers.map(({ lines }) => lines.length * LINE + BAR_ROW)
  const topOf = (at: number) => heights.slice(0, at).reduce((sum, one) => sum + one, 0)
  const height = topOf(drivers.length)
  const title = t('buildOut.drivers')
  const text = (days: number, isRisk: boolean) =>
    `${isRisk ? '+' : ''}${t('buildOut.days', { days: figure(days, '1', 3) })}`
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
        aria-label={[title, ...drivers.map(({ days, isRisk, name }) => `${name} ${text(days, isRisk)}`)].join('; ')}
      >
        {drivers.map(({ days, id, isRisk, lines }, at) => (
          <g key={id} transform={`translate(0 ${topOf(at)})`}>
            {lines.map((line, place) => (
              <text key={line} x="0" y={14 + place * LINE}>
                {line}
              </text>
            ))}
            <g transform={`translate(0 ${lines.length * LINE})`}>
              <text x={WIDTH} y="13" textAnchor="end">
                {text(days, isRisk)}
              </text>
              <rect x={isRisk ? BARS / 2 : (BARS - lengthOf(days)) / 2} y="2" width={lengthOf(days)} height="12" />
              <path d={`M${BARS / 2} 0V16`} />
            </g>
          </g>
        ))}
      </svg>
      <div className="chart-foot">
        <CsvButton
          label={t('table.csvLabel')}
          fileName="build-out-drivers"
          rows={() => [
            [
              ...['activity', 'correlation', 'swing in days', 'shared risk', 'chance', 'days later where it strikes'],
              ...['hand-over that it delays most', 'days later of it'],
            ],
            ...risk.drivers.map(({ activity, correlation, swing }) => [
              ...[activity, correlation, swing, null, null, null, null, null],
            ]),
            ...risk.shared.map(({ chance, id, later, most: of }) => [
              ...[null, null, null, id, chance, later, of?.activity, of?.later],
            ]),
          ]}
        />
        <SaveButton kind={t('picture.svg')} label={t('buildOut.chartSvg')} onSave={save(saveSvg)} />
        <SaveButton kind={t('picture.png')} label={t('buildOut.chartPng')} onSave={save(saveSvgAsPng)} />
      </div>
    </figure>
  )
}
