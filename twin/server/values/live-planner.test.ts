import { describe, expect, test } from 'vitest'
import { EstateAnswers } from '../../analysis/answers/estate-answers.ts'
import type { Measurement } from '../../analysis/reconcile/measurement.ts'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { LivePlanner } from './live-planner.ts'

/** A server that is declared to draw 1,000 W, on one rack PDU that is measured. */
function opened(measured: () => readonly Measurement[]) {
  const estate = new PowerEstate()
    .utility('grid')
    .ups('ups', { from: 'grid' })
    .rack('rack')
    .pdu('rack/pdu', { from: 'ups' })
  const answers = new EstateAnswers(estate.device('rack/server', ['rack/pdu'], 1000).build())
  let now = 0
  let taken = 0
  const take = answers.take.bind(answers)
  answers.take = (measurements) => {
    taken++
    return take(measurements)
  }
  const planner = new LivePlanner(
    answers,
    () => ({ measurements: measured(), rooms: [] }),
    () => now,
  )
  const upsWatts = async () => {
    const chain = await planner.chain('s/ups')
    return Math.round(chain.find(({ path }) => path === 's/ups')?.watts ?? Number.NaN)
  }
  return { planner, upsWatts, taken: () => taken, pass: (seconds: number) => (now += seconds) }
}

const at = (watts: number, ageSeconds = 1): Measurement => ({ path: 's/rack/pdu', watts, ageSeconds })

describe('a planner with live values', () => {
  test('answers from what is measured, and says so', async () => {
    const { planner, upsWatts } = opened(() => [at(600)])
    expect(await upsWatts()).toBe(600)
    expect(await planner.basis()).toEqual({ loads: 'measured', measured: 0, allocated: 1, devices: 1 })
  })

  test('answers from what is declared where nothing is measured, or only long ago, and says so', async () => {
    const { planner, upsWatts } = opened(() => [at(600, 301)])
    expect(await upsWatts()).toBe(1000)
    expect(await planner.basis()).toEqual({ loads: 'declared', measured: 0, allocated: 0, devices: 1 })
  })

  test('takes newer values once a minute, however many ask', async () => {
    let watts = 600
    const { pass, taken, upsWatts } = opened(() => [at(watts)])
    await Promise.all([upsWatts(), upsWatts(), upsWatts()])
    expect(taken()).toBe(1)
    watts = 800
    pass(59)
    expect(await upsWatts()).toBe(600)
    pass(1)
    expect(await upsWatts()).toBe(800)
    expect(taken()).toBe(2)
  })

  test('lets no more wait than it can answer soon, and answers again when they are through', async () => {
    const { upsWatts } = opened(() => [at(600)])
    const all = await Promise.allSettled(Array.from({ length: 40 }, upsWatts))
    const refused = all.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
    expect(refused).toHaveLength(8)
    expect(refused[0]).toContain('32 questions wait')
    expect(await upsWatts()).toBe(600)
  })

  test('falls back to what is declared when measuring ends', async () => {
    let measured: readonly Measurement[] = [at(600)]
    const { pass, upsWatts } = opened(() => measured)
    expect(await upsWatts()).toBe(600)
    measured = []
    pass(60)
    expect(await upsWatts()).toBe(1000)
  })
})
