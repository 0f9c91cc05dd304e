import type { BuildOutActivity, BuildOutView } from '../../../../protocol/build-out.ts'

type Given = Partial<BuildOutActivity> & Pick<BuildOutActivity, 'id' | 'package' | 'start' | 'finish'>

const activity = (given: Given): BuildOutActivity => ({
  name: given.id,
  calendar: 'office',
  kind: given.start === given.finish ? 'milestone' : 'task',
  source: 'assumed',
  lateStart: given.start,
  lateFinish: given.finish,
  totalFloat: 0,
  freeFloat: 0,
  dayMinutes: 480,
  duration: 0,
  isCritical: false,
  isLongest: false,
  done: null,
  started: null,
  finished: null,
  reported: null,
  due: null,
  baselines: {},
  moved: 0,
  ...given,
})

const ended = (day: string) => ({
  done: 1,
  started: day,
  finished: day,
  reported: { at: day, by: 'press', source: 'press' as const },
})
const works = (id: string) => ({ id, name: id, place: `site/${id}`, source: 'press' as const, budget: null })

/** On 20 November 2026: the first house stands, the second comes 31 days after what the baseline wanted, the third has no day that it must keep. */
export function smallView(): BuildOutView {
  return {
    version: '1',
    currency: 'EUR',
    dataDate: '2026-11-20',
    hasRisk: true,
    isScenario: false,
    scenario: null,
    delays: [],
    fault: null,
    baseline: 'first',
    baselines: [{ id: 'first', name: 'As agreed', set: '2025-01-01' }],
    scenarios: [],
    calendars: [],
    packages: [works('one'), works('two'), works('three')],
    activities: [
      activity({
        ...{ id: 'one-ready', package: 'one', start: '2025-12-31', finish: '2025-12-31', handsOver: { area: 4_700 } },
        ...{ ...ended('2025-12-31'), baselines: { first: ['2025-12-31', '2025-12-31'] } },
      }),
      activity({ id: 'two-works', package: 'two', start: '2026-01-01', finish: '2028-01-31', gate: 'construction' }),
      activity({
        ...{ id: 'two-ready', package: 'two', start: '2028-01-31', finish: '2028-01-31', due: '2027-12-31' },
        ...{ handsOver: { area: 5_000 }, baselines: { first: ['2027-12-31', '2027-12-31'] } },
      }),
      activity({ id: 'three-works', package: 'three', start: '2028-03-01', finish: '2030-06-05' }),
      activity({ id: 'three-tests', package: 'three', start: '2030-06-05', finish: '2030-06-05', level: 5 }),
      activity({
        ...{ id: 'three-ready', package: 'three', start: '2030-06-05', finish: '2030-06-05' },
        handsOver: { power: 40e6 },
      }),
    ],
    links: [],
    milestones: [
      milestone('one-ready', '2025-12-31', { isDone: true, planned: '2025-12-31', late: 0, float: null }),
      milestone('two-ready', '2028-01-31', { planned: '2027-12-31', due: '2027-12-31', late: 31 }),
      milestone('three-tests', '2030-06-05'),
      milestone('three-ready', '2030-06-05'),
    ],
    ready: {
      steps: [
        step('one', '2025-12-31', 'area', 4_700, true),
        step('two', '2028-01-31', 'area', 5_000),
        step('three', '2030-06-05', 'power', 40e6),
      ],
      untested: [],
      planned: { first: [step('one', '2025-12-31', 'area', 4_700), step('two', '2027-12-31', 'area', 5_000)] },
    },
    curves: [],
  }
}

function milestone(id: string, day: string, more: Partial<BuildOutView['milestones'][number]> = {}) {
  return { activity: id, day, isDone: false, planned: null, due: null, late: null, float: 0, ...more }
}

function step(of: string, day: string, measure: 'area' | 'power', amount: number, isBuilt = false) {
  return { day, isBuilt, measure, amount, activity: `${of}-ready`, package: of }
}
