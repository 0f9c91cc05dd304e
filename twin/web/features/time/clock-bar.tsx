import { useCallback, useEffect, useMemo, useRef } from 'react'
import { ApiError } from '../../live/api.ts'
import { type TimeMark, timeMarks } from '../../state/time-marks.ts'
import { useTwin } from '../../twin-context.ts'
import { Notice } from '../../ui/notice.tsx'
import { TimeSlider } from '../../ui/time-slider.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import { useRecordedSince } from '../../ui/use-recorded-since.ts'
import { useRemote } from '../../ui/use-remote.ts'
import { useRestingDay } from '../../ui/use-resting-day.ts'
import { useToday } from '../../ui/use-today.ts'
import './clock-bar.css'
import { PastTold } from './past-told.tsx'

export interface ClockBarProps {
  /** The slider is shown; else only what is said of another day. */
  readonly open: boolean
  readonly onClose: () => void
  /** Why the estate of the day that is wanted did not come. */
  readonly reason: string | undefined
  readonly onRetry: () => void
}

/** One slider for the whole page: of which day its estate is, what that means, and the way back to now. */
export function ClockBar({ onClose, onRetry, open, reason }: ClockBarProps) {
  const { api, place } = useTwin()
  const { t, nameOf } = useTranslator()
  const now = useToday()
  const wanted = usePlace(({ at }) => at)
  const say = useCallback((at: string | undefined) => place.getState().go({ at }), [place])
  const [shown, setShown] = useRestingDay(wanted, say)
  const { answer, error, reload } = useRemote(
    useCallback((signal: AbortSignal) => api.buildOut(new URLSearchParams(), signal), [api]),
  )
  const recorded = useRecordedSince()
  const marks = useMemo(() => answer && timeMarks(answer, { now, recorded }), [answer, now, recorded])
  const textOf = useCallback(
    ({ activities }: TimeMark) => {
      const byId = new Map(answer?.activities.map((one) => [one.id, one]))
      return activities.flatMap((id) => nameOf(byId.get(id) ?? { name: id })).join('; ')
    },
    [answer, nameOf],
  )
  const back = useCallback(() => {
    setShown(undefined)
    place.getState().go({ at: undefined })
    onClose()
  }, [place, setShown, onClose])
  const bar = useRef<HTMLElement>(null)
  useEffect(() => {
    const element = bar.current
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      back()
    }
    element?.addEventListener('keydown', onKeyDown)
    return () => element?.removeEventListener('keydown', onKeyDown)
  }, [back])
  return (
    <section ref={bar} className="clock-bar" aria-label={t('clock.title')}>
      <div className="clock-bar-head">
        <p role="status">
          <Told dataDate={answer?.dataDate} {...{ reason, recorded }} />
        </p>
        {reason !== undefined && (
          <button type="button" onClick={onRetry}>
            {t('app.retry')}
          </button>
        )}
        <button type="button" className="clock-bar-back" onClick={back}>
          {t(wanted === undefined ? 'clock.close' : 'clock.back')}
        </button>
      </div>
      {open && marks && (
        <TimeSlider
          {...{ marks, textOf }}
          day={shown ?? now}
          onDay={(day) => setShown(day === now ? undefined : day)}
        />
      )}
      {open && error && (
        <Notice kind="error" onRetry={reload}>
          {error instanceof ApiError && error.status === 404
            ? t('clock.none')
            : t('thing.failed', { reason: error.message })}
        </Notice>
      )}
    </section>
  )
}

interface ToldProps {
  readonly dataDate: string | undefined
  readonly reason: string | undefined
  readonly recorded: string | undefined
}

/** What is shown, and what is not. */
function Told({ dataDate, reason, recorded }: ToldProps) {
  const { at } = useTwin()
  const { t, day } = useTranslator()
  const now = useToday()
  const wanted = usePlace((state) => state.at)
  const isServices = usePlace(({ place }) => place.kind === 'services')
  if (wanted === undefined && at === undefined) return t('clock.isNow')
  if (reason !== undefined && wanted !== undefined) return t('clock.failed', { day: day(wanted), reason })
  if (wanted === undefined || wanted !== at) return t('clock.loading', { day: day(wanted ?? now) })
  return (
    <>
      <strong>
        {at < now
          ? t('clock.past', { day: day(at) })
          : t('clock.toCome', { day: day(at), dataDate: dataDate === undefined ? '…' : day(dataDate) })}
      </strong>{' '}
      <span className="is-quiet-text">{at < now ? <PastTold since={recorded} /> : t('clock.toComeMore')}</span>
      {isServices && ` ${t(at < now ? 'clock.servicesPast' : 'clock.services')}`}
    </>
  )
}
