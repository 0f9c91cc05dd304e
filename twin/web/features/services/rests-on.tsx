import type { CloudServiceDetailView } from '../../../protocol/cloud.ts'
import { useTwin } from '../../twin-context.ts'
import { ThingLink } from '../../ui/place-link.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { FailTogether } from './fail-together.tsx'
import { placeName } from './place-name.ts'

type SiteDetail = CloudServiceDetailView['sites'][number]

/** The copper below a service at a site: power blocks, UPS and feeds, with how many of its racks rest on each. */
export function RestsOn({ site: { restsOn, site } }: { readonly site: SiteDetail }) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const { blocks, feeds, of, ups } = restsOn
  if (blocks.length + ups.length + feeds.length === 0) return null
  return (
    <Section title={`${t('services.restsOn')}: ${placeName(estate, site, translator)}`}>
      <p className="is-quiet-text">{t(`services.restsOf.${of}`)}</p>
      <dl className="rests-on">
        <dt>{t('services.blocks')}</dt>
        <dd>
          <ul>
            {blocks.map((block) => (
              <Place key={block.ups.join()} paths={block.ups} racks={block.racks} />
            ))}
          </ul>
        </dd>
        <dt>{t('services.ups')}</dt>
        <dd>
          <ul>
            {ups.map(({ path, racks }) => (
              <Place key={path} paths={[path]} racks={racks} />
            ))}
          </ul>
        </dd>
        <dt>{t('services.feeds')}</dt>
        <dd>
          <ul>
            {feeds.map(({ path, racks }) => (
              <Place key={path} paths={[path]} racks={racks} />
            ))}
          </ul>
        </dd>
      </dl>
    </Section>
  )
}

interface PlaceProps {
  /** One thing, or those that are one place together. */
  readonly paths: readonly string[]
  readonly racks: number
}

function Place({ paths, racks }: PlaceProps) {
  const { estate } = useTwin()
  const translator = useTranslator()
  return (
    <li>
      {paths.map((path, number) => (
        <span key={path}>
          {number > 0 && '+ '}
          <ThingLink path={path} title={path}>
            {placeName(estate, path, translator)}
          </ThingLink>
        </span>
      ))}
      <span className="is-quiet-text">{translator.t('services.standsOnCount', { count: racks })}</span>
      <FailTogether paths={paths} />
    </li>
  )
}
