import type { CloudServiceView } from '../../../protocol/cloud.ts'
import { addressOfService } from '../../state/place.ts'
import { PlaceLink } from '../../ui/place-link.tsx'
import { Provenance } from '../../ui/provenance.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { CodePlace } from './source-line.tsx'

/** What a service is: its name, tier, data, and the line that describes it. */
export function ServiceHead({ service }: { readonly service: CloudServiceView }) {
  const { t, nameOf } = useTranslator()
  const { assumed, dataClass, source, tier, title } = service
  return (
    <div className="place-head">
      <h1>{nameOf({ name: title.en, nameSr: title.sr })}</h1>
      <span>
        {t('services.tier', { tier })} {assumed.tier && <Provenance word="assumed" />}
      </span>
      <span>
        {t(`services.data.${dataClass}`)} {assumed.dataClass && <Provenance word="assumed" />}
      </span>
      <CodePlace source={source} />
      <div className="place-tools">
        <PlaceLink to={addressOfService()}>{t('services.all')}</PlaceLink>
      </div>
    </div>
  )
}
