import { PowerView } from '../features/single-line/power-view.tsx'
import { addressOfThing } from '../state/place.ts'
import { useTwin } from '../twin-context.ts'
import { PlaceLink } from '../ui/place-link.tsx'
import { useTranslator } from '../ui/translator-context.ts'
import { UnknownPlace } from './unknown-place.tsx'

/** The single-line diagram of a site. */
export function PowerPlace({ path }: { readonly path: string }) {
  const { estate } = useTwin()
  const { t, nameOf } = useTranslator()
  const site = estate.find(path)
  if (site?.kind !== 'site') return <UnknownPlace path={path} />
  return (
    <div className="place-body">
      <div className="place-head">
        <h1>{t('singleLine.title', { name: nameOf(site) })}</h1>
        <div className="place-tools">
          <PlaceLink to={addressOfThing(path)}>{nameOf(site)}</PlaceLink>
        </div>
      </div>
      <PowerView key={path} site={site} />
    </div>
  )
}
