import { HEALTH, type Health } from '../../model/health.ts'
import type { WebEstate } from '../state/web-estate.ts'
import { useTwin } from '../twin-context.ts'
import { HEALTH_SIGNS } from './health-signs.ts'
import { useTranslator } from './translator-context.ts'
import { useLiveValue } from './use-live-value.ts'

interface HealthMarkProps {
  readonly health: Health
  /** Shows the word beside the sign; else it is there for screen readers only. @default false */
  readonly withText?: boolean
}

/** Health by shape first: circle, dashed square, triangle, filled octagon; the word is always there, the colour only helps. */
export function HealthMark({ health, withText = false }: HealthMarkProps) {
  const { t } = useTranslator()
  const { hypothetical } = useTwin()
  const { outline, sign } = HEALTH_SIGNS[health]
  const text = t(hypothetical ? `whatIf.health.${health}` : `health.${health}`)
  return (
    <>
      <svg className={`health-mark is-${health}`} viewBox="0 0 12 12" aria-hidden="true">
        <path d={outline} />
        {sign && <path className="health-sign" d={sign} />}
      </svg>
      <span className={withText ? `health-text is-${health}` : 'visually-hidden'}>{withText ? ` ${text}` : text}</span>
    </>
  )
}

interface LiveHealthProps extends Omit<HealthMarkProps, 'health'> {
  readonly index: number
  /** Shows nothing rather than "unknown". @default false */
  readonly unlessUnknown?: boolean
}

/** The live health of a thing; nothing where the thing takes no part in health. */
export function LiveHealth({ index, withText = false, unlessUnknown = false }: LiveHealthProps) {
  const { estate } = useTwin()
  const health = healthOf(useLiveValue('health', index))
  if (unlessUnknown && health === 'unknown') return null
  return health && !isGroundOnly(estate, index) ? <HealthMark health={health} withText={withText} /> : null
}

/** A plot or a building that holds nothing: nobody measures it, and "unknown" would look like something amiss. */
function isGroundOnly(estate: WebEstate, index: number): boolean {
  const thing = estate.thing(index)
  return (thing?.kind === 'plot' || thing?.kind === 'building') && estate.children(thing.path).length === 0
}

/** The word of a health column's number; undefined for NaN and what is no code. */
export function healthOf(code: number): Health | undefined {
  return HEALTH[code]
}
