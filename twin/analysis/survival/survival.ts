import { SURVIVAL_LEVELS, type SurvivalLevel, type SurvivalReason, VERDICTS, type Verdict } from './verdict.ts'

/** A workload at a site, as far as its survival asks. */
export interface Subject {
  readonly workload: string
  /** Copies that carry its load. */
  readonly needed: number
  readonly recovery: 'active-active' | 'active-passive' | 'single-site'
  readonly role: 'active' | 'standby'
  /** It runs by a timetable and is made again. */
  readonly isTimed: boolean
  /** Whether the other site runs as much of it as its class asks: the other copies, a standby, or of a standby the active one. */
  readonly hasOther: boolean
  /** Whether it ran as much there when that site was last heard, too long ago to count on. */
  readonly isOtherUnheard: boolean
}

/** Copies at the site before a loss, and at once after the worst loss of a level. */
export interface Standing {
  readonly by: 'live pods' | 'last heard' | 'declared spread'
  readonly copies: number
  /** @returns copies that are certainly left, those of which nobody knows where they stand, and the thing that is lost */
  after(level: Exclude<SurvivalLevel, 'site'>): Left
}

export interface Left {
  readonly left: number
  readonly unsure: number
  readonly worst: string | undefined
}

/** What becomes of a workload at a level, at once. */
export interface LevelVerdict {
  readonly verdict: Verdict
  readonly by: Standing['by']
  readonly why: SurvivalReason
  readonly worst: string | undefined
  readonly workload: string
  readonly copies: number
  readonly copiesLeft: number
  readonly copiesNeeded: number
}

export type Survival = Readonly<Record<SurvivalLevel, LevelVerdict>>

/** What becomes of a workload of a site when a host, rack, row, power block, hall or the site is lost, before anything is started anew. */
export function survivalOf(subject: Subject, standing: Standing, site: string): Survival {
  const at = (level: SurvivalLevel): LevelVerdict => {
    const after = level === 'site' ? { left: 0, unsure: 0, worst: site } : standing.after(level)
    return {
      ...judged(subject, standing.copies, after, level),
      by: standing.by,
      worst: after.worst,
      workload: subject.workload,
      copies: standing.copies,
      copiesLeft: after.left,
      copiesNeeded: subject.needed,
    }
  }
  return everyLevel(at)
}

/** The worst of several workloads at each level: of those that are alike, the one with the least left of what it needs; what is made again by its timetable comes last. */
export function worstOf(survivals: readonly Survival[]): Survival | undefined {
  const [first, ...others] = survivals
  if (!first) return undefined
  return everyLevel((level) => others.reduce((worst, next) => worseOf(worst, next[level]), first[level]))
}

function worseOf(one: LevelVerdict, other: LevelVerdict): LevelVerdict {
  const [first, second] = [VERDICTS.indexOf(one.verdict), VERDICTS.indexOf(other.verdict)]
  if (first !== second) return first > second ? one : other
  const isAgain = one.why === 'runs again'
  if (isAgain !== (other.why === 'runs again')) return isAgain ? other : one
  const [margin, otherMargin] = [one.copiesLeft - one.copiesNeeded, other.copiesLeft - other.copiesNeeded]
  return otherMargin < margin ? other : one
}

function judged(
  { hasOther, isOtherUnheard, isTimed, needed, recovery, role }: Subject,
  copies: number,
  { left, unsure }: Left,
  level: SurvivalLevel,
): { readonly verdict: Verdict; readonly why: SurvivalReason } {
  if (needed === 0 && copies === 0) return { verdict: 'kept', why: 'nothing runs here' }
  if (left >= needed) return { verdict: 'kept', why: 'enough copies left' }
  if (role === 'standby' && hasOther) return { verdict: 'kept', why: 'active site goes on' }
  if (isTimed && level !== 'site') return { verdict: 'kept', why: 'runs again' }
  if (recovery === 'active-active' && hasOther) return { verdict: 'kept', why: 'other site carries' }
  if (left + unsure >= needed) return { verdict: 'unknown', why: 'not known' }
  if (recovery === 'active-passive' && hasOther) return { verdict: 'reduced', why: 'standby takes over' }
  if (left > 0) return { verdict: 'reduced', why: 'fewer copies than needed' }
  if (unsure > 0) return { verdict: 'unknown', why: 'not known' }
  return isOtherUnheard ? { verdict: 'unknown', why: 'other site not heard' } : { verdict: 'lost', why: 'no copy left' }
}

function everyLevel(at: (level: SurvivalLevel) => LevelVerdict): Survival {
  return Object.fromEntries(SURVIVAL_LEVELS.map((level) => [level, at(level)])) as Record<SurvivalLevel, LevelVerdict>
}
