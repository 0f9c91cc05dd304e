import type { ReactNode } from 'react'
import { Notice } from './notice.tsx'
import { useTranslator } from './translator-context.ts'
import type { Remote } from './use-remote.ts'

interface AskedProps<Answer> {
  readonly remote: Remote<Answer>
  readonly children: (answer: Answer) => ReactNode
}

/** What was asked for, once it has come; until then that it is on its way, or why it did not come, with another try. */
export function Asked<Answer>({ remote: { answer, error, reload }, children }: AskedProps<Answer>) {
  const { t } = useTranslator()
  if (answer !== undefined) return children(answer)
  if (!error) return <Notice>{t('thing.loading')}</Notice>
  return (
    <Notice kind="error" onRetry={reload}>
      {t('thing.failed', { reason: error.message })}
    </Notice>
  )
}
