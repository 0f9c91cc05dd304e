import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { ReservationView } from '../../../protocol/reservations.ts'
import { placementParameters } from '../../state/placement-question.ts'
import { useTwin } from '../../twin-context.ts'
import { Notice } from '../../ui/notice.tsx'
import { ThingLink } from '../../ui/place-link.tsx'
import { thingTrail } from '../../ui/thing-trail.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import './placement.css'
import { PlacementForm } from './placement-form.tsx'
import { Places } from './places.tsx'
import { ReservationList } from './reservation-list.tsx'

/** The question, the places or the reasons why not, and what is reserved. */
export function PlacementBody({ path }: { readonly path: string }) {
  const { estate, place, placement, reservations } = useTwin()
  const translator = useTranslator()
  const { t, day } = translator
  const asked = useStore(placement, (state) => state.asked)
  const answer = useStore(placement, (state) => state.answer)
  const error = useStore(placement, (state) => state.error)
  const [made, setMade] = useState<ReservationView>()
  const isKept = useStore(reservations, ({ answer }) => answer?.reservations.some(({ id }) => id === made?.id) ?? false)
  useEffect(() => reservations.watch(), [reservations])
  useEffect(() => {
    if (asked) setMade(undefined)
  }, [asked])
  /** What was asked is answered: the ghosts that are left are those that are reserved. */
  const onMade = async (reservation: ReservationView) => {
    await reservations.reload()
    place.getState().go({ asked: undefined, picked: undefined })
    setMade(reservation)
  }
  const isElsewhere = asked !== undefined && asked.within !== path
  return (
    <>
      <PlacementForm key={asked ? placementParameters(asked).toString() : ''} path={path} asked={asked} />
      {isElsewhere && (
        <p className="placement-elsewhere">
          {t('placement.elsewhere')}{' '}
          <ThingLink path={asked.within}>{thingTrail(estate, asked.within, translator)}</ThingLink>
        </p>
      )}
      {asked && !answer && !error && <Notice>{t('placement.asking')}</Notice>}
      {error && <Notice kind="error">{t('placement.failed', { reason: error.message })}</Notice>}
      {asked && answer && <Places path={path} asked={asked} answer={answer} onMade={(one) => void onMade(one)} />}
      {made && isKept && (
        <p className="placement-made" role="status">
          {t('placement.made', { name: made.name, count: made.devices.length, day: day(made.from) })}
        </p>
      )}
      <ReservationList path={path} />
    </>
  )
}
