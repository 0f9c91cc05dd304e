import { useCallback, useState } from 'react'
import { useTwin } from '../../twin-context.ts'
import { FoldedPanel } from '../../ui/folded-panel.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'
import './energy.css'
import { EnergyBasis } from './energy-basis.tsx'
import { EnergyTold } from './energy-told.tsx'

const HOUR = 3_600_000
const PERIODS = ['day', 'month', 'year'] as const
const PERIOD_MS = { day: 24 * HOUR, month: 720 * HOUR, year: 8760 * HOUR } as const
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
  const { api, live } = useTwin()
  const { t } = useTranslator()
  const [period, setPeriod] = useState<(typeof PERIODS)[number]>('month')
  const load = useCallback(
    (signal: AbortSignal) => {
      const to = live.serverNow()
      return api.energy(site, { from: to - PERIOD_MS[period], to }, signal)
    },
    [api, live, site, period],
  )
  const { answer, error, reload } = useRemote(load, REFRESH_MS)
  return (
    <div className="energy-body">
      <Segmented
        label={t('energy.period')}
        choices={PERIODS}
        chosen={period}
        textOf={(choice) => t(`energy.period.${choice}`)}
        onChoose={setPeriod}
      />
      {answer ? (
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
