import { type ReactNode, useMemo } from 'react'
import type { Measure } from '../../../analysis/build-out/readiness.ts'
import type { BuildOutView } from '../../../protocol/build-out.ts'
import { AS_IT_STANDS } from '../../state/build-out-options.ts'
import { useTwin } from '../../twin-context.ts'
import { PhaseSign } from '../../ui/phase-sign.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import { type Differences, differencesOf, type Side, sideAt } from './differences.ts'
import { LateSign } from './late-sign.tsx'
import { PartTable } from './part-table.tsx'
import type { Part } from './parts.ts'
import { ToldTable } from './told-table.tsx'
import { type BuildOutWords, useBuildOutWords } from './use-build-out-words.ts'

interface CompareSectionProps {
  readonly view: BuildOutView
  /** ISO, of the slider. */
  readonly day: string
  /** The picture of a side: the dates of a baseline, or as they stand where that is undefined. */
  readonly picture: (dates: string | undefined, name: string) => ReactNode
}

/** Two baselines, or one and the dates as they stand, side by side on one day, and what differs. Closed until two sides are chosen. */
export function CompareSection({ view, day, picture }: CompareSectionProps) {
  const { place } = useTwin()
  const { t, day: dayText } = useTranslator()
  const words = useBuildOutWords(view)
  const compare = usePlace(({ buildOut }) => buildOut.compare)
  const sides = [...view.baselines.map(({ id }) => id), AS_IT_STANDS]
  const at = (place: 0 | 1) => (compare && sides.includes(compare[place]) ? compare[place] : undefined)
  const [one, other] = [at(0), at(1)]
  const choose = (pair: readonly [string, string] | undefined) => {
    const { buildOut, go } = place.getState()
    go({ buildOut: { ...buildOut, compare: pair } })
  }
  if (view.baselines.length === 0) return null
  const first = view.baseline ?? view.baselines[0]?.id ?? AS_IT_STANDS
  return (
    <Section
      title={t('buildOut.compare')}
      tools={
        one === undefined || other === undefined ? (
          <button type="button" onClick={() => choose([first, AS_IT_STANDS])}>
            {t('buildOut.compareStart')}
          </button>
        ) : (
          <>
            <SideChoice
              {...{ sides, words }}
              label={t('buildOut.left')}
              chosen={one}
              onChoose={(id) => choose([id, other])}
            />
            <SideChoice
              {...{ sides, words }}
              label={t('buildOut.right')}
              chosen={other}
              onChoose={(id) => choose([one, id])}
            />
            <button type="button" onClick={() => choose(undefined)}>
              {t('buildOut.compareEnd')}
            </button>
          </>
        )
      }
    >
      {one === undefined || other === undefined ? (
        <p className="is-quiet-text">{t('buildOut.compareHint')}</p>
      ) : (
        <Sides
          key={`${one} ${other}`}
          {...{ view, day, picture, one, other }}
          title={t('buildOut.onDay', { day: dayText(day) })}
        />
      )}
    </Section>
  )
}

interface SideChoiceProps {
  readonly label: string
  readonly sides: readonly string[]
  readonly chosen: string
  readonly words: BuildOutWords
  readonly onChoose: (id: string) => void
}

function SideChoice({ label, sides, chosen, words, onChoose }: SideChoiceProps) {
  return (
    <select aria-label={label} value={chosen} onChange={(event) => onChoose(event.target.value)}>
      {sides.map((id) => (
        <option key={id} value={id}>
          {words.baselineOf(id)}
        </option>
      ))}
    </select>
  )
}

interface SidesProps extends CompareSectionProps {
  readonly one: string
  readonly other: string
  readonly title: string
}

function Sides({ view, day, picture, one, other, title }: SidesProps) {
  const words = useBuildOutWords(view)
  const sides = useMemo(() => [sideAt(view, one, day), sideAt(view, other, day)] as const, [view, one, other, day])
  const differences = useMemo(() => differencesOf(...sides), [sides])
  return (
    <>
      <p className="is-quiet-text">{title}</p>
      <div className="compare-sides">
        {sides.map(({ id, parts }, at) => {
          const name = words.baselineOf(id)
          return (
            <div key={at === 0 ? 'one' : 'other'} className="compare-side">
              <h3>{name}</h3>
              {picture(id === AS_IT_STANDS ? undefined : id, name)}
              <PartTable {...{ view, day, parts }} caption={name} fileName={`build-out-${id}-${day}`} />
            </div>
          )
        })}
      </div>
      <DifferenceTable {...{ view, day, differences, sides }} />
    </>
  )
}

interface DifferenceTableProps {
  readonly view: BuildOutView
  readonly day: string
  readonly differences: Differences
  readonly sides: readonly [Side, Side]
}

function DifferenceTable({ view, day, differences: { parts, ready }, sides }: DifferenceTableProps) {
  const { t } = useTranslator()
  const words = useBuildOutWords(view)
  const [one, other] = sides.map(({ id }) => words.baselineOf(id))
  if (parts.length === 0 && ready.length === 0) return <p>{t('buildOut.noDifference')}</p>
  return (
    <>
      <h3>{t('buildOut.differences')}</h3>
      <ToldTable
        label={t('buildOut.differences')}
        csv={{ fileName: `build-out-differences-${day}`, rows: () => csvRows({ parts, ready }, sides) }}
      >
        <thead>
          <tr>
            <th scope="col">{t('buildOut.what')}</th>
            <th scope="col">{one}</th>
            <th scope="col">{other}</th>
            <th scope="col">{t('buildOut.difference')}</th>
          </tr>
        </thead>
        <tbody>
          {ready.map((row) => (
            <tr key={row.measure}>
              <th scope="row">{t('buildOut.readyMeasure', { measure: t(`buildOut.measure.${row.measure}`) })}</th>
              <td>
                <Ready of={sides[0]} measure={row.measure} words={words} />
              </td>
              <td>
                <Ready of={sides[1]} measure={row.measure} words={words} />
              </td>
              <td>{row.more === null ? '–' : moreText(words, row.measure, row.more)}</td>
            </tr>
          ))}
          {parts.map((row) => (
            <tr key={row.id}>
              <th scope="row">{words.packageOf(row.id)}</th>
              <td>
                <Stand part={row.one} words={words} />
              </td>
              <td>
                <Stand part={row.other} words={words} />
              </td>
              <td>
                <LateSign days={row.days} /> {row.days === undefined ? '–' : words.lateness(row.days)}
              </td>
            </tr>
          ))}
        </tbody>
      </ToldTable>
    </>
  )
}

function csvRows({ parts, ready }: Differences, [one, other]: readonly [Side, Side]) {
  return [
    ['what', one.id, other.id, 'difference'],
    ...ready.map(({ measure, more, one, other }) => [measure, one, other, more]),
    ...parts.map((row) => [row.id, row.one?.ready, row.other?.ready, row.days]),
  ]
}

function moreText(words: BuildOutWords, measure: Measure, more: number): string {
  return `${more > 0 ? '+' : '−'}${words.amount(measure, Math.abs(more))}`
}

interface ReadyProps {
  readonly of: Side
  readonly measure: Measure
  readonly words: BuildOutWords
}

/** What a side has ready, or that it never has any of it: none is no sum of nothing. */
function Ready({ of: { id, ready }, measure, words }: ReadyProps) {
  const { t } = useTranslator()
  const sum = ready[measure]
  if (sum !== null) return words.amount(measure, sum)
  return (
    <span className="is-quiet-text">
      – {t(id === AS_IT_STANDS ? 'buildOut.notInProgramme' : 'buildOut.notInBaseline')}
    </span>
  )
}

function Stand({ part, words }: { readonly part: Part | undefined; readonly words: BuildOutWords }) {
  const { t } = useTranslator()
  if (!part) return <span className="is-quiet-text">{t('buildOut.notInIt')}</span>
  return (
    <>
      <PhaseSign state={part.state} /> {t(`phase.${part.state}`)},{' '}
      {t('buildOut.readyOn', { day: words.shortDay(part.ready) })}
    </>
  )
}
