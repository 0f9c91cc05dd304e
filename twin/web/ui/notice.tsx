import type { ReactNode } from 'react'
import { useTranslator } from './translator-context.ts'

interface NoticeProps {
  readonly children: ReactNode
  /** @default 'quiet' */
  readonly kind?: 'quiet' | 'error'
  /** Offers to try again. */
  readonly onRetry?: () => void
}

/** What stands where there is nothing to show: empty, loading or failed. */
export function Notice({ children, kind = 'quiet', onRetry }: NoticeProps) {
  const { t } = useTranslator()
  return (
    <div className={kind === 'error' ? 'notice is-error' : 'notice'} role={kind === 'error' ? 'alert' : undefined}>
      {children}
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {t('app.retry')}
        </button>
      )}
    </div>
  )
}
