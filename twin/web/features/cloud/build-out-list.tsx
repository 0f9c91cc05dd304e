import type { Building, Phase, Plot } from '../../../model/things.ts'
import { useTwin } from '../../twin-context.ts'
import { PhaseSign } from '../../ui/phase-sign.tsx'
import { PlaceLink, ThingLink } from '../../ui/place-link.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'

const ORDER: readonly Phase['state'][] = ['under-construction', 'planned', 'commissioned']

/** How far the district is: every building and plot with its phase, what is being built first. */
export function BuildOutList() {
  const { estate } = useTwin()
  const { t, nameOf, day, figure } = useTranslator()
  const parts = [...estate.ofKind('plot'), ...estate.ofKind('building')]
    .flatMap((thing) => (thing.phase ? [{ thing, phase: thing.phase }] : []))
    .sort((one, other) => ORDER.indexOf(one.phase.state) - ORDER.indexOf(other.phase.state))
  return (
    <Section
      title={t('cloud.district')}
      flush
      className="build-out"
      tools={<PlaceLink to="/build-out">{t('cloud.districtMore')}</PlaceLink>}
    >
      {parts.length === 0 ? (
        <p className="notice">{t('cloud.districtNone')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('cloud.part')}</th>
              <th scope="col">{t('cloud.phase')}</th>
              <th scope="col" className="is-number">
                {t('cloud.area')}
              </th>
              <th scope="col">{t('cloud.due')}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ thing, phase }) => (
              <tr key={thing.path}>
                <td>
                  <ThingLink path={thing.path}>{nameOf(thing)}</ThingLink>
                </td>
                <td>
                  <PhaseSign state={phase.state} /> {t(`phase.${phase.state}`)}
                </td>
                <td className="is-number">{areaOf(thing, (area) => figure(area, 'm2', 6))}</td>
                <td>{phase.due ? day(phase.due) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}

function areaOf(thing: Building | Plot, text: (area: number) => string): string {
  return thing.kind === 'building' && thing.floorArea !== undefined ? text(thing.floorArea) : '–'
}
