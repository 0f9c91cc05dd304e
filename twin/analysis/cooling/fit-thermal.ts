import type { ThermalParameters } from './room-thermal.ts'

/** A recorded moment of a room. NaN is what was not read. */
export interface ThermalSample {
  /** Epoch ms. */
  readonly at: number
  /** P and Q, W. */
  readonly heat: number
  readonly cooling: number
  /** Mean of the intakes, and of the air that comes back, °C. */
  readonly intake: number
  readonly returned: number
  /** Whether coolers move air. */
  readonly fans: 'on' | 'off'
}

/** Assumed: what has to be seen before parameters are believed. */
const LEAST_SAMPLES = 12
const LEAST_SPAN_KELVIN = 2
/** At least this long after fans stop or start the air is taken to mix. */
const MIXING_MS = 90_000
/** Between samples further apart nothing is known of what happened. */
const LONGEST_GAP_MS = 120_000

interface Stretch {
  readonly samples: readonly ThermalSample[]
  /** Before the fans changed; undefined at the beginning of the record and after a gap. */
  readonly before: ThermalSample | undefined
}

/**
 * Parameters of one state of the fans, by least squares over dT/dt = (P − Q)/C − (T − T_amb)/τ, integrated from sample to sample. T_amb is the
 * return temperature before the fans changed: walls keep it for hours. Undefined where too little was recorded or the air hardly moved: a
 * room in steady control says nothing about its heat capacity.
 * @param samples in order of time
 */
export function fitThermal(
  samples: readonly ThermalSample[],
  fans: ThermalSample['fans'],
): ThermalParameters | undefined {
  const stretches = stretchesOf(samples, fans)
  const steps = stretches.flatMap(stepsOf)
  const seen = stretches.flatMap((stretch) => settled(stretch).map(({ intake }) => intake))
  if (steps.length < LEAST_SAMPLES || Math.max(...seen) - Math.min(...seen) < LEAST_SPAN_KELVIN) return undefined
  const found = solve(steps)
  if (!found) return undefined
  const { inverseCapacity, inverseTau } = found
  const capacity = 1 / inverseCapacity
  const conductance = capacity * inverseTau
  const errors = steps.map(({ energy, rise, warmth }) => rise - inverseCapacity * energy + inverseTau * warmth)
  const mixings = stretches.flatMap((stretch) => mixingOf(stretch, inverseCapacity, inverseTau))
  const share = mean(mixings.map((mixing) => mixing.share))
  return {
    capacity,
    conductance,
    ambient: mean(stretches.map(ambientOf)),
    // Where no record begins with the change, the cautious end: intakes take the return air's temperature at once.
    mixing: Number.isNaN(share) ? 1 : Math.min(1, Math.max(0, share)),
    mixingTime: mixings.length > 0 ? mean(mixings.map(({ seconds }) => seconds)) : 0,
    source: { how: 'fitted', samples: steps.length + 1, residual: Math.sqrt(mean(errors.map((error) => error ** 2))) },
  }
}

function stretchesOf(samples: readonly ThermalSample[], fans: ThermalSample['fans']): Stretch[] {
  const stretches: { samples: ThermalSample[]; before: ThermalSample | undefined }[] = []
  let last: ThermalSample | undefined
  for (const sample of samples) {
    if (Number.isNaN(sample.heat + sample.cooling + sample.intake)) continue
    const isNear = last !== undefined && sample.at - last.at <= LONGEST_GAP_MS
    if (sample.fans === fans) {
      if (isNear && last?.fans === fans) stretches.at(-1)?.samples.push(sample)
      else stretches.push({ samples: [sample], before: isNear ? last : undefined })
    }
    last = sample
  }
  return stretches
}

/** Of a stretch that began with a change of the fans the second half: in the first the air mixes, which looks like walls that take heat. */
function settled({ before, samples }: Stretch): readonly ThermalSample[] {
  const last = samples.at(-1)
  if (!before || !last) return samples
  const from = before.at + Math.max(MIXING_MS, (last.at - before.at) / 2)
  return samples.filter(({ at }) => at >= from)
}

function ambientOf({ before, samples }: Stretch): number {
  const first = before ?? samples[0]
  if (!first) return Number.NaN
  return Number.isNaN(first.returned) ? first.intake : first.returned
}

interface Step {
  /** ∫(P − Q) dt, J. */
  readonly energy: number
  /** ∫(T − T_amb) dt, K·s. */
  readonly warmth: number
  readonly rise: number
}

function stepsOf(stretch: Stretch): Step[] {
  const ambient = ambientOf(stretch)
  const samples = settled(stretch)
  return samples.flatMap((sample, place) => {
    const last = samples[place - 1]
    const seconds = last ? (sample.at - last.at) / 1000 : 0
    if (!last || seconds <= 0) return []
    const energy = ((sample.heat - sample.cooling + last.heat - last.cooling) / 2) * seconds
    const warmth = ((sample.intake + last.intake) / 2 - ambient) * seconds
    return { energy, warmth, rise: sample.intake - last.intake }
  })
}

/** The normal equations of two unknowns; walls that seem to give heat are left out. Undefined where surplus heat does not warm. */
function solve(steps: readonly Step[]): { inverseCapacity: number; inverseTau: number } | undefined {
  let [ee, ew, ww, er, wr] = [0, 0, 0, 0, 0]
  for (const { energy, rise, warmth } of steps) {
    ee += energy * energy
    ew += energy * warmth
    ww += warmth * warmth
    er += energy * rise
    wr += warmth * rise
  }
  const determinant = ee * ww - ew * ew
  const inverseTau = determinant > 1e-9 * ee * ww ? (ew * er - ee * wr) / determinant : 0
  const tau = Math.max(0, inverseTau)
  const inverseCapacity = (er + tau * ew) / ee
  return inverseCapacity > 0 ? { inverseCapacity, inverseTau: tau } : undefined
}

interface Mixing {
  readonly share: number
  readonly seconds: number
}

/**
 * From the settled air back to the moment of the change: where the curve would have begun, between intake and return air; and how fast the
 * intakes came to that curve, from the logarithms of what they lacked.
 */
function mixingOf(stretch: Stretch, inverseCapacity: number, inverseTau: number): Mixing[] {
  const { before, samples } = stretch
  const [first] = settled(stretch)
  if (!before || !first || !(before.returned - before.intake > 1)) return []
  const surplus = first.heat - first.cooling
  const rate = (celsius: number) => surplus * inverseCapacity - (celsius - before.returned) * inverseTau
  const curve = new Map<number, number>()
  let celsius = first.intake
  // Backwards second by second: with walls the curve is not straight.
  for (let at = first.at; at >= before.at; at -= 1000) {
    curve.set(Math.round((at - before.at) / 1000), celsius)
    celsius -= rate(celsius)
  }
  const start = curve.get(0) ?? Number.NaN
  const whole = start - before.intake
  let [tt, tl] = [0, 0]
  for (const { at, intake } of samples) {
    const seconds = Math.round((at - before.at) / 1000)
    const lacking = ((curve.get(seconds) ?? Number.NaN) - intake) / whole
    if (!(lacking > 0.1 && lacking < 1)) continue
    tt += seconds * seconds
    tl += seconds * Math.log(lacking)
  }
  return [{ share: whole / (before.returned - before.intake), seconds: tl < 0 ? -tt / tl : 0 }]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
