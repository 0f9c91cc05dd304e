import type { ReactNode } from 'react'
import type { EnergyView } from '../../../protocol/energy.ts'
import { Provenance } from '../../ui/provenance.tsx'
import { useTranslator } from '../../ui/translator-context.ts'

/** Places that a reason names: the answer has more. */
const MOST_NAMED = 2

type FigureName = keyof EnergyView['absent']

/** The figures of a period; one that there is not says why. */
export function EnergyTold({ told }: { readonly told: EnergyView }) {
  const { figure, measured, t } = useTranslator()
  const plain = (value: number | null, unit: string) => (value === null ? null : figure(value, unit, 3))
  const isAssumed = (name: EnergyView['assumed'][number]) => told.assumed.includes(name)
  const pue =
    told.pue === null || told.category === null
      ? null
      : t('energy.pueOf', { value: figure(told.pue, '1', 4), category: String(told.category) })
  return (
    <dl className="energy-figures">
      <Figure told={told} name="pue" value={pue}>
        {told.pue !== null && told.period === 'interim' && <p className="is-quiet-text">{t('energy.interim')}</p>}
        {told.category !== null && <p className="is-quiet-text">{t(`energy.category.${told.category}`)}</p>}
      </Figure>
      <Figure told={told} name="wue" value={plain(told.wue, 'l/kWh')} />
      <Figure told={told} name="cue" value={plain(told.cue, 'kgCO₂e/kWh')} assumed={isAssumed('emission-factor')} />
      <Figure
        told={told}
        name="ref"
        value={told.ref === null ? null : figure(told.ref, 'share', 3)}
        assumed={isAssumed('renewable')}
      />
      <Figure
        told={told}
        name="cost"
        value={plain(told.cost, told.tariff?.currency ?? '')}
        assumed={isAssumed('tariff')}
      />
      <Figure
        told={told}
        name="carbonKilograms"
        value={told.carbonKilograms === null ? null : figure(told.carbonKilograms / 1000, 'tCO₂e', 3)}
        assumed={isAssumed('emission-factor')}
      />
      {told.day === null && (
        <>
          <dt>{t('energy.instant')}</dt>
          <dd>
            {measured(told.instant?.ratio, '1')} <p className="is-quiet-text">{t('energy.instantNote')}</p>
          </dd>
        </>
      )}
    </dl>
  )
}

const TITLES = {
  pue: 'energy.pue',
  wue: 'energy.wue',
  cue: 'energy.cue',
  ref: 'energy.ref',
  cost: 'energy.cost',
  carbonKilograms: 'energy.carbon',
} as const

interface FigureProps {
  readonly told: EnergyView
  readonly name: FigureName
  readonly value: string | null
  readonly assumed?: boolean
  readonly children?: ReactNode
}

function Figure({ told, name, value, assumed = false, children }: FigureProps) {
  const { t } = useTranslator()
  const absent = told.absent[name]
  const isTold = absent !== undefined && saidBefore(told, name)
  return (
    <>
      <dt>{t(TITLES[name])}</dt>
      <dd>
        <span className="live-value">{value ?? '–'}</span>
        {value !== null && assumed && (
          <>
            {' '}
            <Provenance word="assumed" />
          </>
        )}
        {children}
        {absent && !isTold && (
          <p className="is-quiet-text">
            {t(`energy.absent.${absent.why}`, { paths: absent.paths.slice(0, MOST_NAMED).join(', ') })}
          </p>
        )}
      </dd>
    </>
  )
}

/** Whether a figure above says the same reason already. */
function saidBefore({ absent }: EnergyView, name: FigureName): boolean {
  const names = Object.keys(TITLES) as FigureName[]
  const same = (other: FigureName) => JSON.stringify(absent[other]) === JSON.stringify(absent[name])
  return names.slice(0, names.indexOf(name)).some(same)
}
