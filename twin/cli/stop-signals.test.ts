import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { stopSignals } from './stop-signals.ts'

test.each([
  ['SIGINT', 'SIGTERM'],
  ['SIGTERM', 'SIGINT'],
])('%s asks to stop in order; whichever comes next, %s too, ends the program as it does any other', (first, second) => {
  const program = new EventEmitter()
  const stop = stopSignals(program)
  expect(stop.aborted).toBe(false)
  program.emit(first)
  expect(stop.aborted).toBe(true)
  // Nobody listens any more: the system's own answer to a signal is to end the program.
  expect([program.listenerCount(first), program.listenerCount(second)]).toEqual([0, 0])
})
