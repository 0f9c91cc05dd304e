import type { Measure } from '../../../analysis/build-out/readiness.ts'
import type { BuildOutView, SupplyView } from '../../../protocol/build-out.ts'
import { Asked } from '../../ui/asked.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import type { Remote } from '../../ui/use-remote.ts'
import { type MovedMilestone, movedOf, wayOutOf } from './suppositions.ts'

/** As many as a sentence holds. */
const MOST_NAMED = 3

interface SupposedMovesProps {
  readonly view: BuildOutView
  readonly supply: Remote<SupplyView>
  /** A sum of what is handed over, with its unit. */
  readonly amountOf: (measure: Measure, value: number) => string
}

/** Which milestones come on other days, what they hand over, who then has no room, and where the time can be made up. */
export function SupposedMoves({ view, supply, amountOf }: SupposedMovesProps) {
  const { nameOf, t } = useTranslator()
  const { milestones, others } = movedOf(view)
  const wayOut = wayOutOf(view, MOST_NAMED).map(({ activity, days }) =>
    t('suppose.wayOutOne', { name: nameOf(activity), count: days }),
  )
  if (milestones.length === 0 && others === 0) return <p>{t('suppose.movesNothing')}</p>
  return (
    <>
      <h3>{t('suppose.moves')}</h3>
      {milestones.length > 0 && <MovesTable {...{ milestones, amountOf }} />}
      {others > 0 && <p className="is-quiet-text">{t('suppose.others', { count: others })}</p>}
      <NoRoom {...{ supply, amountOf }} />
      {wayOut.length > 0 && (
        <>
          <h3>{t('suppose.wayOut')}</h3>
          <p>{t('suppose.wayOutOf', { names: wayOut.join('; ') })}</p>
        </>
      )}
    </>
  )
}

interface MovesTableProps extends Pick<SupposedMovesProps, 'amountOf'> {
  readonly milestones: readonly MovedMilestone[]
}

function MovesTable({ milestones, amountOf }: MovesTableProps) {
  const { day, nameOf, t } = useTranslator()
  return (
    <ScrollBox>
      <table aria-label={t('suppose.moves')}>
        <thead>
          <tr>
            <th scope="col">{t('suppose.milestone')}</th>
            <th scope="col">{t('suppose.moved')}</th>
            <th scope="col">{t('suppose.comes')}</th>
            <th scope="col">{t('suppose.handsOver')}</th>
          </tr>
        </thead>
        <tbody>
          {milestones.map(({ activity, handsOver }) => (
            <tr key={activity.id}>
              <th scope="row">{nameOf(activity)}</th>
              <td>{t(activity.moved > 0 ? 'suppose.later' : 'suppose.sooner', { count: Math.abs(activity.moved) })}</td>
              <td>{day(activity.finish)}</td>
              <td>
                {handsOver
                  .map(({ amount, measure }) => `${amountOf(measure, amount)} (${t(`buildOut.measure.${measure}`)})`)
                  .join(', ') || '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function NoRoom({ supply, amountOf }: Omit<SupposedMovesProps, 'view'>) {
  const { day, nameOf, t } = useTranslator()
  return (
    <>
      <h3>{t('suppose.noRoom')}</h3>
      <Asked remote={supply}>
        {({ unmet }) =>
          unmet.length === 0 ? (
            <p>{t('suppose.allHaveRoom')}</p>
          ) : (
            <ul className="suppose-list">
              {unmet.map((one) => (
                <li key={`${one.id} ${one.place} ${one.measure}`}>
                  {t(one.until === null ? 'suppose.noRoomForGood' : 'suppose.noRoomOf', {
                    ...{ name: nameOf(one), short: amountOf(one.measure, one.short), from: day(one.from) },
                    until: one.until === null ? '' : day(one.until),
                  })}
                </li>
              ))}
            </ul>
          )
        }
      </Asked>
    </>
  )
}
