import { addressOfThing } from '../state/place.ts'
import { useTwin } from '../twin-context.ts'
import { PlaceLink, ThingLink } from '../ui/place-link.tsx'
import { thingTrail } from '../ui/thing-trail.ts'
import { useTranslator } from '../ui/translator-context.ts'

/** An address that names nothing; where the estate has its path, as commands and files write it, the way to that. */
export function UnknownPlace({ path }: { readonly path: string }) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const meant = estate.find(path.replace(/^\/+|\/+$/g, ''))
  return (
    <div className="place-body">
      <h1>{meant ? translator.nameOf(meant) : t('thing.notFound')}</h1>
      {meant ? (
        <p>
          {t('thing.meant', { address: addressOfThing(meant.path) })}{' '}
          <ThingLink path={meant.path}>{thingTrail(estate, meant.path, translator)}</ThingLink>
        </p>
      ) : (
        <p className="is-quiet-text">{t('thing.notFoundDetail', { path })}</p>
      )}
      <p>
        <PlaceLink to="/">{t('thing.toCloud')}</PlaceLink>
      </p>
    </div>
  )
}
