import { describe, expect, test } from 'vitest'
import { epochMs } from '../../model/units.ts'
import { PlannedFigures } from './planned-figures.ts'

const none = () => Promise.reject(new Error('not asked for here'))
const column = (...values: number[]) => Float32Array.from(values)

function planned(failoverUse: () => Promise<Float32Array>) {
  const messages: string[] = []
  const empty = column(Number.NaN, Number.NaN)
  const figures = async () => ({
    failoverUse: await failoverUse(),
    coolingUse: empty,
    freeRun: empty,
    stranded: empty,
    confidence: empty,
  })
  const planner = {
    ...{ fail: none, capacity: none, chain: none, place: none, unborne: none, relieve: none, release: none },
    ...{ take: none, basis: none, reserve: none },
    figures,
  }
  return { messages, figures: new PlannedFigures(planner, (message) => messages.push(message)) }
}

describe('figures of the planner', () => {
  test('are not known before they came, and say what moved', async () => {
    const answers = [column(0.5, Number.NaN), column(0.5, 0.75)]
    const { figures } = planned(async () => answers.shift() ?? column())
    expect(figures.of('failover-use', 0)).toBeNaN()
    expect((await figures.refresh(epochMs(1_000)))?.['failover-use']).toEqual([0])
    expect(figures.of('failover-use', 0)).toBe(0.5)
    expect(await figures.refresh(epochMs(60_999)), 'within a minute').toBeUndefined()
    expect((await figures.refresh(epochMs(61_000)))?.['failover-use']).toEqual([1])
  })

  test('are asked for once at a time, and anew when the clock was set back', async () => {
    let asked = 0
    const { figures } = planned(async () => {
      asked++
      return column(0.5)
    })
    await Promise.all([figures.refresh(epochMs(100_000)), figures.refresh(epochMs(200_000))])
    expect(asked).toBe(1)
    await figures.refresh(epochMs(50_000))
    expect(asked).toBe(2)
  })

  test('stay as they were where the planner fails, which is said', async () => {
    const answers = [() => column(0.5), () => Promise.reject(new Error('the thread ended'))]
    const { figures, messages } = planned(async () => (answers.shift() ?? (() => column()))())
    await figures.refresh(epochMs(0))
    expect(await figures.refresh(epochMs(60_000))).toBeUndefined()
    expect(figures.of('failover-use', 0)).toBe(0.5)
    expect(messages).toEqual(['The planner gave no figures: the thread ended'])
  })
})
