import { expect, it } from 'vitest'
import { type JudgedPlan, planRows } from './plan-rows.ts'

const moment = (cpus: number, gpus: number, fit: number): JudgedPlan['before'] => ({
  ...{ fits: fit === 12, losses: { fit, of: 12 }, watts: 100 * cpus, kilowattHoursAYear: 876 * cpus },
  headroom: [{ site: 'a', left: { cpus, memoryGiB: 64, gpus } }],
  headroomAfterSiteLoss: [{ site: 'a', lost: 'b', left: { cpus: cpus - 10, memoryGiB: 32, gpus: 0 } }],
})

it('a plan’s figures are told before and after, with GPUs only where there are or will be some', () => {
  const plan: JudgedPlan = {
    ...{ state: 'judged', name: 'x', at: 0, from: 'file', site: 'a', accepted: false, uncounted: [], refusals: [] },
    ...{ before: moment(40, 0, 12), after: moment(30, -8, 11), ghosts: [] },
  }
  const told = planRows(plan).map(({ after, before, key, lost }) => [key, lost ?? '', before, after])
  expect(told).toEqual([
    ['watts', '', 4_000, 3_000],
    ['energy', '', 35_040, 26_280],
    ['losses', '', 12, 11],
    ['cpusLeft', '', 40, 30],
    ['memoryLeft', '', 64, 64],
    ['gpusLeft', '', 0, -8],
    ['cpusLeft', 'b', 30, 20],
    ['memoryLeft', 'b', 32, 32],
  ])
})
