import { expect, test } from 'vitest'
import type { FieldTarget } from '../read/select.ts'
import { maintainRollUps, markLate, noProgress } from './maintenance.ts'

const QUARTER_MS = 900_000
const BEGIN = 1_700_000_100_000

/** Upkeep of a quarter that was rolled up, after so many points told late readings of it; what is rolled up again. */
async function rolledAgain(points: number): Promise<{ readonly fields: readonly string[]; readonly marks: number }> {
  const field = (name: string): FieldTarget => ({ measurement: 'rack', field: name })
  const progress = noProgress()
  progress.minutesUpTo = BEGIN + QUARTER_MS
  progress.quartersUpTo = BEGIN + QUARTER_MS
  for (let point = 0; point < points; point++) markLate(progress, BEGIN, point)
  const marks = progress.late.get(BEGIN)?.size ?? 0
  const fields: string[] = []
  const roller = {
    oldestRaw: async () => undefined,
    allFields: async () => [field('every one')],
    rollMinutes: async (targets: readonly FieldTarget[]) => {
      fields.push(...targets.map((target) => target.field))
      return 0
    },
    rollQuarters: async () => 0,
  }
  const now = BEGIN + QUARTER_MS + 30_000
  await maintainRollUps(
    roller,
    progress,
    now,
    0,
    (point) => field(`of ${point}`),
    async () => undefined,
  )
  return { fields, marks }
}

test('late readings of few points roll up those points again', async () => {
  expect((await rolledAgain(2)).fields).toEqual(['of 0', 'of 1'])
})

test('late readings of a whole estate, as a backlog has them, are remembered in little and roll up everything again', async () => {
  const { fields, marks } = await rolledAgain(30_000)
  // They are written to disk four times a second: a week has 672 quarters.
  expect(marks).toBeLessThanOrEqual(100)
  expect(fields).toEqual(['every one'])
})
