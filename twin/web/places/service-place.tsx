import { useCallback, useMemo } from 'react'
import type { CloudServiceDetailView } from '../../protocol/cloud.ts'
import { hallsOf, racksWithPods } from '../features/services/halls-of.ts'
import { fullName } from '../features/services/place-name.ts'
import { RackTable } from '../features/services/rack-table.tsx'
import { RestsOn } from '../features/services/rests-on.tsx'
import { ServiceHead } from '../features/services/service-head.tsx'
import '../features/services/services.css'
import { SurvivalSection } from '../features/services/survival-section.tsx'
import { WorkloadTable } from '../features/services/workload-table.tsx'
import { ApiError } from '../live/api.ts'
import { addressOfService } from '../state/place.ts'
import type { RackGhosts } from '../state/rack-ghosts.ts'
import { useTwin } from '../twin-context.ts'
import { Notice } from '../ui/notice.tsx'
import { PlaceLink } from '../ui/place-link.tsx'
import { useTranslator } from '../ui/translator-context.ts'
import { useCloud } from '../ui/use-cloud.ts'
import { useToday } from '../ui/use-today.ts'
import { HallPicture } from './hall-picture.tsx'

const NO_GHOSTS: readonly RackGhosts[] = []

/** A service: what it survives, where its copies stand, what these rest on, where it is described. */
export function ServicePlace({ name }: { readonly name: string }) {
  const { at } = useTwin()
  const { t } = useTranslator()
  const now = useToday()
  if (at === undefined || at >= now) return <Asked name={name} />
  return (
    <div className="place-body">
      <h1>{t('services.title')}</h1>
      <Notice>{t('services.notRecorded')}</Notice>
    </div>
  )
}

function Asked({ name }: { readonly name: string }) {
  const { api } = useTwin()
  const { t } = useTranslator()
  const load = useCallback((signal: AbortSignal) => api.cloudService(name, signal), [api, name])
  const { answer, error, reload } = useCloud(load)
  if (answer) return <Told detail={answer} />
  const isUnknown = error instanceof ApiError && error.status === 404
  return (
    <div className="place-body">
      <h1>{isUnknown ? t('thing.notFound') : t('services.title')}</h1>
      {isUnknown ? (
        <p>
          {t('services.unknownService', { name })} <PlaceLink to={addressOfService()}>{t('services.all')}</PlaceLink>
        </p>
      ) : error ? (
        <Notice kind="error" onRetry={reload}>
          {t('thing.failed', { reason: error.message })}
        </Notice>
      ) : (
        <Notice>{t('thing.loading')}</Notice>
      )}
    </div>
  )
}

function Told({ detail }: { readonly detail: CloudServiceDetailView }) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t, nameOf } = translator
  const { service, sites } = detail
  const name = nameOf({ name: service.title.en, nameSr: service.title.sr })
  const halls = useMemo(() => hallsOf(estate, sites), [estate, sites])
  const standOut = useCallback((hall: string) => racksWithPods(estate, sites, hall), [estate, sites])
  const description = (hall: string, racks: number) =>
    t('services.description', {
      name,
      hall: fullName(estate, hall, translator),
      racks: t('services.standsOnCount', { count: racks }),
    })
  return (
    <div className="place-body">
      <ServiceHead service={service} />
      <div className="service-sites">
        {service.sites.map((site) => (
          <SurvivalSection key={site.site} site={site} isAssumed={service.assumed.recovery} />
        ))}
      </div>
      <HallPicture title={t('services.picture')} {...{ halls, standOut, description }} ghosts={NO_GHOSTS} />
      <RackTable service={service.name} sites={sites} />
      <div className="service-sites">
        {sites.map((site) => (
          <RestsOn key={site.site} site={site} />
        ))}
      </div>
      <WorkloadTable service={service} />
    </div>
  )
}
