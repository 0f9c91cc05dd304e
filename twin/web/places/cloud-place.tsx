import { useCallback } from 'react'
import { DayAlarms } from '../features/alarms/day-alarms.tsx'
import { BuildOutList } from '../features/cloud/build-out-list.tsx'
import { SiteCard } from '../features/cloud/site-card.tsx'
import { SiteMap } from '../features/cloud/site-map.tsx'
import { WorstList } from '../features/cloud/worst-list.tsx'
import { SecurityCount } from '../features/security-events/security-count.tsx'
import { useTwin } from '../twin-context.ts'
import { Notice } from '../ui/notice.tsx'
import { useTranslator } from '../ui/translator-context.ts'
import { useRemote } from '../ui/use-remote.ts'

const REFRESH_MS = 5_000

/** Is anything wrong, where, how bad: both sites at a glance. */
export function CloudPlace() {
  const { api, at, estate } = useTwin()
  const { t, nameOf } = useTranslator()
  const load = useCallback((signal: AbortSignal) => api.summary(signal), [api])
  const { answer, error, reload } = useRemote(load, REFRESH_MS)
  return (
    <div className="place-body cloud-place">
      <div className="place-head">
        <h1>{t('cloud.title')}</h1>
        <span className="is-quiet-text">{nameOf(estate)}</span>
        {at === undefined && <SecurityCount />}
      </div>
      {error && !answer && (
        <Notice kind="error" onRetry={reload}>
          {t('thing.failed', { reason: error.message })}
        </Notice>
      )}
      {!error && !answer && <Notice>{t('thing.loading')}</Notice>}
      <div className="cloud-grid">
        {answer?.sites.map((site) => (
          <SiteCard key={site.path} site={site} />
        ))}
        <SiteMap sites={answer?.sites ?? []} />
        {at === undefined ? <WorstList /> : <DayAlarms />}
        <BuildOutList />
      </div>
    </div>
  )
}
