import { MessageChannel } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { days } from '../../../kit/testing/office-calendar.ts'
import { smallProgramme } from '../../../kit/testing/small-programme.ts'
import type { Ratio } from '../../../model/units.ts'
import type { FromRisk } from './risk-messages.ts'
import { riskView } from './risk-source.ts'
import { serveRisk } from './serve-risk.ts'

/** Building takes from ten to forty days, twenty most likely; the rest is certain. */
function uncertain() {
  const small = smallProgramme()
  const estimate = { low: days(10), likely: days(20), high: days(40) }
  return { ...small, activities: small.activities.map((one) => (one.id === 'build' ? { ...one, estimate } : one)) }
}

test('the risk of a programme: the days that half and four of five runs keep, and what drives them', () => {
  const asked = { programme: uncertain(), runs: 2_000, seed: 1 }
  const view = riskView(asked)
  // The triangle over 10, 20, 40 has its half at 22.7 days and four fifths at 29.0: fifteen days of work come after it.
  expect(view?.finish).toEqual({ p50: '2026-10-28', p80: '2026-11-05' })
  expect(view?.handOvers.map(({ activity }) => activity)).toEqual(['fit'])
  expect(view?.drivers).toHaveLength(1)
  expect(view?.drivers[0]).toMatchObject({ activity: 'build', correlation: expect.closeTo(1, 2) })
  expect(view?.shared).toEqual([])
  expect(riskView({ ...asked, programme: smallProgramme() })).toBeUndefined()
  const certain = { low: days(5), likely: days(5), high: days(5) }
  const risks = [
    { id: 'flood', name: 'Flood', chance: 0.5 as Ratio, adds: new Map([['fit', certain]]), source: 'assumed' as const },
  ]
  const struck = riskView({ ...asked, programme: { ...smallProgramme(), risks } })
  // Five working days more are a week, in half of the runs.
  expect(struck?.shared).toEqual([
    {
      ...{ id: 'flood', name: 'Flood', chance: 0.5, activities: ['fit'], later: expect.closeTo(7, 6) },
      most: { activity: 'fit', later: expect.closeTo(7, 6) },
    },
  ])
})

test('the thread answers in order, and does not compute what nobody waits for any more', async () => {
  const { port1, port2 } = new MessageChannel()
  serveRisk(port1)
  const answers: FromRisk[] = []
  const three = new Promise<void>((resolve) => {
    port2.on('message', (answer: FromRisk) => {
      if (answers.push(answer) === 3) resolve()
    })
  })
  const ask = (id: number, runs: number) =>
    port2.postMessage({ id, call: 'risk', programme: uncertain(), runs, seed: 1 })
  ask(1, 10)
  ask(2, 10)
  port2.postMessage({ id: 2, call: 'cancel' })
  ask(3, 0)
  ask(4, 10)
  await three
  expect(answers.map(({ id, type }) => [id, type])).toEqual([
    [1, 'result'],
    [3, 'refused'],
    [4, 'result'],
  ])
  port2.postMessage({ id: 5, call: 'stop' })
  port2.close()
})
