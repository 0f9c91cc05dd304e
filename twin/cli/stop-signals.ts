import type { EventEmitter } from 'node:events'

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/**
 * Aborted by the first signal to stop, so that a program can end in order. A second one, of either kind, finds no listener and
 * ends the program at once: who asks twice does not want to wait, and what was accepted is on disk.
 */
export function stopSignals(program: Pick<EventEmitter, 'on' | 'off'>): AbortSignal {
  const stop = new AbortController()
  const onSignal = () => {
    for (const name of SIGNALS) program.off(name, onSignal)
    stop.abort()
  }
  for (const name of SIGNALS) program.on(name, onSignal)
  return stop.signal
}
