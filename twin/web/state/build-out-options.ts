import { MEASURES, type Measure } from '../../analysis/build-out/readiness.ts'
import { isSegment } from '../../model/path.ts'

/** What curves are told in. */
export const CURVE_MEASURES = ['money', ...MEASURES] as const
export type CurveMeasure = 'money' | Measure

/** How far a part of the build-out is on a day. */
export const BUILD_STATES = ['late', 'under-construction', 'planned', 'commissioned'] as const
export type BuildState = (typeof BUILD_STATES)[number]

/** What stands on a side of a comparison besides the baselines: the dates as they are. */
export const AS_IT_STANDS = 'now'

/** What a view of the build-out adds to its address. */
export interface BuildOutOptions {
  /** Of the slider, ISO; undefined is today. */
  readonly day: string | undefined
  /** Id of the baseline that performance is told against; undefined is the server's choice. */
  readonly baseline: string | undefined
  /** What stands side by side: ids of baselines, or `now`. */
  readonly compare: readonly [string, string] | undefined
  readonly scenario: string | undefined
  /** What is supposed, as the server reads it: work on top of an activity by its calendar, `shell:6w`, `shell:4800` in minutes. */
  readonly delays: readonly string[]
  readonly measure: CurveMeasure
  /** What the parts are narrowed to. */
  readonly state: BuildState | undefined
  /** Id of the activity that is selected. */
  readonly activity: string | undefined
}

/** As a link without any options has it. */
export const AT_FIRST_BUILD_OUT: BuildOutOptions = {
  day: undefined,
  baseline: undefined,
  compare: undefined,
  scenario: undefined,
  delays: [],
  measure: 'area',
  state: undefined,
  activity: undefined,
}

/** As many as the server takes. */
const MOST_DELAYS = 100
const DELAY = /^([a-z0-9-]+):-?\d{1,7}[wdh]?$/

/** Never fails: what is no option is as at first. */
export function readBuildOut(query: URLSearchParams): BuildOutOptions {
  return {
    day: readDay(query.get('day')),
    baseline: segment(query.get('baseline')),
    compare: readSides(query.get('compare')),
    scenario: segment(query.get('scenario')),
    delays: query.getAll('delay').filter(isDelay).slice(0, MOST_DELAYS),
    measure: CURVE_MEASURES.find((measure) => measure === query.get('measure')) ?? AT_FIRST_BUILD_OUT.measure,
    state: BUILD_STATES.find((state) => state === query.get('state')),
    activity: segment(query.get('activity')),
  }
}

/** Leaves out what is as at first. */
export function writeBuildOut(options: BuildOutOptions, query: URLSearchParams): void {
  const { day, baseline, compare, scenario, delays, measure, state, activity } = options
  if (day !== undefined) query.set('day', day)
  if (baseline !== undefined) query.set('baseline', baseline)
  if (compare !== undefined) query.set('compare', compare.join())
  if (scenario !== undefined) query.set('scenario', scenario)
  for (const delay of delays) query.append('delay', delay)
  if (measure !== AT_FIRST_BUILD_OUT.measure) query.set('measure', measure)
  if (state !== undefined) query.set('state', state)
  if (activity !== undefined) query.set('activity', activity)
}

function isDelay(text: string): boolean {
  return isSegment(DELAY.exec(text)?.[1] ?? '')
}

function readSides(text: string | null): readonly [string, string] | undefined {
  const [one, other, ...more] = (text ?? '').split(',')
  if (one === undefined || other === undefined || more.length > 0) return undefined
  return isSegment(one) && isSegment(other) ? [one, other] : undefined
}

/** A day that the calendar has. */
function readDay(text: string | null): string | undefined {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? text : undefined
}

function segment(text: string | null): string | undefined {
  return text !== null && isSegment(text) ? text : undefined
}
