import { useRef } from 'react'
import { useStore } from 'zustand'
import { lastSegment } from '../../../model/path.ts'
import type { PlaceView } from '../../../protocol/planning.ts'
import type { ReservationView } from '../../../protocol/reservations.ts'
import { MOST_PICKED } from '../../state/place.ts'
import type { PlacementQuestion } from '../../state/placement-question.ts'
import { useTwin } from '../../twin-context.ts'
import { BasisText } from '../../ui/basis-text.tsx'
import { CsvButton } from '../../ui/csv-button.tsx'
import { ThingLink } from '../../ui/place-link.tsx'
import { thingTrail } from '../../ui/thing-trail.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useFocusWhenScrolling } from '../../ui/use-focus-when-scrolling.ts'
import { usePlace } from '../../ui/use-place.ts'
import { Compare } from './compare.tsx'
import { notLookedAt, refusalText } from './refusal-text.ts'
import { ReliefList } from './relief-list.tsx'
import { ReserveForm } from './reserve-form.tsx'
import { usePicked } from './use-picked.ts'

type Found = PlaceView['places'][number]

interface PlacesProps {
  readonly path: string
  readonly asked: PlacementQuestion
  readonly answer: PlaceView
  readonly onMade: (made: ReservationView) => void
}

/** The places that were found, best first, and why other racks take none. */
export function Places({ path, asked: question, answer, onMade }: PlacesProps) {
  const { estate, place, placement, reservations } = useTwin()
  const today = useStore(reservations, (state) => state.answer?.today)
  const picked = usePicked(answer.places.length)
  const scroller = useRef<HTMLDivElement>(null)
  useFocusWhenScrolling(scroller)
  const selected = usePlace((state) => state.selected)
  const translator = useTranslator()
  const { t, count, figure, measured } = translator
  const { asked, fits, placed, places, racks, refusals } = answer
  const cells = (found: Found) => ({
    rack: thingTrail(estate, found.rack, translator),
    position: figure(found.position, 'U', 3),
    on: [cordsOf(found), ...(found.restsOn === undefined ? [] : [sameSupport(found.restsOn)])].join('; '),
    fullest: fullestOf(found),
    left: figure(found.unitsLeft, 'U', 3),
    cooling: measured(found.coolingLeft, 'W'),
  })
  const cordsOf = ({ cords }: Found) =>
    cords.map(({ bank, pdu }) => `${lastSegment(pdu)}${bank === undefined ? '' : ` ${bank}`}`).join(', ')
  const sameSupport = (path: string) => {
    const thing = estate.find(path)
    return t('placement.sameSupport', { name: thing ? translator.nameOf(thing) : lastSegment(path) })
  }
  const fullestOf = ({ fullest }: Found) => {
    if (!fullest) return '–'
    const thing = estate.find(fullest.path)
    const name = thing ? translator.nameOf(thing) : lastSegment(fullest.path)
    return `${measured(fullest.use.share, 'share')}, ${name}${fullest.bank === undefined ? '' : ` ${fullest.bank}`}`
  }
  const columns = ['rack', 'position', 'on', 'fullest', 'left', 'cooling'] as const
  const told = { asked: count(asked), placed: count(placed), racks: count(racks) }
  return (
    <div className="placement-answer">
      <p role="status">
        <strong>{t(fits ? 'placement.fits' : 'placement.fitsNot', told)}</strong> <BasisText basis={answer.basis} />{' '}
        {(question.weight === undefined || question.ports === undefined) && (
          <span className="is-quiet-text">{t('placement.notLooked', { what: notLookedAt(question, t) })}</span>
        )}
      </p>
      {refusals.length > 0 && (
        <ul>
          {refusals.map((refusal) => (
            <li key={`${refusal.code} ${refusal.reason}`}>
              {t('placement.refused', { count: refusal.racks })}: {refusalText(refusal, question, translator)} (
              <ThingLink path={refusal.example}>{thingTrail(estate, refusal.example, translator)}</ThingLink>)
            </li>
          ))}
        </ul>
      )}
      {!fits && <ReliefList asked={question} />}
      {places.length > 0 && (
        <>
          <div ref={scroller} className="placement-list">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('placement.compare')}</th>
                  <th scope="col">{t('placement.rank')}</th>
                  {columns.map((column) => (
                    <th key={column} scope="col">
                      {t(`placement.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {places.map((found, number) => {
                  const { rack, ...rest } = cells(found)
                  const rank = number + 1
                  const isPicked = picked.includes(rank)
                  return (
                    <tr
                      key={`${found.rack} ${found.position}`}
                      aria-current={found.rack === selected ? 'true' : undefined}
                      onPointerEnter={() => placement.getState().look(rank)}
                      onPointerLeave={() => placement.getState().look(undefined)}
                    >
                      <td>
                        <input
                          type="checkbox"
                          checked={isPicked}
                          disabled={!isPicked && picked.length >= MOST_PICKED}
                          aria-label={t('placement.compareOne', { rank: count(rank) })}
                          onChange={() =>
                            place.getState().go({
                              picked: isPicked
                                ? picked.filter((one) => one !== rank)
                                : [...picked, rank].sort((a, b) => a - b),
                            })
                          }
                        />
                      </td>
                      <td>
                        <button
                          type="button"
                          title={t('placement.show')}
                          aria-label={t('placement.showOne', { rank: count(rank) })}
                          onClick={({ currentTarget }) => {
                            place.getState().go({ selected: found.rack })
                            currentTarget.closest('.scope-place')?.scrollTo({ top: 0 })
                          }}
                          onFocus={() => placement.getState().look(rank)}
                          onBlur={() => placement.getState().look(undefined)}
                        >
                          {count(rank)}
                        </button>
                      </td>
                      <th scope="row">
                        <ThingLink path={found.rack}>{rack}</ThingLink>
                      </th>
                      {columns.slice(1).map((column) => (
                        <td key={column}>{rest[column as keyof typeof rest]}</td>
                      ))}
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </div>
          <CsvButton
            label={t('placement.csvLabel')}
            fileName={`${path}-places`}
            rows={() => [
              ['path', ...columns.map((column) => t(`placement.${column}`))],
              ...places.map((found) => {
                const named = cells(found)
                return [found.rack, ...columns.map((column) => named[column])]
              }),
            ]}
          />
          <Compare places={places} picked={picked} units={question.units} />
          {today !== undefined && (
            <ReserveForm asked={question} places={places} picked={picked} today={today} onMade={onMade} />
          )}
        </>
      )}
    </div>
  )
}
