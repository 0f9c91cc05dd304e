import type { ThingAnswer } from '../../../protocol/rest.ts'
import type { MessageKey } from '../../i18n/catalogue.ts'
import { useTwin } from '../../twin-context.ts'
import { LiveHealth } from '../../ui/health-mark.tsx'
import { ThingLink } from '../../ui/place-link.tsx'
import { Provenance } from '../../ui/provenance.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import './power-chain.css'

type Chain = ThingAnswer['powerChains'][number]

/** The way of the current, side by side: from the rack PDU up to the utility, each step with its load against its rating. */
export function PowerChains({ chains }: { readonly chains: readonly Chain[] }) {
  const { t } = useTranslator()
  if (chains.length === 0) return null
  return (
    <Section title={t('rack.cords')}>
      <div className="power-chains">
        {chains.map((chain) => (
          <div key={`${chain.side} ${chain.steps[0]?.path}`}>
            <h3>{t(`rack.side.${chain.side}` as MessageKey)}</h3>
            <ol className="power-chain">
              {chain.steps.map((step) => (
                <Step key={step.path} step={step} />
              ))}
            </ol>
          </div>
        ))}
      </div>
    </Section>
  )
}

function Step({ step }: { readonly step: Chain['steps'][number] }) {
  const { estate } = useTwin()
  const { t, nameOf, measured, figure } = useTranslator()
  const thing = estate.find(step.path)
  const share = step.watts !== null && step.ratingWatts ? step.watts / step.ratingWatts : undefined
  return (
    <li>
      <span className="power-step-name">
        {/* What is measured and not watched has no health: a word of its own would make the figure look unsure. */}
        {thing && <LiveHealth index={thing.index} unlessUnknown={step.watts !== null} />}{' '}
        <ThingLink path={step.path}>{nameOf(step)}</ThingLink>{' '}
        <span className="is-quiet-text">{t(`kind.${step.kind}` as MessageKey)}</span>
      </span>
      <span className="power-step-load">
        <span className="live-value">{measured(step.watts, 'W')}</span>
        <span className="is-quiet-text">
          {' '}
          / {step.ratingWatts === null ? '–' : figure(step.ratingWatts, 'W')}
          {share !== undefined && ` · ${measured(share, 'share')}`}
        </span>{' '}
        {step.watts !== null && <Provenance word={step.provenance} />}
      </span>
      <svg className="power-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect className="power-bar-ground" width="100" height="4" />
        {share !== undefined && (
          <rect
            className={share > 1 ? 'power-bar-load is-over' : 'power-bar-load'}
            width={Math.min(100, share * 100)}
            height="4"
          />
        )}
      </svg>
    </li>
  )
}
