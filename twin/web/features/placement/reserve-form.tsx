import { type FormEvent, useState } from 'react'
import { useStore } from 'zustand'
import type { PlaceView } from '../../../protocol/planning.ts'
import type { ReservationView } from '../../../protocol/reservations.ts'
import type { PlacementQuestion } from '../../state/placement-question.ts'
import { useTwin } from '../../twin-context.ts'
import { MayLookOnly } from '../../ui/may-look-only.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SignedBy, useSigner } from '../../ui/signed-by.tsx'
import { useTranslator } from '../../ui/translator-context.ts'

interface ReserveFormProps {
  readonly asked: PlacementQuestion
  readonly places: PlaceView['places']
  /** Ranks, from 1, of those that are compared. */
  readonly picked: readonly number[]
  /** The day that it is at the site. */
  readonly today: string
  readonly onMade: (made: ReservationView) => void
}

/** Reserves all that was found, or what is compared; says to who may not that operators may. */
export function ReserveForm({ asked, places, picked, today, onMade }: ReserveFormProps) {
  const { api, session } = useTwin()
  const { t, count } = useTranslator()
  const mayChange = useStore(session, (state) => state.mayChange)
  const { by, isLoading } = useSigner()
  const [from, setFrom] = useState<string>(asked.at ?? today)
  const [until, setUntil] = useState<string>(asked.until ?? '')
  const [failure, setFailure] = useState<string>()
  const [sending, setSending] = useState(false)
  if (!mayChange) return <MayLookOnly told={(name) => t('placement.byOperators', { name })} />
  const isInOrder = until === '' || until > from
  const isAsAsked = from === (asked.at ?? today) && until === (asked.until ?? '')
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const text = (name: string) => String(given.get(name) ?? '').trim()
    const chosen = text('which') === 'picked' ? picked : places.map((_, number) => number + 1)
    const { ports, units, watts, weight } = asked
    setFailure(undefined)
    setSending(true)
    try {
      const made = await api.reserve({
        ...{ name: text('name'), from },
        ...(until !== '' && { until }),
        ...(by !== '' && { by }),
        ...(text('note') !== '' && { note: text('note') }),
        device: { units, watts, ...(weight !== undefined && { weight }), ...(ports !== undefined && { ports }) },
        places: chosen.flatMap((rank) => {
          const place = places[rank - 1]
          return place ? [{ rack: place.rack, position: place.position, cords: place.cords }] : []
        }),
      })
      onMade(made)
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
    setSending(false)
  }
  return (
    <form className="placement-reserve" aria-label={t('placement.reserveTitle')} onSubmit={(event) => void send(event)}>
      <h3>{t('placement.reserveTitle')}</h3>
      <label>
        {t('placement.reserveName')}
        <input className="is-wide" name="name" maxLength={120} required />
      </label>
      <label>
        {t('placement.reserveFrom')}
        <input type="date" value={from} required onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label>
        {t('placement.reserveUntil')}
        <input type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
      </label>
      <label>
        {t('placement.reserveWhich')}
        <select name="which" defaultValue="all">
          <option value="all">{t('placement.reserveAll', { count: places.length })}</option>
          {picked.length > 0 && picked.length < places.length && (
            <option value="picked">{t('placement.reservePicked', { ranks: picked.map(count).join(', ') })}</option>
          )}
        </select>
      </label>
      <label>
        {t('placement.reserveNote')}
        <input className="is-wide" name="note" maxLength={1000} />
      </label>
      <SignedBy label={t('placement.reserveBy')} />
      <button type="submit" disabled={isLoading || sending || !isInOrder}>
        {t('placement.reserve')}
      </button>
      {!isInOrder && <p role="alert">{t('placement.reserveOrder')}</p>}
      {!isAsAsked && isInOrder && <p className="is-quiet-text">{t('placement.reserveOtherDays')}</p>}
      {failure !== undefined && <Notice kind="error">{t('placement.reserveFailed', { reason: failure })}</Notice>}
    </form>
  )
}
