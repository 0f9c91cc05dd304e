import { useTwin } from '../../twin-context.ts'
import { Notice } from '../../ui/notice.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'
import { AlarmTable } from './alarm-table.tsx'

const REFRESH_MS = 30_000
const NOTHING_UNDER = new Map<string, readonly never[]>()

/** What is over, the newest first. */
export function AlarmHistory() {
  const { api } = useTwin()
  const { t } = useTranslator()
  const { answer, error, reload } = useRemote(api.alarmHistory, REFRESH_MS)
  if (error) {
    return (
      <Notice kind="error" onRetry={reload}>
        {t('alarms.loadFailed', { reason: error.message })}
      </Notice>
    )
  }
  if (!answer) return <Notice>{t('thing.loading')}</Notice>
  if (answer.alarms.length === 0) return <Notice>{t('alarms.noHistory')}</Notice>
  return <AlarmTable alarms={answer.alarms} under={NOTHING_UNDER} />
}
