import type { CoolingView } from '../../../protocol/cooling.ts'
import { Provenance } from '../../ui/provenance.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'

/** When intakes would pass the limit of the class without any air cooling: an estimate, with what it rests on. */
export function WithoutCooling({ lost }: { readonly lost: CoolingView['lost'] }) {
  const { count, figure, measured, t } = useTranslator()
  const { how, residual, samples } = lost.thermal
  return (
    <Section title={t('cooling.lost')}>
      <p className="cooling-lost">
        {t(`cooling.lost.${lost.passes}`, { limit: figure(lost.limit, 'Cel'), time: measured(lost.seconds, 's') })}
      </p>
      <dl className="facts">
        <div className="fact">
          <dt>{t('cooling.intake')}</dt>
          <dd>
            <Provenance word={lost.intake} />
          </dd>
        </div>
        <div className="fact">
          <dt>{t('cooling.heat')}</dt>
          <dd>
            <Provenance word={lost.heat === 'declared' ? 'assumed' : lost.heat} />
          </dd>
        </div>
      </dl>
      <p className="is-quiet-text">
        {how === 'fitted'
          ? t('cooling.model.fitted', { samples: count(samples ?? 0), residual: measured(residual, 'K') })
          : t('cooling.model.assumed')}
      </p>
    </Section>
  )
}
