import { useRef } from 'react'
import type { GhostView } from '../../../protocol/cloud.ts'
import { addressOfService } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { PlaceLink, ThingLink } from '../../ui/place-link.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useFocusWhenScrolling } from '../../ui/use-focus-when-scrolling.ts'
import { placeName } from './place-name.ts'
import { CodePlace } from './source-line.tsx'
import { sizeText } from './workload-table.tsx'

const MOST_RACKS = 8

/** What a plan places, workload by workload, and where: on racks where that is known, else among which. */
export function GhostTable({ ghosts }: { readonly ghosts: readonly GhostView[] }) {
  const translator = useTranslator()
  const { t, count, nameOf } = translator
  const scroller = useRef<HTMLDivElement>(null)
  useFocusWhenScrolling(scroller)
  return (
    <div ref={scroller} className="service-scroll">
      <table aria-label={t('services.plan.ghosts')}>
        <thead>
          <tr>
            <th scope="col">{t('services.workload')}</th>
            <th scope="col">{t('services.plan.change')}</th>
            <th scope="col">{t('services.plan.copies')}</th>
            <th scope="col">{t('services.size')}</th>
            <th scope="col">{t('services.plan.where')}</th>
            <th scope="col">{t('services.construct')}</th>
          </tr>
        </thead>
        <tbody>
          {ghosts.map((ghost) => (
            <tr key={`${ghost.workload} ${ghost.address ?? ''}`}>
              <th scope="row">
                {ghost.workload}
                {ghost.title && (
                  <p>
                    <PlaceLink to={addressOfService(ghost.service)}>
                      {nameOf({ name: ghost.title.en, nameSr: ghost.title.sr })}
                    </PlaceLink>
                  </p>
                )}
              </th>
              <td>{t(`services.plan.${ghost.change}`)}</td>
              <td className="is-number">
                {count(ghost.before)} → {count(ghost.after)}
              </td>
              <td>{sizeText(ghost, translator)}</td>
              <td>
                <Where ghost={ghost} />
              </td>
              <td>
                <CodePlace constructPath={ghost.constructPath} source={ghost.source} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Where({ ghost: { after, where } }: { readonly ghost: GhostView }) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const trail = (path: string) => placeName(estate, path, translator)
  const eligible = where.halls.reduce((sum, { racks }) => sum + racks, 0)
  return (
    <>
      {where.racks.length > 0 && (
        <p>
          {t('services.plan.now')}{' '}
          {where.racks.slice(0, MOST_RACKS).map(({ copies, rack }, number) => (
            <span key={rack}>
              {number > 0 && ', '}
              <ThingLink path={rack} title={rack}>
                {trail(rack)}
              </ThingLink>
              {copies > 1 && ` ×${copies}`}
            </span>
          ))}
          {where.racks.length > MOST_RACKS && ` ${t('services.allBut', { count: where.racks.length - MOST_RACKS })}`}
        </p>
      )}
      {where.how === 'spread rules' && eligible > 0 && (
        <p>
          {t('services.plan.estimate', {
            count: eligible,
            places: where.halls.map(({ place }) => trail(place)).join(', '),
          })}
          <span className="is-quiet-text"> ({t('services.plan.mostOnRack', { count: where.mostOnRack })})</span>
        </p>
      )}
      {after > 0 && eligible === 0 && where.racks.length === 0 && <p>{t('services.plan.nowhere')}</p>}
    </>
  )
}
