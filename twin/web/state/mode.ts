import { METRIC_DOMAIN, type Metric } from '../../protocol/metric.ts'
import type { RampName } from '../colour/ramp.ts'
import type { ThemeName } from './settings.ts'

/** What a picture of a site or hall shows as colour: one thing at a time, on keys 1 to 9. */
export const MODES = [
  'health',
  'temperature',
  'power',
  'failover',
  'cooling',
  'space',
  'run',
  'stranded',
  'confidence',
] as const
export type Mode = (typeof MODES)[number]

/** The live column behind a mode. */
export const METRIC_OF_MODE: Readonly<Record<Mode, Metric>> = {
  health: 'health',
  temperature: 'temperature',
  power: 'power-use',
  failover: 'failover-use',
  cooling: 'cooling-use',
  space: 'space-use',
  run: 'free-run',
  stranded: 'stranded',
  confidence: 'confidence',
}

/** Modes whose values are computed from the estate, not measured: they have no age. */
const COMPUTED: ReadonlySet<Mode> = new Set<Mode>(['failover', 'cooling', 'space', 'run', 'stranded', 'confidence'])

export function isComputed(mode: Mode): boolean {
  return COMPUTED.has(mode)
}

/** From least to greatest, the same in every room. */
export function domainOfMode(mode: Mode): readonly [number, number] {
  return METRIC_DOMAIN[METRIC_OF_MODE[mode]]
}

/** Health is drawn by shape and outline, not by a ramp. */
export function rampOfMode(mode: Mode, theme: ThemeName): RampName | undefined {
  if (mode === 'health') return undefined
  if (mode === 'temperature') return theme === 'dark' ? 'inferno-on-dark' : 'inferno'
  return 'cividis'
}
