import type { ReactNode } from 'react'
import type { CoolingView } from '../../../protocol/cooling.ts'
import { Provenance } from '../../ui/provenance.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { gradeOfRci, gradeOfRti } from './grades.ts'

/** The indices of the air as it is measured now, or was on a past day; or why nothing measures it. */
export function AirNow({ told: { basis, day: of, now, unmeasured } }: { readonly told: CoolingView }) {
  const { count, day, measured, t } = useTranslator()
  if (unmeasured === 'day-to-come' || unmeasured === 'not-recorded') {
    return (
      <Section title={t('cooling.asPlanned')}>
        <p className="cooling-none">
          {t(unmeasured === 'day-to-come' ? 'cooling.unmeasured' : 'cooling.notRecorded', { day: day(of ?? '') })}
        </p>
      </Section>
    )
  }
  const rci = (value: number | null) =>
    value === null ? null : [measured(value, '%'), t(`cooling.rci.${gradeOfRci(value)}`)].join(' · ')
  const pair = (one: number | null, other: number | null, unit: string) =>
    one === null && other === null ? null : `${measured(one, unit)} / ${measured(other, unit)}`
  return (
    <Section title={t(basis === 'recorded' ? 'cooling.ofDay' : 'cooling.now')}>
      {now.intakes === 0 && <p className="cooling-none">{t('cooling.noProbes')}</p>}
      <dl className="facts">
        <Figure name={t('cooling.rciHigh')} text={rci(now.rciHigh)} />
        <Figure name={t('cooling.rciLow')} text={rci(now.rciLow)} />
        <Figure
          name={t('cooling.rti')}
          text={now.rti === null ? null : `${measured(now.rti, '%')} · ${t(`cooling.rti.${gradeOfRti(now.rti)}`)}`}
        />
        <Figure name={t('cooling.shi')} text={pair(now.shi, now.rhi, '1')} />
        <Figure name={t('cooling.intake')} text={now.intake === null ? null : measured(now.intake, 'Cel')} />
        <Figure name={t('cooling.rise')} text={now.equipmentRise === null ? null : measured(now.equipmentRise, 'K')} />
        <Figure name={t('cooling.airflow')} text={pair(now.airflowSupplied, now.airflowNeeded, 'm3/s')} />
        <Figure name={t('cooling.heat')} text={now.heat === null ? null : measured(now.heat, 'W')} />
      </dl>
      {now.intakes > 0 && (
        <p className="is-quiet-text">
          {t('cooling.measuredAt', {
            intakes: count(now.intakes),
            racks: count(now.racksWithProbes),
            all: count(now.racks),
          })}
        </p>
      )}
    </Section>
  )
}

function Figure({ name, text }: { readonly name: string; readonly text: ReactNode }) {
  const { t } = useTranslator()
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>
        {text === null ? (
          <span className="is-quiet-text">{t('cooling.notMeasured')}</span>
        ) : (
          <>
            {text} <Provenance word="measured" />
          </>
        )}
      </dd>
    </div>
  )
}
