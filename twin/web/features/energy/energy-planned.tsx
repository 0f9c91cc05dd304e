import type { EnergyView } from '../../../protocol/energy.ts'
import { BasisText } from '../../ui/basis-text.tsx'
import { Provenance } from '../../ui/provenance.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { leastText } from './least-text.ts'

interface EnergyPlannedProps {
  readonly told: EnergyView
  readonly planned: NonNullable<EnergyView['planned']>
}

/** What a site is reckoned to draw on a day to come, what that comes to in a year, and what is taken for granted in it. */
export function EnergyPlanned({ planned, told }: EnergyPlannedProps) {
  const { day, figure, measured, t } = useTranslator()
  const { emissionFactor, tariff } = told
  const isAssumed = (name: (typeof planned.assumed)[number]) => planned.assumed.includes(name)
  const carbon = planned.carbonKilogramsPerYear
  const draws = [
    ['energy.planned.it', planned.it],
    ['energy.planned.cooling', planned.cooling],
    ['energy.planned.losses', planned.losses],
    ['energy.planned.site', planned.site],
  ] as const
  const years = [
    [
      'energy.planned.year',
      planned.energyPerYear === null ? null : figure(planned.energyPerYear / 1e9, 'GWh', 3),
      false,
    ],
    [
      'energy.cost',
      planned.costPerYear === null ? null : figure(planned.costPerYear, tariff?.currency ?? '', 3),
      isAssumed('tariff'),
    ],
    ['energy.carbon', carbon === null ? null : figure(carbon / 1000, 'tCO₂e', 3), isAssumed('emission-factor')],
  ] as const
  return (
    <>
      <p>{t('energy.planned.note', { day: day(told.day ?? '') })}</p>
      <div className="energy-grid">
        <dl className="energy-figures">
          {draws.map(([title, watts]) => (
            <div key={title}>
              <dt>{t(title)}</dt>
              <dd>
                {watts !== null && planned.atLeast && '≥ '}
                {measured(watts, 'W')} {watts !== null && <Provenance word="planned" />}
              </dd>
            </div>
          ))}
          <dt>{t('energy.planned.ratio')}</dt>
          <dd>
            <span className="live-value">
              {planned.ratio !== null && planned.atLeast && '≥ '}
              {planned.ratio === null ? '–' : figure(planned.ratio, '1', 3)}
            </span>
            <p className="is-quiet-text">{t('energy.planned.ratioNote')}</p>
            {planned.atLeast && <p className="is-quiet-text">{leastText(planned.unknown, t)}</p>}
          </dd>
          {planned.reserved > 0 && (
            <>
              <dt>{t('energy.planned.reserved')}</dt>
              <dd>
                {measured(planned.reserved, 'W')} <p className="is-quiet-text">{t('energy.planned.reservedNote')}</p>
              </dd>
            </>
          )}
        </dl>
        <dl className="energy-figures">
          {years.map(([title, text, assumed]) => (
            <div key={title}>
              <dt>
                {t(title)}, {t('energy.planned.aYear')}
              </dt>
              <dd>
                {text ?? '–'} {text !== null && assumed && <Provenance word="assumed" />}
              </dd>
            </div>
          ))}
          {tariff && (
            <div>
              <dt>{t('energy.tariff')}</dt>
              <dd>
                {t('energy.perKilowattHour', {
                  value: figure(tariff.perKilowattHour, '', 4).trim(),
                  unit: tariff.currency,
                })}
              </dd>
            </div>
          )}
          {emissionFactor && (
            <div>
              <dt>{t('energy.factor')}</dt>
              <dd>
                {t('energy.perKilowattHour', {
                  value: figure(emissionFactor.perKilowattHour, '', 4).trim(),
                  unit: 'kgCO₂e',
                })}
              </dd>
            </div>
          )}
        </dl>
      </div>
      <p className="is-quiet-text">
        {planned.assumed
          .map((name) => t(`energy.planned.assumed.${name}`, { paths: planned.lossless.join(', ') }))
          .join(' · ')}
      </p>
      <p>
        <BasisText basis={planned.basis} />
      </p>
    </>
  )
}
