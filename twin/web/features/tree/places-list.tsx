import { useTwin } from '../../twin-context.ts'
import { PlaceLink } from '../../ui/place-link.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'

/** The places that are no part of the estate's tree. */
export function PlacesList() {
  const { simulated } = useTwin()
  const { t } = useTranslator()
  const kind = usePlace(({ place }) => place.kind)
  return (
    <nav className="tree-places" aria-label={t('nav.label')}>
      <PlaceLink to="/" current={kind === 'cloud'}>
        {t('nav.cloud')}
      </PlaceLink>
      <PlaceLink to="/cloud" current={kind === 'services'}>
        {t('nav.services')}
      </PlaceLink>
      <PlaceLink to="/build-out" current={kind === 'build-out'}>
        {t('nav.build-out')}
      </PlaceLink>
      <PlaceLink to="/alarms" current={kind === 'alarms'}>
        {t('nav.alarms')}
      </PlaceLink>
      <PlaceLink to="/status" current={kind === 'status'}>
        {t('nav.status')}
      </PlaceLink>
      {simulated && (
        <PlaceLink to="/faults" current={kind === 'faults'}>
          {t('nav.faults')}
        </PlaceLink>
      )}
    </nav>
  )
}
