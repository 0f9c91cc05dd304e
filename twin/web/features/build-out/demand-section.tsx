import { useCallback, useMemo, useState } from 'react'
import type { BuildOutView, SupplyView } from '../../../protocol/build-out.ts'
import type { Translator } from '../../i18n/translator.ts'
import type { WebEstate } from '../../state/web-estate.ts'
import { useTwin } from '../../twin-context.ts'
import { Asked } from '../../ui/asked.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Provenance } from '../../ui/provenance.tsx'
import { Section } from '../../ui/section.tsx'
import { thingTrail } from '../../ui/thing-trail.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import type { Remote } from '../../ui/use-remote.ts'
import { ChartFigure } from './chart-figure.tsx'
import type { ChartLine } from './time-chart.tsx'
import { ToldTable } from './told-table.tsx'
import { useBuildOutWords } from './use-build-out-words.ts'

interface DemandSectionProps {
  readonly view: BuildOutView
  readonly supply: Remote<SupplyView>
  /** ISO, of the slider. */
  readonly day: string
  /** The last day of the slider, until which the last figures hold. */
  readonly last: string
  readonly onSelect: (activity: string) => void
}

/** What is there against what is wanted, and who has no room from when on, by how much, and which hand-over it waits for. */
export function DemandSection({ view, supply, day, last, onSelect }: DemandSectionProps) {
  const { t } = useTranslator()
  return (
    <Section title={t('buildOut.demand')}>
      <Asked remote={supply}>
        {({ pools, unmet }) => (
          <>
            <Unmet {...{ view, onSelect, unmet }} />
            <Pools {...{ view, day, last, pools }} />
          </>
        )}
      </Asked>
    </Section>
  )
}

interface UnmetProps extends Pick<DemandSectionProps, 'view' | 'onSelect'> {
  readonly unmet: SupplyView['unmet']
}

function Unmet({ view, unmet, onSelect }: UnmetProps) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { nameOf, t } = translator
  const words = useBuildOutWords(view)
  if (unmet.length === 0) return <p>{t('buildOut.allMet')}</p>
  return (
    <ToldTable label={t('buildOut.unmet')} csv={{ fileName: 'build-out-unmet-demand', rows: () => csvRows(unmet) }}>
      <thead>
        <tr>
          <th scope="col">{t('buildOut.who')}</th>
          <th scope="col">{t('buildOut.where')}</th>
          <th scope="col">{t('buildOut.from')}</th>
          <th scope="col" className="is-number">
            {t('buildOut.wanted')}
          </th>
          <th scope="col" className="is-number">
            {t('buildOut.short')}
          </th>
          <th scope="col">{t('buildOut.until')}</th>
          <th scope="col">{t('buildOut.waitsFor')}</th>
          <th scope="col">{t('buildOut.source')}</th>
        </tr>
      </thead>
      <tbody>
        {unmet.map((one) => (
          <tr key={`${one.id} ${one.place} ${one.measure}`}>
            <th scope="row">
              {nameOf(one)} <span className="is-quiet-text">· {t(`buildOut.demand.${one.kind}`)}</span>
            </th>
            <td>{placeText(estate, one, translator)}</td>
            <td>{words.shortDay(one.from)}</td>
            <td className="is-number">{words.amount(one.measure, one.wanted)}</td>
            <td className="is-number health-text is-critical">{words.amount(one.measure, one.short)}</td>
            <td>{one.until === null ? t('buildOut.never') : words.shortDay(one.until)}</td>
            <td>
              {one.waitsFor === null ? (
                '–'
              ) : (
                <button type="button" className="is-link" onClick={() => onSelect(one.waitsFor ?? '')}>
                  {words.nameOf(one.waitsFor)}
                </button>
              )}
            </td>
            <td>
              <Provenance word={one.source} />
            </td>
          </tr>
        ))}
      </tbody>
    </ToldTable>
  )
}

function csvRows(unmet: SupplyView['unmet']) {
  return [
    ['id', 'name', 'kind', 'place', 'measure', 'from', 'until', 'wanted', 'short', 'waits for', 'source'],
    ...unmet.map((one) => [
      ...[one.id, one.name, one.kind, one.place, one.measure, one.from, one.until],
      ...[one.wanted, one.short, one.waitsFor, one.source],
    ]),
  ]
}

interface PoolsProps extends Pick<DemandSectionProps, 'view' | 'day' | 'last'> {
  readonly pools: SupplyView['pools']
}

function Pools({ view, day, last, pools }: PoolsProps) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const [chosen, setChosen] = useState(() => Math.max(0, pools.findIndex(isShort)))
  const pool = pools[chosen] ?? pools[0]
  if (!pool) return <Notice>{t('buildOut.noPools')}</Notice>
  const textOf = (one: SupplyView['pools'][number]) =>
    `${placeText(estate, one, translator)} · ${t(`buildOut.measure.${one.measure}`)}`
  return (
    <>
      <label className="build-out-choice">
        {t('buildOut.pool')}{' '}
        <select value={chosen} onChange={(event) => setChosen(Number(event.target.value))}>
          {pools.map((one, at) => (
            <option key={`${one.place} ${one.measure}`} value={at}>
              {textOf(one)}
            </option>
          ))}
        </select>{' '}
        <span className="is-quiet-text">{t(`buildOut.basis.${pool.basis}`)}</span>
      </label>
      <Pool
        key={`${pool.place} ${pool.measure}`}
        {...{ view, day, last, pool }}
        title={`${t('buildOut.demand')} · ${textOf(pool)}`}
      />
    </>
  )
}

interface PoolProps extends Pick<DemandSectionProps, 'view' | 'day' | 'last'> {
  readonly pool: SupplyView['pools'][number]
  readonly title: string
}

function Pool({ view, day, last, pool, title }: PoolProps) {
  const { t } = useTranslator()
  const words = useBuildOutWords(view)
  const { measure, place } = pool
  const steps = useMemo(() => heldUntil(pool.steps, last), [pool, last])
  const seconds = useMemo(() => steps.map((step) => Date.parse(step.day) / 1000), [steps])
  const lines = useMemo(() => {
    const both: readonly ChartLine[] = [
      { label: t('buildOut.supplied'), values: steps.map(({ supply }) => supply), stroke: 0 },
      { label: t('buildOut.demanded'), values: steps.map(({ demand }) => demand), stroke: 1 },
    ]
    return both
  }, [steps, t])
  const text = useCallback((value: number) => words.amount(measure, value), [words, measure])
  return (
    <ChartFigure
      {...{ title, seconds, lines, text, day, dataDate: view.dataDate }}
      isStepped
      notes={[t(`buildOut.basis.${pool.basis}`)]}
      fileName={`build-out-demand-${place.replaceAll('/', '-')}-${measure}`}
    />
  )
}

/** Is more wanted than there is, at some time? */
function isShort({ steps }: PoolProps['pool']): boolean {
  return steps.some(({ demand, supply }) => demand > supply)
}

/** The last figures hold until a day. */
function heldUntil(steps: PoolProps['pool']['steps'], last: string): PoolProps['pool']['steps'] {
  const end = steps.at(-1)
  return end && end.day < last ? [...steps, { ...end, day: last }] : steps
}

/** A site by its name, what is in one by its way there; what is no thing of the estate as the server calls it. */
function placeText(
  estate: WebEstate,
  { place, placeName, placeNameSr }: SupplyView['pools'][number] | SupplyView['unmet'][number],
  translator: Translator,
): string {
  const known = estate.find(place)
  if (!known) return translator.nameOf({ name: placeName ?? place, nameSr: placeNameSr })
  return known.kind === 'site' ? translator.nameOf(known) : thingTrail(estate, place, translator)
}
