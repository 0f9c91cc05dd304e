import { useRef } from 'react'
import type { CloudServiceView } from '../../../protocol/cloud.ts'
import { addressOfService } from '../../state/place.ts'
import { SERVICE_COLUMNS, type ServiceColumn } from '../../state/service-options.ts'
import { useTwin } from '../../twin-context.ts'
import { PlaceLink } from '../../ui/place-link.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useFocusWhenScrolling } from '../../ui/use-focus-when-scrolling.ts'
import { useMedia } from '../../ui/use-media.ts'
import { usePlace } from '../../ui/use-place.ts'
import { placeName } from './place-name.ts'
import type { ServiceRow } from './service-rows.ts'
import { SiteFigures } from './site-figures.tsx'
import { useLinkKeys } from './use-link-keys.ts'

interface ServiceListProps {
  readonly rows: readonly ServiceRow[]
  /** Paths of the sites, in the order of the columns. */
  readonly sites: readonly string[]
}

/** Services by site: a table, or a list where there is no room for one. */
export function ServiceList(props: ServiceListProps) {
  const { t } = useTranslator()
  const isNarrow = useMedia('(max-width: 759px)')
  const element = useRef<HTMLDivElement>(null)
  useLinkKeys(element)
  useFocusWhenScrolling(element)
  return (
    <div ref={element} className="service-list" data-arrows>
      <SortBar />
      {isNarrow ? <Cards {...props} /> : <Matrix {...props} />}
      {props.rows.length === 0 && <p className="notice">{t('services.emptySift')}</p>}
    </div>
  )
}

/** What the list is sorted by; pressing the same again turns it round, and a third time gives the order of the catalogue. */
function SortBar() {
  const { place } = useTwin()
  const { t } = useTranslator()
  const order = usePlace((state) => state.order)
  const press = (column: ServiceColumn) => {
    const next =
      order?.column !== column
        ? { column, descending: column !== 'service' && column !== 'class' }
        : order.descending === (column !== 'service' && column !== 'class')
          ? { column, descending: !order.descending }
          : undefined
    place.getState().go({ order: next })
  }
  return (
    <fieldset className="segmented service-sort" aria-label={t('services.sortBy')}>
      <span className="is-quiet-text">{t('services.sortBy')}</span>
      <button
        type="button"
        aria-pressed={order === undefined}
        onClick={() => place.getState().go({ order: undefined })}
      >
        {t('services.asListed')}
      </button>
      {SERVICE_COLUMNS.map((column) => (
        <button key={column} type="button" aria-pressed={order?.column === column} onClick={() => press(column)}>
          {t(`services.column.${column}`)}
          {order?.column === column && <span aria-hidden="true">{order.descending ? ' ↓' : ' ↑'}</span>}
        </button>
      ))}
    </fieldset>
  )
}

function Matrix({ rows, sites }: ServiceListProps) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  return (
    <table className="service-table" aria-label={t('services.table')}>
      <thead>
        <tr>
          <th scope="col">{t('services.column.service')}</th>
          {sites.map((site) => {
            return (
              <th key={site} scope="col">
                {placeName(estate, site, translator)}
              </th>
            )
          })}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, service }) => (
          <tr key={service.name}>
            <th scope="row">
              <ServiceName name={name} service={service} />
            </th>
            {sites.map((site) => {
              const here = service.sites.find((one) => one.site === site)
              return (
                <td key={site}>
                  {here ? <SiteFigures site={here} /> : <span className="is-quiet-text">{t('services.notHere')}</span>}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cards({ rows, sites }: ServiceListProps) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  return (
    <ul className="service-cards" aria-label={t('services.table')}>
      {rows.map(({ name, service }) => (
        <li key={service.name}>
          <ServiceName name={name} service={service} />
          {sites.map((site) => {
            const here = service.sites.find((one) => one.site === site)
            return (
              <div key={site} className="service-card-site">
                <h3>{placeName(estate, site, translator)}</h3>
                {here ? <SiteFigures site={here} /> : <span className="is-quiet-text">{t('services.notHere')}</span>}
              </div>
            )
          })}
        </li>
      ))}
    </ul>
  )
}

function ServiceName({ name, service }: { readonly name: string; readonly service: CloudServiceView }) {
  const { t } = useTranslator()
  return (
    <span className="service-name" data-row-link>
      <PlaceLink to={addressOfService(service.name)}>{name}</PlaceLink>
      <span className="is-quiet-text">
        {t('services.tier', { tier: service.tier })}, {t(`services.data.${service.dataClass}`)}
      </span>
    </span>
  )
}
