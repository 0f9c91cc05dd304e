import { expect, test } from 'vitest'
import { alarmsInWindow, FLOOD_ABOVE } from './flood.ts'

const MINUTE = 60_000

test('eleven alarms within ten minutes are a flood, ten are none', () => {
  const raised = Array.from({ length: 10 }, (_, i) => i * MINUTE)
  expect(alarmsInWindow(raised, 10 * MINUTE)).toBe(10)
  expect(FLOOD_ABOVE).toBe(10)
  raised.push(10 * MINUTE)
  expect(alarmsInWindow(raised, 10 * MINUTE)).toBe(11)
})

test('what is older than ten minutes is forgotten, so that the list stays short', () => {
  const raised = [0, MINUTE, 11 * MINUTE]
  expect(alarmsInWindow(raised, 12 * MINUTE)).toBe(1)
  expect(raised).toEqual([11 * MINUTE])
})
