import { useState } from 'react'
import { useStore } from 'zustand'
import { isWithin } from '../../../model/path.ts'
import type { ReservationView } from '../../../protocol/reservations.ts'
import { useTwin } from '../../twin-context.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ThingLink } from '../../ui/place-link.tsx'
import { thingTrail } from '../../ui/thing-trail.ts'
import { useTranslator } from '../../ui/translator-context.ts'

/** Racks that are named in a line; the rest is counted. */
const FEW = 3

/** What is reserved at a place: from when to when, by whom, where, and the way to cancel it. */
export function ReservationList({ path }: { readonly path: string }) {
  const { reservations, session } = useTwin()
  const { t } = useTranslator()
  const answer = useStore(reservations, (state) => state.answer)
  const error = useStore(reservations, (state) => state.error)
  const mayChange = useStore(session, (state) => state.mayChange)
  const [leaving, setLeaving] = useState<ReservationView>()
  const here = (answer?.reservations ?? []).filter(
    ({ devices, phase }) => phase !== 'past' && devices.some(({ rack }) => isWithin(rack, path)),
  )
  return (
    <div className="placement-reservations">
      <h3>{t('placement.reservations')}</h3>
      {error && <Notice kind="error">{t('placement.reservationsFailed', { reason: error.message })}</Notice>}
      {answer?.fault && <Notice kind="error">{t('placement.reservationsFault', { reason: answer.fault })}</Notice>}
      {answer && here.length === 0 && <p className="is-quiet-text">{t('placement.noReservations')}</p>}
      {here.length > 0 && (
        <table>
          <thead>
            <tr>
              {(
                ['reserveName', 'reserveWhat', 'reserveWhere', 'reserveFrom', 'reserveUntil', 'reserveBy'] as const
              ).map((name) => (
                <th key={name} scope="col">
                  {t(`placement.${name}`)}
                </th>
              ))}
              {mayChange && <th scope="col">{t('alarms.action')}</th>}
            </tr>
          </thead>
          <tbody>
            {here.map((one) => (
              <Row key={one.id} reservation={one} onCancel={mayChange ? () => setLeaving(one) : undefined} />
            ))}
          </tbody>
        </table>
      )}
      {leaving && <CancelDialog reservation={leaving} onClose={() => setLeaving(undefined)} />}
    </div>
  )
}

interface RowProps {
  readonly reservation: ReservationView
  readonly onCancel: (() => void) | undefined
}

function Row({ reservation, onCancel }: RowProps) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t, day, figure } = translator
  const { by, devices, findings, from, name, note, phase, until, units, watts } = reservation
  const racks = [...new Set(devices.map(({ rack }) => rack))]
  return (
    <tr>
      <th scope="row">
        {name}
        {phase === 'to come' && <span className="badge placement-best">{t('placement.toCome')}</span>}
        {note !== null && <p className="is-quiet-text">{note}</p>}
        {findings.map(({ device, says }) => (
          <p key={`${device} ${says}`}>{says}</p>
        ))}
      </th>
      <td>
        {t('placement.devices', { count: devices.length })}, {figure(units, 'U')}, {figure(watts, 'W')}
      </td>
      <td>
        {racks.slice(0, FEW).map((rack) => (
          <span key={rack} className="placement-reserved-rack">
            <ThingLink path={rack}>{thingTrail(estate, rack, translator)}</ThingLink>
          </span>
        ))}
        {racks.length > FEW && t('placement.moreRacks', { count: racks.length - FEW })}
      </td>
      <td>{day(from)}</td>
      <td>{until === null ? '–' : day(until)}</td>
      <td>{by}</td>
      {onCancel && (
        <td>
          <button type="button" aria-label={t('placement.cancelOne', { name })} onClick={onCancel}>
            {t('placement.cancel')}
          </button>
        </td>
      )}
    </tr>
  )
}

interface CancelDialogProps {
  readonly reservation: ReservationView
  readonly onClose: () => void
}

/** Asks once more before a reservation is given up. */
function CancelDialog({ reservation: { devices, id, name }, onClose }: CancelDialogProps) {
  const { api, placement, reservations } = useTwin()
  const { t } = useTranslator()
  const [failure, setFailure] = useState<string>()
  const cancel = async () => {
    try {
      await api.cancelReservation(id)
      await reservations.reload()
      placement.getState().askAgain()
      onClose()
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <Dialog title={t('placement.cancelOne', { name })} onClose={onClose}>
      <div className="form">
        <p>{t('placement.cancelAsk', { count: devices.length })}</p>
        {failure !== undefined && <Notice kind="error">{t('placement.reserveFailed', { reason: failure })}</Notice>}
        <div className="form-actions">
          <button type="button" onClick={onClose}>
            {t('placement.keep')}
          </button>
          <button type="button" className="is-primary" onClick={() => void cancel()}>
            {t('placement.cancel')}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
