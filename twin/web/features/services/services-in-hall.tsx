import { useCallback } from 'react'
import { isWithin } from '../../../model/path.ts'
import { addressOfService } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { FoldedPanel } from '../../ui/folded-panel.tsx'
import { PlaceLink, ThingLink } from '../../ui/place-link.tsx'
import { serviceName } from '../../ui/service-name.ts'
import { thingTrail } from '../../ui/thing-trail.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useCloud, useHasCloud } from '../../ui/use-cloud.ts'
import './services.css'
import { servicesOnRacks, servicesThatMayRun } from './services-on-racks.ts'
import { CodePlace } from './source-line.tsx'

/** So many racks of a service are named; the rest are counted. */
const MOST_RACKS = 12

/** The services on the racks of a hall or row; asked when it is opened. */
export function ServicesInHall({ path }: { readonly path: string }) {
  const { t } = useTranslator()
  if (!useHasCloud()) return null
  return (
    <FoldedPanel className="services-in-hall" title={t('services.here')} hint={t('services.hereHint')}>
      <Body path={path} />
    </FoldedPanel>
  )
}

function Body({ path }: { readonly path: string }) {
  const { api, estate } = useTwin()
  const translator = useTranslator()
  const { t, nameOf } = translator
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [{ clusters, services }, racks] = await Promise.all([api.cloud(signal), api.cloudRacks(signal)])
      const cluster = clusters.find(({ site }) => isWithin(path, site))
      return { cluster, services: new Map(services.map((service) => [service.name, service])), racks }
    },
    [api, path],
  )
  const { answer, error } = useCloud(load)
  if (!answer) {
    return (
      <p className="folded-told is-quiet-text">
        {error ? t('thing.failed', { reason: error.message }) : t('thing.loading')}
      </p>
    )
  }
  const { basis } = answer.racks
  if (basis === 'not recorded') return <p className="folded-told is-quiet-text">{t('services.hereNotRecorded')}</p>
  const isNow = basis === 'now'
  const here = isNow ? servicesOnRacks(answer.racks, path) : servicesThatMayRun(answer.racks, path)
  const state = answer.cluster?.state ?? 'none'
  // What no cluster has told is not known, and is not nothing.
  const isHeard = state === 'watched' || (state === 'away' && (answer.cluster?.nodes ?? 0) > 0)
  return (
    <div className="folded-told">
      {!isNow && (
        <p className="is-quiet-text">{t(here.length > 0 ? 'services.hallPlanned' : 'services.hallPlannedNone')}</p>
      )}
      {state === 'away' && <p className="is-quiet-text">{t('services.hereAway')}</p>}
      {isNow && state !== 'away' && !isHeard && <p className="is-quiet-text">{t('services.hereUnknown')}</p>}
      {isNow && isHeard && here.length === 0 && <p className="is-quiet-text">{t('services.hallNone')}</p>}
      {here.map(({ racks, service }) => {
        const known = answer.services.get(service)
        return (
          <div key={service} className="service-here">
            <h3>
              <PlaceLink to={addressOfService(service)}>
                {known
                  ? nameOf({ name: known.title.en, nameSr: known.title.sr })
                  : serviceName(estate, service, translator)}
              </PlaceLink>
            </h3>
            {known && <CodePlace source={known.source} />}
            {isNow ? (
              <ul className="link-list">
                {racks.slice(0, MOST_RACKS).map((rack) => (
                  <li key={rack}>
                    <ThingLink path={rack} title={rack}>
                      {thingTrail(estate, rack, translator)}
                    </ThingLink>
                  </li>
                ))}
                {racks.length > MOST_RACKS && <li>{t('services.allBut', { count: racks.length - MOST_RACKS })}</li>}
              </ul>
            ) : (
              <p className="is-quiet-text">{t('services.standsOnCount', { count: racks.length })}</p>
            )}
          </div>
        )
      })}
    </div>
  )
}
