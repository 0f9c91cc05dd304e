import { PlaceLink } from '../ui/place-link.tsx'
import { useTranslator } from '../ui/translator-context.ts'

/** An address that names nothing. */
export function UnknownPlace({ path }: { readonly path: string }) {
  const { t } = useTranslator()
  return (
    <div className="place-body">
      <h1>{t('thing.notFound')}</h1>
      <p className="is-quiet-text">{t('thing.notFoundDetail', { path })}</p>
      <p>
        <PlaceLink to="/">{t('thing.toCloud')}</PlaceLink>
      </p>
    </div>
  )
}
