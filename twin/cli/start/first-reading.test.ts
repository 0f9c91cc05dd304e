import { expect, test } from 'vitest'
import type { Batch } from '../../model/batch.ts'
import { firstReading } from './first-reading.ts'

const LONG_MS = 600_000
const BATCH: Batch = {
  point: new Uint32Array(0),
  at: new Float64Array(0),
  value: new Float64Array(0),
  quality: new Uint8Array(0),
}

function feed() {
  const listeners = new Set<(batch: Batch) => void>()
  return {
    listeners,
    subscribe: (listener: (batch: Batch) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

test('waits for a batch, and listens no longer', async () => {
  const live = feed()
  const waiting = firstReading(live, LONG_MS, new AbortController().signal)
  for (const listener of live.listeners) listener(BATCH)
  await waiting
  expect(live.listeners.size).toBe(0)
})

test('does not wait for equipment that is silent, nor when the program is to stop', async () => {
  const live = feed()
  await firstReading(live, 5, new AbortController().signal)
  const stop = new AbortController()
  const waiting = firstReading(live, LONG_MS, stop.signal)
  stop.abort()
  await waiting
  await firstReading(live, LONG_MS, stop.signal)
  expect(live.listeners.size).toBe(0)
})
