import { useCallback } from 'react'
import type { CloudRackView } from '../../../protocol/cloud.ts'
import { addressOfService } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { PlaceLink } from '../../ui/place-link.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useCloud, useHasCloud } from '../../ui/use-cloud.ts'
import { Pods } from './rack-table.tsx'
import './services.css'
import { CodePlace } from './source-line.tsx'

/** The services on a rack, each workload with where it is described and its pods here. Nothing where the server was given no cloud. */
export function ServicesHere({ rack }: { readonly rack: string }) {
  return useHasCloud() ? <Asked rack={rack} /> : null
}

function Asked({ rack }: { readonly rack: string }) {
  const { api } = useTwin()
  const { t } = useTranslator()
  const load = useCallback((signal: AbortSignal) => api.cloudRack(rack, signal), [api, rack])
  const { answer, error } = useCloud(load)
  return (
    <Section title={t('services.here')} className="service-section services-here">
      {answer ? (
        <Told answer={answer} />
      ) : (
        <p className="is-quiet-text">{error ? t('thing.failed', { reason: error.message }) : t('thing.loading')}</p>
      )}
    </Section>
  )
}

function Told({ answer: { basis, nodes, others, services, state } }: { readonly answer: CloudRackView }) {
  const { t, count, nameOf } = useTranslator()
  const isKnown = state === 'watched' || state === 'away'
  const isNow = basis === 'now'
  if (basis === 'not recorded') return <p className="is-quiet-text">{t('services.hereNotRecorded')}</p>
  return (
    <>
      {basis === 'planned' && (
        <p className="is-quiet-text">{t(services.length > 0 ? 'services.herePlanned' : 'services.herePlannedNone')}</p>
      )}
      {state === 'away' && <p className="is-quiet-text">{t('services.hereAway')}</p>}
      {isNow && !isKnown && <p className="is-quiet-text">{t('services.hereUnknown')}</p>}
      {/* Of one that is away, and has told no node here, nobody knows. */}
      {isKnown && (state === 'watched' || nodes.length > 0) && services.length === 0 && (
        <p className="is-quiet-text">{t('services.hereNone')}</p>
      )}
      {services.map(({ name, title, workloads }) => (
        <div key={name} className="service-here">
          <h3>
            <PlaceLink to={addressOfService(name)}>{nameOf({ name: title.en, nameSr: title.sr })}</PlaceLink>
          </h3>
          {workloads.map((workload) => (
            <div key={workload.name}>
              <p>
                {workload.name}{' '}
                <span className="is-quiet-text">
                  {isNow
                    ? t('services.ofCopies', { here: count(workload.pods.length), copies: count(workload.copies) })
                    : t('services.copiesAtSite', { copies: count(workload.copies) })}
                </span>
              </p>
              <CodePlace constructPath={workload.constructPath} source={workload.source} />
              {isNow && <Pods pods={workload.pods} />}
            </div>
          ))}
        </div>
      ))}
      {others.length > 0 && <p className="is-quiet-text">{t('services.hereOthers', { count: others.length })}</p>}
      {nodes.length > 0 && (
        <p className="is-quiet-text">
          {t('services.nodes')}: {nodes.map((node) => `${node.name} (${nodeText(node)})`).join(', ')}
        </p>
      )}
    </>
  )

  function nodeText({ cordoned, ready }: CloudRackView['nodes'][number]): string {
    if (cordoned) return t('services.nodeDrained')
    return t(ready ? 'services.nodeReady' : 'services.nodeNotReady')
  }
}
