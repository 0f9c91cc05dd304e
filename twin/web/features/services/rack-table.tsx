import { useRef } from 'react'
import type { CloudServiceDetailView, PodView } from '../../../protocol/cloud.ts'
import { useTwin } from '../../twin-context.ts'
import { CsvButton } from '../../ui/csv-button.tsx'
import { ThingLink } from '../../ui/place-link.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import { fullName, placeName } from './place-name.ts'
import { podText } from './pod-state.ts'
import { useLinkKeys } from './use-link-keys.ts'

type SiteDetail = CloudServiceDetailView['sites'][number]

/** The racks that a service's pods are on, with the pods: the same as the picture shows. Pods without a rack come last. */
export function RackTable({ service, sites }: { readonly service: string; readonly sites: readonly SiteDetail[] }) {
  const { estate, place } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const selected = usePlace((state) => state.selected)
  const body = useRef<HTMLDivElement>(null)
  useLinkKeys(body)
  const racks = sites.flatMap((site) => site.racks)
  const unplaced = sites.flatMap((site) => site.unplaced)
  return (
    <Section
      title={t('services.standsOn')}
      flush
      tools={
        <CsvButton label={t('services.csvLabel')} fileName={`${service} pods`} rows={() => podRows(racks, unplaced)} />
      }
    >
      {sites.map((site) => (
        <Eligible key={site.site} site={site} />
      ))}
      {racks.length + unplaced.length > 0 && (
        <div ref={body} className="service-scroll service-racks" data-arrows>
          <table className="is-slim" aria-label={t('services.standsOn')}>
            <thead>
              <tr>
                <th scope="col">{t('services.rack')}</th>
                <th scope="col">{t('services.pods')}</th>
              </tr>
            </thead>
            <tbody>
              {racks.map(({ pods, rack }) => (
                <tr key={rack} aria-current={rack === selected ? 'true' : undefined}>
                  <th scope="row" data-row-link>
                    <ThingLink path={rack} title={rack}>
                      {fullName(estate, rack, translator)}
                    </ThingLink>{' '}
                    <button type="button" className="is-quiet" onClick={() => place.getState().go({ selected: rack })}>
                      {t('services.show')}
                    </button>
                  </th>
                  <td>
                    <Pods pods={pods} />
                  </td>
                </tr>
              ))}
              {unplaced.length > 0 && (
                <tr>
                  <th scope="row">{t('services.unplaced', { count: unplaced.length })}</th>
                  <td>
                    <Pods pods={unplaced} />
                  </td>
                </tr>
              )}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}

/** Where no pods are known, where they might be. */
function Eligible({ site: { eligible, racks, site, state, unplaced } }: { readonly site: SiteDetail }) {
  const { estate } = useTwin()
  const translator = useTranslator()
  if (racks.length + unplaced.length > 0) return null
  const halls = eligible.halls.map((hall) => fullName(estate, hall, translator)).join(', ')
  return (
    <p className="notice">
      {placeName(estate, site, translator)}:{' '}
      {state === 'watched' || state === 'away'
        ? translator.t('services.noPods')
        : translator.t('services.eligible', { count: eligible.racks, halls })}
    </p>
  )
}

/** Pods by name, each with what it does. */
export function Pods({ pods }: { readonly pods: readonly PodView[] }) {
  const translator = useTranslator()
  return (
    <ul className="pod-list">
      {pods.map((pod) => (
        <li key={`${pod.namespace}/${pod.name}`}>
          {pod.name} <span className="is-quiet-text">{podText(pod, translator)}</span>
        </li>
      ))}
    </ul>
  )
}

function podRows(racks: SiteDetail['racks'], unplaced: SiteDetail['unplaced']) {
  return [
    ['rack', 'namespace', 'pod', 'workload', 'phase', 'ready', 'node', 'why'],
    ...[...racks.flatMap(({ pods }) => pods), ...unplaced].map((pod) => [
      ...[pod.rack, pod.namespace, pod.name, pod.workload, pod.phase],
      ...[pod.ready ? 'yes' : 'no', pod.node, pod.why],
    ]),
  ]
}
