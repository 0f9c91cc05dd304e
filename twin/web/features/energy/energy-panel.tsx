import { useCallback, useState } from 'react'
import { useTwin } from '../../twin-context.ts'
import { FoldedPanel } from '../../ui/folded-panel.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'
import { useToday } from '../../ui/use-today.ts'
import './energy.css'
import { EnergyBasis } from './energy-basis.tsx'
import { EnergyPlanned } from './energy-planned.tsx'
import { EnergyTold } from './energy-told.tsx'

const HOUR = 3_600_000
const PERIODS = ['day', 'month', 'year'] as const
const PERIOD_DAYS = { day: 1, month: 30, year: 365 } as const
const REFRESH_MS = 900_000

/** Energy figures of a site. Asked for when it is opened: the server goes through the history of all its meters for them. */
export function EnergyPanel({ site }: { readonly site: string }) {
  const { t } = useTranslator()
  return (
    <FoldedPanel className="energy" title={t('energy.title')} hint={t('energy.hint')}>
      <Body site={site} />
    </FoldedPanel>
  )
}

function Body({ site }: { readonly site: string }) {
  const { api, at, live } = useTwin()
  const { t, day } = useTranslator()
  const today = useToday()
  const isToCome = at !== undefined && at > today
  const [period, setPeriod] = useState<(typeof PERIODS)[number]>('month')
  const load = useCallback(
    (signal: AbortSignal) => {
      const days = PERIOD_DAYS[period]
      if (at !== undefined) return api.energy(site, { at, days }, signal)
      const to = live.serverNow()
      return api.energy(site, { from: to - days * 24 * HOUR, to }, signal)
    },
    [api, at, live, site, period],
  )
  const { answer, error, reload } = useRemote(load, REFRESH_MS)
  return (
    <div className="energy-body">
      {!isToCome && (
        <Segmented
          label={t('energy.period')}
          choices={PERIODS}
          chosen={period}
          textOf={(choice) => t(`energy.period.${choice}`)}
          onChoose={setPeriod}
        />
      )}
      {at !== undefined && !isToCome && <p className="is-quiet-text">{t('energy.until', { day: day(at) })}</p>}
      {answer?.planned ? (
        <EnergyPlanned told={answer} planned={answer.planned} />
      ) : answer ? (
        <div className="energy-grid">
          <EnergyTold told={answer} />
          <EnergyBasis told={answer} />
        </div>
      ) : error ? (
        <Notice kind="error" onRetry={reload}>
          {t('energy.failed', { reason: error.message })}
        </Notice>
      ) : (
        <Notice>{t('energy.loading')}</Notice>
      )}
    </div>
  )
}
