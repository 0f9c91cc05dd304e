import type { LiveFeed } from '../../model/live-feed.ts'

/** Resolves with the first accepted batch, after a while without one, or when it is time to stop. */
export function firstReading(live: Pick<LiveFeed, 'subscribe'>, withinMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(late)
      leave()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const leave = live.subscribe(done)
    const late = setTimeout(done, withinMs)
    signal.addEventListener('abort', done)
  })
}
