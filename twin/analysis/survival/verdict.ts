/** What may fail, from the least to the most. `host` is a node of a cluster, `power` all UPS that a rack rests on. */
export const SURVIVAL_LEVELS = ['host', 'rack', 'row', 'power', 'hall', 'site'] as const
export type SurvivalLevel = (typeof SURVIVAL_LEVELS)[number]

/** From the best to the worst; what nobody can say may be lost, and is not known to be. */
export const VERDICTS = ['kept', 'reduced', 'unknown', 'lost'] as const
export type Verdict = (typeof VERDICTS)[number]

export const SURVIVAL_REASONS = [
  /** As many copies are left at the site as carry the load. */
  'enough copies left',
  /** Some are left, fewer than carry the load. */
  'fewer copies than needed',
  /** None is left, and no other site carries it. */
  'no copy left',
  /** Too few are left here; the other site runs it as well and carries all of its load. */
  'other site carries',
  /** Too few are left here; the standby takes over within its recovery time. */
  'standby takes over',
  /** What is lost stands by only; the active site goes on. */
  'active site goes on',
  /** It runs by a timetable: it is made again, at this site or at its next time. */
  'runs again',
  /** Nothing of it is meant to run here. */
  'nothing runs here',
  /** None is left; the other site carried it when it was last heard, which is too long ago. */
  'other site not heard',
  /** Nobody knows where its copies are, or what they rest on. */
  'not known',
] as const
export type SurvivalReason = (typeof SURVIVAL_REASONS)[number]
