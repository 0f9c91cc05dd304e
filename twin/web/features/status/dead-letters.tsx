import { useCallback } from 'react'
import { useTwin } from '../../twin-context.ts'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'

const REFRESH_MS = 15_000

/** Readings that the store will never take, each with the reason. */
export function DeadLetters() {
  const { api } = useTwin()
  const { t, dateTime, figure } = useTranslator()
  const load = useCallback((signal: AbortSignal) => api.deadLetters(signal), [api])
  const { answer, error, reload } = useRemote(load, REFRESH_MS)
  return (
    <Section title={t('status.deadLetters')} flush>
      {error && !answer && (
        <Notice kind="error" onRetry={reload}>
          {t('status.failed', { reason: error.message })}
        </Notice>
      )}
      {answer?.length === 0 && <Notice>{t('status.deadLettersNone')}</Notice>}
      {answer && answer.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('history.time')}</th>
              <th scope="col">{t('points.point')}</th>
              <th scope="col" className="is-number">
                {t('points.value')}
              </th>
              <th scope="col">{t('status.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {answer.map((letter) => (
              <tr key={`${letter.point} ${letter.at}`}>
                <td>{dateTime(letter.at)}</td>
                <td>{letter.point}</td>
                <td className="is-number">{letter.value === null ? '–' : figure(letter.value, '1', 6)}</td>
                <td>{letter.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
