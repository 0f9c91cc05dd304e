import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { curvesOf } from '../../analysis/build-out/curves.ts'
import { programmeStatus } from '../../analysis/build-out/programme-status.ts'
import { finishDay } from '../../model/wall-minute.ts'
import { shippedFolder } from '../estate-folder.ts'
import { readProgramme } from './read-programme.ts'

const path = join(shippedFolder(), 'scenarios', 'worked-example.yaml')
const programme = readProgramme(await readFile(path), 'worked-example.yaml')
const status = programmeStatus(programme)
const curves = curvesOf(status, programme.baselines[0])
const curveOf = (measure: string) => {
  const curve = curves.find((one) => one.measure === measure)
  if (!curve || 'why' in curve.performance) throw new Error(`${measure} is not measured`)
  return { ...curve, performance: curve.performance }
}

// By hand. Every day is worked, and on every day of the plan 10,000 EUR are planned. By 31 May 151 days have gone by, of 212 of all fitting.
describe('the worked example', () => {
  test('says in both languages that it is made up', () => {
    expect(programme.isScenario).toBe(true)
    expect([programme.name, programme.note]).toEqual([
      expect.stringContaining('made up'),
      expect.stringContaining('made up'),
    ])
    expect([programme.nameSr, programme.noteSr]).toEqual([
      expect.stringContaining('измишљено'),
      expect.stringContaining('измишљени'),
    ])
  })

  test('in money: PV 1,510,000, EV 1,355,000, AC 1,500,000 of 2,120,000', () => {
    const { ends, performance, planned } = curveOf('money')
    expect(ends.slice(0, 9)).toEqual([
      ...['2025-12-31', '2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'],
      ...['2026-06-30', '2026-07-31', '2026-08-31'],
    ])
    const rounded = (amounts: readonly number[]) => amounts.map((amount) => Math.round(amount))
    const [k, plan] = [1_000, rounded(planned)]
    expect(plan.slice(0, 8)).toEqual([0, 310 * k, 590 * k, 900 * k, 1_200 * k, 1_510 * k, 1_810 * k, 2_120 * k])
    // 30, 60, 85 % of 900,000; all of it with 40 % of 300,000; both with half of 310,000.
    expect(rounded(performance.earned)).toEqual([0, 270 * k, 540 * k, 765 * k, 1_020 * k, 1_355 * k])
    expect(performance.spent).toEqual([0, 280 * k, 600 * k, 880 * k, 1_120 * k, 1_500 * k])
    const { schedule, value } = performance
    expect(value.scheduleVariance).toBeCloseTo(-155_000, 3)
    expect(value.schedulePerformance).toBeCloseTo(1_355 / 1_510, 9)
    expect(value.costVariance).toBeCloseTo(-145_000, 3)
    expect(value.costPerformance).toBeCloseTo(1_355 / 1_500, 9)
    expect(value.estimateAtCompletion).toBeCloseTo((2_120_000 * 1_500) / 1_355, 3)
    // What is left, 765,000, over the money that is left, 620,000.
    expect(value.toCompletePerformance).toBeCloseTo(765 / 620, 9)
    // April's 1,200,000 are earned, and 155,000 of May's 310,000: four months and a half of five.
    expect(schedule.earned).toBeCloseTo(4.5, 9)
    expect([schedule.actual, schedule.performance]).toEqual([5, expect.closeTo(0.9, 9)])
  })

  test.each([
    ['area', 2_000, 1_000, 500],
    ['racks', 400, 200, 100],
  ])('in %s: the second room misses its day, a month is lost', (measure, budget, planned, earned) => {
    const { performance } = curveOf(measure)
    expect(performance.value).toMatchObject({ budget, planned, earned, schedulePerformance: 0.5 })
    expect(performance.schedule).toMatchObject({ earned: 4, actual: 5, performance: 0.8 })
  })

  test('in MW: what was to be ready in May is, though fifteen days late', () => {
    const { performance } = curveOf('power')
    expect(performance.value).toMatchObject({ budget: 4e6, planned: 1e6, earned: 1e6, schedulePerformance: 1 })
    expect(performance.schedule).toMatchObject({ earned: 5, actual: 5, performance: 1 })
  })

  test('comes to its end later: 15.5 days are left of the second room, then 61 and 10', () => {
    // From 1 June: until noon of 16 June, until noon of 16 August, until noon of 26 August.
    const ends = ['room-2-fit', 'room-3-fit', 'room-3-test'].map((id) =>
      finishDay(status.dates.get(id)?.earlyFinish ?? (0 as never)),
    )
    expect(ends).toEqual(['2026-06-16', '2026-08-16', '2026-08-26'])
    expect(curveOf('money').expected.at(-1)).toBeCloseTo(2_120_000, 3)
    expect(curveOf('power').expected.at(-1)).toBe(4e6)
    // Of June's 30 days 15.5 go to what is left of the second room, 155,000, and 14.5 of 61 to the third.
    expect(curveOf('money').expected[6]).toBeCloseTo(1_355_000 + 155_000 + (610_000 * 14.5) / 61, 3)
  })
})
