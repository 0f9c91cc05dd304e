import { useCallback } from 'react'
import { useTwin } from '../../twin-context.ts'
import { FoldedPanel } from '../../ui/folded-panel.tsx'
import { Section } from '../../ui/section.tsx'
import { thingTrail } from '../../ui/thing-trail.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'
import { spaceRows } from './space-rows.ts'
import './space.css'

/** What is taken and left of a rack: units and their pieces, weight, floor, network ports. */
export function SpaceSection({ path }: { readonly path: string }) {
  const { t } = useTranslator()
  return (
    <Section title={t('space.title')}>
      <SpaceFigures path={path} />
    </Section>
  )
}

/** The same of a place of racks, asked when it is opened. */
export function SpacePanel({ path }: { readonly path: string }) {
  const { t } = useTranslator()
  return (
    <FoldedPanel className="space" title={t('space.title')}>
      <SpaceFigures path={path} />
    </FoldedPanel>
  )
}

function SpaceFigures({ path }: { readonly path: string }) {
  const { api, estate } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const load = useCallback((signal: AbortSignal) => api.capacity(path, signal), [api, path])
  const { answer, error } = useRemote(load)
  const [place] = answer?.places ?? []
  if (!place)
    return <p className="is-quiet-text">{error ? t('thing.failed', { reason: error.message }) : t('whatIf.asking')}</p>
  return (
    <dl className="facts">
      {spaceRows(place, translator, (rack) => thingTrail(estate, rack, translator)).map(({ key, text }) => (
        <div key={key} className="space-figure">
          <dt>{t(key)}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
