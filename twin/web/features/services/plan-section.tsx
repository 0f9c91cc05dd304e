import { type RefObject, useRef } from 'react'
import type { CloudPlanView } from '../../../protocol/cloud.ts'
import { useTwin } from '../../twin-context.ts'
import { ThingLink } from '../../ui/place-link.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useNow } from '../../ui/use-now.ts'
import { GhostTable } from './ghost-table.tsx'
import { placeName } from './place-name.ts'
import { PlanDifferences, PlanFigures } from './plan-figures.tsx'
import type { JudgedPlan } from './plan-rows.ts'

/** The pending plan in a line: what the gate says of it and what it changes; pressed, it leads to all of it. */
export function PlanBanner({ plan, onMore }: { readonly plan: CloudPlanView; readonly onMore: () => void }) {
  const { t } = useTranslator()
  if (plan.state === 'none') return null
  return (
    <section className="plan-banner" aria-label={t('services.plan', { name: plan.name })}>
      <strong>{t('services.plan', { name: plan.name })}</strong>
      {plan.state === 'judging' && <span role="status">{t('services.plan.judging')}</span>}
      {plan.state === 'unusable' && <span>{t('services.plan.unusable', { why: plan.why })}</span>}
      {plan.state === 'judged' && (
        <>
          <PlanVerdict plan={plan} />
          <PlanDifferences plan={plan} />
          <button type="button" onClick={onMore}>
            {t('services.plan.more')}
          </button>
        </>
      )}
    </section>
  )
}

/** What the plan that waits to be applied changes and places, and why the gate refuses it. */
export function PlanSection({ plan }: { readonly plan: JudgedPlan }) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t, ago } = translator
  const now = useNow()
  const { at, ghosts, name, refusals, site, uncounted } = plan
  return (
    <Section
      title={t('services.plan', { name })}
      className="service-section plan-section"
      tools={<PlanVerdict plan={plan} />}
    >
      <p className="is-quiet-text">
        {t('services.plan.given', { ago: ago(Math.min(at, now), now), site: placeName(estate, site, translator) })}
      </p>
      <PlanFigures plan={plan} />
      {refusals.length > 0 && (
        <>
          <h3>{t('services.plan.refusals')}</h3>
          <ul className="plan-refusals">
            {refusals.map(({ message, path }) => (
              <li key={path}>
                <ThingLink path={path} title={path}>
                  {placeName(estate, path, translator)}
                </ThingLink>{' '}
                {message}
              </li>
            ))}
          </ul>
        </>
      )}
      {uncounted.length > 0 && (
        <>
          <h3>{t('services.plan.uncounted')}</h3>
          <ul>
            {uncounted.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('services.plan.ghosts')}</h3>
      {ghosts.length === 0 ? <p>{t('services.plan.nothing')}</p> : <GhostTable ghosts={ghosts} />}
    </Section>
  )
}

function PlanVerdict({ plan: { accepted } }: { readonly plan: JudgedPlan }) {
  const { t } = useTranslator()
  const verdict = accepted ? 'accepted' : 'refused'
  return <span className={`badge plan-verdict is-${verdict}`}>{t(`services.plan.${verdict}`)}</span>
}

/** A part of the place, and what brings it into sight. */
export function useBroughtUp(): [RefObject<HTMLDivElement | null>, () => void] {
  const element = useRef<HTMLDivElement>(null)
  return [element, () => element.current?.scrollIntoView({ block: 'start' })]
}
