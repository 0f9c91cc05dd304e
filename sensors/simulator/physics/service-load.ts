import type { EpochMs } from '../../../twin/model/units.ts'
import { localTime } from './local-time.ts'
import { smoothNoise, textStream } from './noise.ts'

/** How busy a service is around the clock: 1 is its mean. */
interface Rhythm {
  /** Level at night, of a working day's peak, and of a weekend's peak. */
  readonly night: number
  readonly day: number
  readonly weekend: number
  /** Amplitude and period (minutes) of what no clock explains. */
  readonly wander: number
  readonly periodMinutes: number
}

const CITIZENS: Rhythm = { night: 0.72, day: 1.28, weekend: 0.9, wander: 0.04, periodMinutes: 20 }
const STAFF: Rhythm = { night: 0.8, day: 1.22, weekend: 0.8, wander: 0.03, periodMinutes: 30 }
const WATCH: Rhythm = { night: 0.96, day: 1.04, weekend: 0.98, wander: 0.03, periodMinutes: 25 }
const BATCH: Rhythm = { night: 1, day: 1, weekend: 1, wander: 0.22, periodMinutes: 95 }
const STORE: Rhythm = { night: 0.95, day: 1.05, weekend: 0.97, wander: 0.02, periodMinutes: 60 }

/** Assumed rhythms by the words of a service's name. */
function rhythmOf(service: string): Rhythm {
  if (/(^|-)(ai|gpu|hpc|compute|batch|bioinformatics)(-|$)|supercomputer/.test(service)) return BATCH
  if (/soc|security|monitor|network/.test(service)) return WATCH
  if (/backup|archive|storage|register/.test(service)) return STORE
  if (/portal|wallet|visa|citizen|assistant|expo|stamp|egovernment/.test(service)) return CITIZENS
  return STAFF
}

/**
 * Load of a service as a multiple of its mean: nights, working hours with two peaks, weekends, and slow seeded wandering.
 * Give it one service and keep it: the returned function is called every tick.
 */
export function serviceLoad(service: string, seed: number): (at: EpochMs) => number {
  const rhythm = rhythmOf(service)
  const stream = textStream(service)
  return (at) => {
    const { weekday, hour } = localTime(at)
    const peak = weekday >= 5 ? rhythm.weekend : rhythm.day
    const shape = Math.min(1, bump(hour, 10.5, 3.2) + 0.8 * bump(hour, 14.5, 2.6) + 0.45 * bump(hour, 20, 2))
    const clock = rhythm.night + (peak - rhythm.night) * shape
    return clock + rhythm.wander * smoothNoise(seed, stream, at / (rhythm.periodMinutes * 60_000))
  }
}

function bump(hour: number, centre: number, width: number): number {
  const away = (hour - centre) / width
  return Math.exp(-away * away)
}
