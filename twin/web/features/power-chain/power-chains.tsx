import { useCallback } from 'react'
import type { ChainView } from '../../../protocol/planning.ts'
import type { ThingAnswer } from '../../../protocol/rest.ts'
import type { MessageKey } from '../../i18n/catalogue.ts'
import { addressOfPower } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { BasisText } from '../../ui/basis-text.tsx'
import { LiveHealth } from '../../ui/health-mark.tsx'
import { PlaceLink, ThingLink } from '../../ui/place-link.tsx'
import { Provenance } from '../../ui/provenance.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'
import './power-chain.css'

type Chain = ThingAnswer['powerChains'][number]
type Figures = ChainView['nodes'][number]

/**
 * The way of the current, side by side: from the rack PDU up to the utility, each step with its load against its rating, now and after the worst single
 * loss.
 */
export function PowerChains({ of, chains }: { readonly of: string; readonly chains: readonly Chain[] }) {
  const { api } = useTwin()
  const { t } = useTranslator()
  const load = useCallback((signal: AbortSignal) => api.chain(of, signal), [api, of])
  const { answer } = useRemote(load)
  const [site] = of.split('/')
  const figures = new Map(answer?.nodes.map((node): [string, Figures] => [node.path, node]))
  if (chains.length === 0) return null
  return (
    <Section
      title={t('rack.cords')}
      tools={site && <PlaceLink to={addressOfPower(site)}>{t('singleLine.open')}</PlaceLink>}
    >
      <div className="power-chains">
        {chains.map((chain) => (
          <div key={`${chain.side} ${chain.steps[0]?.path}`}>
            <h3>{t(`rack.side.${chain.side}` as MessageKey)}</h3>
            <ol className="power-chain">
              {chain.steps.map((step) => (
                <Step key={step.path} step={step} figures={figures.get(step.path)} />
              ))}
            </ol>
          </div>
        ))}
      </div>
      {answer && (
        <p>
          <span className="is-quiet-text">{t('rack.chainNote')}</span> <BasisText basis={answer.basis} />
        </p>
      )}
    </Section>
  )
}

interface StepProps {
  readonly step: Chain['steps'][number]
  readonly figures: Figures | undefined
}

function Step({ step, figures }: StepProps) {
  const { estate } = useTwin()
  const { t, nameOf, measured, figure } = useTranslator()
  const thing = estate.find(step.path)
  const share = step.watts !== null && step.ratingWatts ? step.watts / step.ratingWatts : undefined
  const worst = figures?.worst?.share ?? undefined
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
        {worst !== undefined && <path className="power-bar-worst" d={`M${Math.min(99, worst * 100)} 0V4`} />}
      </svg>
      {figures?.worst && <Worst figures={figures} />}
    </li>
  )
}

/** The most that a step carries after any single loss, of which, and on which line. */
function Worst({ figures: { worst, by } }: { readonly figures: Figures }) {
  const { estate } = useTwin()
  const { t, nameOf, figure, measured } = useTranslator()
  if (!worst) return null
  const line = worst.by === 'total' ? '' : ` (${worst.by.toUpperCase()})`
  const limit = worst.limit === null ? '' : ` / ${figure(worst.limit, worst.unit)}`
  const use = `${measured(worst.value, worst.unit)}${limit}${line} · ${measured(worst.share, 'share')}`
  const lost = by === undefined ? undefined : estate.find(by)
  return (
    <span className={(worst.share ?? 0) > 1 ? 'power-step-worst is-over' : 'power-step-worst'}>
      {by === undefined ? `${use}, ${t('rack.worstNone')}` : t('rack.worst', { use, loss: lost ? nameOf(lost) : by })}
    </span>
  )
}
