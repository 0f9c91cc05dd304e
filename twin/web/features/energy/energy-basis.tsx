import type { EnergyView } from '../../../protocol/energy.ts'
import { Provenance } from '../../ui/provenance.tsx'
import { useTranslator } from '../../ui/translator-context.ts'

/** What the figures rest on: energies, how much of them was measured, rates with where they are written, what is assumed. */
export function EnergyBasis({ told }: { readonly told: EnergyView }) {
  const { count, figure, measured, t } = useTranslator()
  const energies = [
    ['energy.site', told.siteEnergy],
    ['energy.it', told.itEnergy],
    ['energy.imported', told.imported],
    ['energy.generated', told.generated],
    ['energy.exported', told.exported],
  ] as const
  const { emissionFactor, renewable, tariff } = told
  const rate = (value: number, unit: string) =>
    t('energy.perKilowattHour', { value: figure(value, '', 4).trim(), unit })
  const others = told.assumed.filter((name) => name === 'generators-stood-still' || name === 'gaps-filled')
  return (
    <div>
      <dl className="energy-figures">
        {energies.map(([title, value]) => (
          <div key={title}>
            <dt>{t(title)}</dt>
            <dd>{measured(value, 'Wh')}</dd>
          </div>
        ))}
        <dt>{t('energy.coverage')}</dt>
        <dd>
          {measured(told.coverage, 'share')}
          {told.coverage > 0 && told.coverage < 1 && <p className="is-quiet-text">{t('energy.coverageNote')}</p>}
        </dd>
        {tariff && (
          <>
            <dt>{t('energy.tariff')}</dt>
            <dd>
              {rate(tariff.perKilowattHour, tariff.currency)} {tariff.assumed && <Provenance word="assumed" />}
              <p className="is-quiet-text">{tariff.assumed ? t('energy.origin.tariff') : tariff.origins.join('; ')}</p>
            </dd>
          </>
        )}
        {emissionFactor && (
          <>
            <dt>{t('energy.factor')}</dt>
            <dd>
              {rate(emissionFactor.perKilowattHour, 'kgCO₂e')} {emissionFactor.assumed && <Provenance word="assumed" />}
              <p className="is-quiet-text">
                {emissionFactor.assumed ? t('energy.origin.emission-factor') : emissionFactor.origins.join('; ')}
              </p>
            </dd>
          </>
        )}
        <dt>{t('energy.renewable')}</dt>
        <dd>
          {figure(renewable.share, 'share', 3)} {renewable.assumed && <Provenance word="assumed" />}
          <p className="is-quiet-text">{renewable.assumed ? t('energy.origin.renewable') : renewable.origin}</p>
        </dd>
      </dl>
      <p className="is-quiet-text">
        {t('energy.meters', {
          imported: count(told.meters.imported),
          generated: count(told.meters.generated),
          it: count(told.meters.it),
        })}
        {others.map((name) => ` · ${t(`energy.assumption.${name}`)}`)}
        {told.simulated && ` · ${t('energy.simulated')}`}
      </p>
    </div>
  )
}
