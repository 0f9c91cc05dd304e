import type { ClusterView } from '../../../protocol/cloud.ts'
import { useTwin } from '../../twin-context.ts'
import { ThingLink } from '../../ui/place-link.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useNow } from '../../ui/use-now.ts'
import { placeName } from './place-name.ts'

const MOST_NAMES = 5

/** How the server sees each site's cluster, and what to do where it does not see it. */
export function ClusterStates({ clusters }: { readonly clusters: readonly ClusterView[] }) {
  const { t } = useTranslator()
  return (
    <Section title={t('services.clusters')} className="cluster-states">
      <ul>
        {clusters.map((cluster) => (
          <Cluster key={cluster.site} cluster={cluster} />
        ))}
      </ul>
    </Section>
  )
}

function Cluster({ cluster }: { readonly cluster: ClusterView }) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t, ago } = translator
  const now = useNow()
  const { context, nodes, practice, since, site, state, strangers, why } = cluster
  const names = strangers.slice(0, MOST_NAMES).join(', ')
  return (
    <li className={`is-${state}`}>
      <p>
        <ClusterSign state={state} /> <ThingLink path={site}>{placeName(estate, site, translator)}</ThingLink>{' '}
        {t(`services.cluster.${state}`, { since: since === null ? '' : ago(Math.min(since, now), now) })}
        {context !== null && <code> {context}</code>}
        {practice && <span className="badge">{t('services.practice')}</span>}
      </p>
      {(state === 'watched' || nodes > 0) && <Figures cluster={cluster} />}
      {state !== 'watched' && (
        <p className="is-quiet-text">{t(`services.cluster.${state}Advice`, { why: why ?? '–' })}</p>
      )}
      {strangers.length > 0 && (
        <p className="is-quiet-text">
          {t('services.strangers', {
            count: strangers.length,
            names: strangers.length > MOST_NAMES ? `${names}…` : names,
          })}
        </p>
      )}
    </li>
  )
}

function Figures({
  cluster: { cordoned, nodes, others, pending, pods, running, truncated },
}: {
  readonly cluster: ClusterView
}) {
  const { t, count } = useTranslator()
  const said = [
    t('services.clusterPods', { running: count(running), pods: count(pods) }),
    pending > 0 && t('services.clusterPending', { count: pending }),
    t('services.clusterNodes', { count: nodes }),
    cordoned > 0 && t('services.cordoned', { count: cordoned }),
    others > 0 && t('services.others', { count: others }),
    truncated && t('services.truncated'),
  ]
  return <p className="live-value">{said.filter(Boolean).join(' · ')}</p>
}

const SIGNS: Readonly<Record<ClusterView['state'], string>> = {
  none: 'M1.5 1.5h9v9h-9z',
  connecting: 'M6 1.2a4.8 4.8 0 1 0 0 9.6',
  watched: 'M6 1.2a4.8 4.8 0 1 0 0 9.6a4.8 4.8 0 1 0 0-9.6zM6 4.6a1.4 1.4 0 1 0 0 2.8a1.4 1.4 0 1 0 0-2.8z',
  away: 'M6 1.2L11.2 10.8H.8zM6 5v2.4M6 8.6v.8',
}

function ClusterSign({ state }: Pick<ClusterView, 'state'>) {
  return (
    <svg className={`cluster-sign is-${state}`} viewBox="0 0 12 12" aria-hidden="true">
      <path d={SIGNS[state]} />
    </svg>
  )
}
