import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { epochMs } from '../../model/units.ts'
import { JUDGED_PLAN, ListedCloud, nodeAt, podAt } from '../testing/listed-cloud.ts'
import { CloudPlane } from './cloud-plane.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

test('pages are told when a cluster has been away for five minutes, though nothing else happens', async () => {
  const cloud = new ListedCloud()
  const told: number[] = []
  const plane = new CloudPlane(
    cloud,
    () => epochMs(Date.now()),
    (revision) => told.push(revision),
  )
  cloud.has([podAt('web-1', nodeAt('a', 1))], { state: 'away', since: Date.now() })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(told).toEqual([2])
  await plane.all()
  await vi.advanceTimersByTimeAsync(298_999)
  expect(told).toEqual([2])
  // The moment, and the second that changes wait for one another.
  await vi.advanceTimersByTimeAsync(1_001)
  expect(told).toEqual([2, 3])
  await plane.all()
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(told).toEqual([2, 3])
  plane.close()
})

test('a plan is pending once it is judged, and the catalogue is not read where there is none', async () => {
  const clock = () => epochMs(Date.now())
  const without = new CloudPlane(new ListedCloud(), clock, () => undefined)
  expect(await without.pending()).toBeUndefined()
  without.close()
  const cloud = new ListedCloud({ name: 'plan.json', text: '{}', site: undefined })
  cloud.answer = JUDGED_PLAN
  const release = cloud.hold()
  const plane = new CloudPlane(cloud, clock, () => undefined)
  await vi.advanceTimersByTimeAsync(0)
  expect(await plane.pending()).toBeUndefined()
  release()
  await vi.advanceTimersByTimeAsync(0)
  expect(await plane.pending()).toMatchObject({ name: 'plan.json', plan: { site: 'belgrade' } })
  plane.close()
})

test('a plan that is judged after the end is told to nobody', async () => {
  const cloud = new ListedCloud({ name: 'plan.json', text: '{}', site: undefined })
  const release = cloud.hold()
  const told: number[] = []
  const plane = new CloudPlane(
    cloud,
    () => epochMs(Date.now()),
    (revision) => told.push(revision),
  )
  await vi.advanceTimersByTimeAsync(0)
  expect(cloud.judged).toHaveLength(1)
  plane.close()
  release()
  await vi.advanceTimersByTimeAsync(5_000)
  expect([told, vi.getTimerCount()]).toEqual([[], 0])
})
