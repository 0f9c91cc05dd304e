import { useStore } from 'zustand'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useNow } from '../../ui/use-now.ts'

/** How the connection stands, and the button that pauses live values (WCAG 2.2.2). */
export function LinkState() {
  const { live } = useTwin()
  const { t } = useTranslator()
  const state = useStore(live.link, (link) => link.state)
  const paused = useStore(live.link, (link) => link.paused)
  const shown = state === 'live' && paused ? 'paused' : state
  return (
    <button
      type="button"
      className={`link-state is-quiet is-${shown}`}
      aria-pressed={paused}
      title={t(paused ? 'link.resume' : 'link.pause')}
      aria-label={`${t(`link.${shown}`)}. ${t(paused ? 'link.resume' : 'link.pause')}`}
      onClick={() => live.pause(!paused)}
    >
      <svg viewBox="0 0 12 12" className="link-sign" aria-hidden="true">
        {shown === 'live' && <circle cx="6" cy="6" r="3.5" />}
        {shown === 'paused' && <path d="M3 2h2v8H3zM7 2h2v8H7z" />}
        {shown === 'lost' && <path d="M2 2l8 8M10 2l-8 8" />}
        {shown === 'connecting' && <circle cx="6" cy="6" r="3.5" strokeDasharray="2 2" />}
      </svg>
      <span>{t(`link.${shown}`)}</span>
    </button>
  )
}

/** Over the whole width while the connection is lost. */
export function LinkBanner() {
  const { live } = useTwin()
  const { t, ago } = useTranslator()
  const { state, since, retryInMs } = useStore(live.link)
  const now = useNow()
  if (state !== 'lost') return null
  const here = now - live.link.getState().clockOffset
  return (
    <div className="link-banner" role="alert">
      <span>{t('link.lostSince', { since: ago(since, Math.max(since, here)) })}</span>
      <span className="is-quiet-text">{t('link.retryIn', { seconds: Math.round(retryInMs / 1000) })}</span>
      <button type="button" onClick={() => live.retry()}>
        {t('link.retry')}
      </button>
    </div>
  )
}
