import { useCallback } from 'react'
import type { ReleaseView } from '../../../protocol/release.ts'
import { useTwin } from '../../twin-context.ts'
import { BasisText } from '../../ui/basis-text.tsx'
import { FoldedPanel } from '../../ui/folded-panel.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'
import { FullFirst } from './full-first.tsx'
import { ReleaseTable } from './release-table.tsx'
import './stranded.css'

/**
 * What a place cannot use because something else is used up first, and what would release some of it. Asked for when it is opened: each act that
 * is tried takes all single losses anew.
 */
export function StrandedPanel({ path }: { readonly path: string }) {
  const { t } = useTranslator()
  return (
    <FoldedPanel className="stranded" title={t('stranded.title')} hint={t('stranded.hint')}>
      <Body path={path} />
    </FoldedPanel>
  )
}

function Body({ path }: { readonly path: string }) {
  const { api } = useTwin()
  const { t } = useTranslator()
  const load = useCallback((signal: AbortSignal) => api.release(path, signal), [api, path])
  const { answer, error, reload } = useRemote(load)
  if (answer) return <Told told={answer} />
  if (!error) return <Notice>{t('stranded.asking')}</Notice>
  return (
    <Notice kind="error" onRetry={reload}>
      {t('thing.failed', { reason: error.message })}
    </Notice>
  )
}

function Told({ told }: { readonly told: ReleaseView }) {
  const { t, measured } = useTranslator()
  const { basis, binding, free, full, stranded } = told
  const { cooling, units, watts } = stranded
  const unused = [
    measured(watts, 'W'),
    measured(units, 'U'),
    ...(cooling === undefined ? [] : [t('stranded.ofCooling', { watts: measured(cooling, 'W') })]),
  ]
  return (
    <div className="folded-told">
      <dl className="facts">
        <dt>{t('stranded.binds')}</dt>
        <dd>{t(`stranded.binding.${binding}`)}</dd>
        {binding !== 'unknown' && (
          <>
            <dt>{t('stranded.unused')}</dt>
            <dd>{unused.join(' · ')}</dd>
          </>
        )}
        <dt>{t('stranded.free')}</dt>
        <dd>{measured(free, 'W')}</dd>
        {full && (
          <>
            <dt>{t('stranded.full')}</dt>
            <dd>
              <FullFirst full={full} />
            </dd>
          </>
        )}
      </dl>
      {binding === 'power' ? <ReleaseTable told={told} /> : <p>{t('stranded.notPower')}</p>}
      <p>
        <BasisText basis={basis} />
      </p>
    </div>
  )
}
