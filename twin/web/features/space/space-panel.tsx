import { useCallback } from 'react'
import { useTwin } from '../../twin-context.ts'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'
import '../facts/facts.css'
import { spaceRows } from './space-rows.ts'

/** What is taken and left of a place that holds racks: units and their pieces, weight, floor, network ports. */
export function SpacePanel({ path }: { readonly path: string }) {
  const { api } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const load = useCallback((signal: AbortSignal) => api.capacity(path, signal), [api, path])
  const { answer, error } = useRemote(load)
  const [place] = answer?.places ?? []
  if (answer && !place) return null
  return (
    <Section title={t('space.title')}>
      {place ? (
        <dl className="facts">
          {spaceRows(place, translator).map(({ key, text }) => (
            <div key={key} className="fact">
              <dt>{t(key)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="is-quiet-text">{error ? t('thing.failed', { reason: error.message }) : t('whatIf.asking')}</p>
      )}
    </Section>
  )
}
