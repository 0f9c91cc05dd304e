import type { CoolingView } from '../../../protocol/cooling.ts'
import { useTwin } from '../../twin-context.ts'
import { ThingLink } from '../../ui/place-link.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'

interface CoolingUnitsProps {
  /** Nothing of them is measured yet. */
  readonly isPlanned: boolean
  readonly units: CoolingView['units']
  readonly serving: CoolingView['serving']
}

/** What each unit gives now, and how many racks it serves. */
export function CoolingUnits({ isPlanned, serving, units }: CoolingUnitsProps) {
  const { estate } = useTwin()
  const { count, measured, nameOf, t } = useTranslator()
  const learned = serving.filter(({ how }) => how === 'learned').length
  return (
    <Section title={t('cooling.units')} className="cooling-units">
      <table className="cooling-table">
        <thead>
          <tr>
            <th scope="col">{t('cooling.unit')}</th>
            <th scope="col">{t('cooling.unit.cooling')}</th>
            {!isPlanned && (
              <>
                <th scope="col">{t('cooling.unit.flow')}</th>
                <th scope="col">{t('cooling.unit.supply')}</th>
                <th scope="col">{t('cooling.unit.return')}</th>
              </>
            )}
            <th scope="col">{t('cooling.unit.racks')}</th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => {
            const thing = estate.find(unit.path)
            return (
              <tr key={unit.path}>
                <th scope="row">
                  <ThingLink path={unit.path}>{thing ? nameOf(thing) : unit.path}</ThingLink>
                  {unit.leak && <span className="is-broken"> {t('cooling.unit.leak')}</span>}
                </th>
                <td>
                  {!isPlanned && `${measured(unit.cooling, 'W')} / `}
                  {measured(unit.capacity, 'W')}
                </td>
                {!isPlanned && (
                  <>
                    <td>{measured(unit.type === 'cdu' ? unit.waterFlow : unit.airflow, 'm3/s')}</td>
                    <td>{measured(unit.supply, 'Cel')}</td>
                    <td>{measured(unit.returned, 'Cel')}</td>
                  </>
                )}
                <td>{count(unit.racks)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="is-quiet-text">
        {t('cooling.serving', { learned: count(learned), near: count(serving.length - learned) })}
      </p>
    </Section>
  )
}
