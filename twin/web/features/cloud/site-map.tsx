import { useRef } from 'react'
import type { Site } from '../../../model/things.ts'
import { saveSvg } from '../../export/save-svg.ts'
import { addressOfThing } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { HealthMark, LiveHealth } from '../../ui/health-mark.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'
import { SaveButton } from '../../ui/save-button.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { distanceKm, MAP, nameBeside, project, TOWNS } from './map-projection.ts'
import type { SiteSummary } from './site-card.tsx'

/** Sizes of the letters, as in the style sheet. */
const SITE_LETTERS = 13
const TOWN_LETTERS = 11

/** The sites where they lie, with the link between them: drawn to scale from coordinates, no tiles from outside. */
export function SiteMap({ sites: summaries }: { readonly sites: readonly SiteSummary[] }) {
  const { estate, live, simulated } = useTwin()
  const { t, nameOf, inScript, count, dateTime } = useTranslator()
  const map = useRef<SVGSVGElement>(null)
  const sites = estate.ofKind('site')
  const [first, second] = sites
  const health = new Map(summaries.map((site) => [site.path, site.health]))
  const note = first && second && t('cloud.mapNote', { km: count(distanceKm(first, second)) })
  const save = () => {
    if (!map.current) return
    const saved = t('picture.saved', { time: dateTime(live.serverNow()) })
    const notes = [...(note ? [note] : []), saved, ...(simulated ? [t('simulated.hint')] : [])]
    const caption = { title: t('cloud.map'), notes, items: [] }
    saveSvg({ drawings: [{ element: map.current }], caption, name: 'oblak-map' })
  }
  return (
    <Section
      title={t('cloud.map')}
      className="site-map"
      tools={<SaveButton kind={t('picture.svg')} label={t('cloud.svgLabel')} onSave={save} />}
    >
      <svg ref={map} viewBox={`0 0 ${MAP.width} ${MAP.height}`} role="img" aria-label={t('cloud.map')} className="map">
        {MAP.parallels.map(({ degrees, at }) => (
          <g key={`n${degrees}`} className="map-grid">
            <path d={`M0 ${at}H${MAP.width}`} />
            <text x={4} y={at - 4}>{`${degrees}° N`}</text>
          </g>
        ))}
        {MAP.meridians.map(({ degrees, at }) => (
          <g key={`e${degrees}`} className="map-grid">
            <path d={`M${at} 0V${MAP.height}`} />
            <text x={at + 4} y={MAP.height - 4}>{`${degrees}° E`}</text>
          </g>
        ))}
        {TOWNS.map(({ name: town, latitude, longitude }) => {
          const { x, y } = project(latitude, longitude)
          return (
            <g key={town} className="map-town">
              <circle cx={x} cy={y} r={2} />
              <text {...nameBeside(x, 6, town, TOWN_LETTERS)} y={y + 4}>
                {inScript(town)}
              </text>
            </g>
          )
        })}
        {first && second && <Link from={first} to={second} />}
        {sites.map((site) => (
          <SiteMark key={site.path} site={site} isCritical={health.get(site.path) === 'critical'} />
        ))}
      </svg>
      <ul className="map-sites">
        {sites.map((site) => (
          <li key={site.path}>
            <PlaceLink to={addressOfThing(site.path)}>{nameOf(site)}</PlaceLink>{' '}
            {health.has(site.path) ? (
              <HealthMark health={health.get(site.path) ?? 'unknown'} withText />
            ) : (
              <LiveHealth index={site.index} withText />
            )}
          </li>
        ))}
      </ul>
      {note && <p className="is-quiet-text">{note}</p>}
    </Section>
  )
}

function Link({ from, to }: { readonly from: Site; readonly to: Site }) {
  const [start, end] = [project(from.latitude, from.longitude), project(to.latitude, to.longitude)]
  return <path className="map-link" d={`M${start.x} ${start.y}L${end.x} ${end.y}`} />
}

function SiteMark({ site, isCritical }: { readonly site: Site; readonly isCritical: boolean }) {
  const { nameOf } = useTranslator()
  const { x, y } = project(site.latitude, site.longitude)
  return (
    <g className={isCritical ? 'map-site is-critical' : 'map-site'}>
      <rect x={x - 6} y={y - 6} width={12} height={12} />
      <text {...nameBeside(x, 12, nameOf(site), SITE_LETTERS)} y={y - 8}>
        {nameOf(site)}
      </text>
    </g>
  )
}
