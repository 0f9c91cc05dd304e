import { useCallback } from 'react'
import { SPANS } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { FoldedPanel } from '../../ui/folded-panel.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import { useRemote } from '../../ui/use-remote.ts'
import { AirNow } from './air-now.tsx'
import { ClassTime } from './class-time.tsx'
import { CoolingUnits } from './cooling-units.tsx'
import './cooling.css'
import { Redundancy } from './redundancy.tsx'
import { WithoutCooling } from './without-cooling.tsx'

const HOUR = 3_600_000
const SPAN_DAYS = { '24h': 1, '7d': 7, '30d': 30 } as const
const SPAN_MS = { '1h': HOUR, '24h': 24 * HOUR, '7d': 168 * HOUR, '30d': 720 * HOUR } as const
const REFRESH_MS = { '1h': 60_000, '24h': 120_000, '7d': 300_000, '30d': 900_000 } as const

/** How a hall is cooled. Asked for when it is opened: the server goes through the records of all intakes for it. */
export function CoolingPanel({ room }: { readonly room: string }) {
  const { t } = useTranslator()
  return (
    <FoldedPanel className="cooling" title={t('cooling.title')} hint={t('cooling.hint')}>
      <Body room={room} />
    </FoldedPanel>
  )
}

function Body({ room }: { readonly room: string }) {
  const { api, at, live, place } = useTwin()
  const { t } = useTranslator()
  const wanted = usePlace((state) => state.span)
  // Of another day a day is the least.
  const span = at !== undefined && wanted === '1h' ? '24h' : wanted
  const load = useCallback(
    (signal: AbortSignal) => {
      if (at !== undefined) return api.cooling(room, { at, days: span === '1h' ? 1 : SPAN_DAYS[span] }, signal)
      const to = live.serverNow()
      return api.cooling(room, { from: to - SPAN_MS[span], to }, signal)
    },
    [api, at, live, room, span],
  )
  const { answer, error, reload } = useRemote(load, REFRESH_MS[span])
  if (!answer) {
    return error ? (
      <Notice kind="error" onRetry={reload}>
        {t('cooling.failed', { reason: error.message })}
      </Notice>
    ) : (
      <Notice>{t('cooling.loading')}</Notice>
    )
  }
  const spans = (
    <Segmented
      label={t('history.span')}
      choices={at === undefined ? SPANS : SPANS.filter((choice) => choice !== '1h')}
      chosen={span}
      textOf={(choice) => t(`history.span.${choice}`)}
      onChoose={(choice) => place.getState().go({ span: choice })}
    />
  )
  return (
    <div className="cooling-grid">
      <AirNow told={answer} />
      <Redundancy heatIs={answer.heatIs} zones={answer.zones} loops={answer.loops} />
      {answer.basis !== 'planned' && <ClassTime airClass={answer.airClass} period={answer.period} tools={spans} />}
      <WithoutCooling lost={answer.lost} />
      <CoolingUnits isPlanned={answer.basis === 'planned'} units={answer.units} serving={answer.serving} />
    </div>
  )
}
