import { useCallback } from 'react'
import type { CollectorStatus } from '../../model/collector-status.ts'
import { DeadLetters } from '../features/status/dead-letters.tsx'
import { DeviceTable } from '../features/status/device-table.tsx'
import { CollectionFigures, ProgramFigures } from '../features/status/status-figures.tsx'
import { useTwin } from '../twin-context.ts'
import { Notice } from '../ui/notice.tsx'
import { useTranslator } from '../ui/translator-context.ts'
import { useRemote } from '../ui/use-remote.ts'

const REFRESH_MS = 5_000

/** How the collection fares: polls, journal, store, devices that are down, what the store refused. */
export function StatusPlace() {
  const { api } = useTwin()
  const { t } = useTranslator()
  const load = useCallback((signal: AbortSignal) => api.status(signal), [api])
  const { answer, error, reload } = useRemote(load, REFRESH_MS)
  const collector = answer?.collector as unknown as CollectorStatus | null | undefined
  return (
    <div className="place-body">
      <h1>{t('status.title')}</h1>
      {error && (
        <Notice kind="error" onRetry={reload}>
          {t('status.failed', { reason: error.message })}
        </Notice>
      )}
      {!answer && !error && <Notice>{t('thing.loading')}</Notice>}
      {answer && (
        <div className="status-grid">
          <ProgramFigures status={answer} />
          {collector && <CollectionFigures collector={collector} />}
        </div>
      )}
      {collector === null && <Notice>{t('status.none')}</Notice>}
      {collector && <DeviceTable devices={collector.devices} />}
      {collector && <DeadLetters />}
    </div>
  )
}
