import { useState } from 'react'
import { useTranslator } from '../../ui/translator-context.ts'

interface CodePlaceProps {
  readonly constructPath?: string | null
  readonly source: string | null
}

/** Where a part of a service stands in the program, to be copied: its construct path and the line that describes it. */
export function CodePlace({ constructPath, source }: CodePlaceProps) {
  const { t } = useTranslator()
  return (
    <span className="code-place">
      {constructPath && <Copyable text={constructPath} title={t('services.construct')} />}
      {source === null ? (
        <span className="is-quiet-text">{t('services.noSource')}</span>
      ) : (
        <Copyable text={source} title={t('services.source')} />
      )}
    </span>
  )
}

function Copyable({ text, title }: { readonly text: string; readonly title: string }) {
  const { t } = useTranslator()
  const [said, setSaid] = useState<'services.copied' | 'services.copyFailed'>()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('services.copied')
    } catch {
      // Without a secure connection, or where it is forbidden: the text can be marked.
      setSaid('services.copyFailed')
    }
  }
  return (
    <span className="copyable">
      <code title={title}>{text}</code>
      <button
        type="button"
        className="is-quiet"
        aria-label={t('services.copyLabel', { text })}
        title={t('services.copyLabel', { text })}
        onClick={copy}
      >
        {t('services.copy')}
      </button>
      <span role="status" className="is-quiet-text">
        {said && t(said)}
      </span>
    </span>
  )
}
