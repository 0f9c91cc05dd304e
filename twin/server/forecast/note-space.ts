import { dayOf } from '../../analysis/forecast/daily-series.ts'
import type { Estate } from '../../model/estate.ts'
import type { EpochMs } from '../../model/units.ts'
import type { SpaceLog } from './space-log.ts'

const LOOK_EVERY_MS = 900_000

/**
 * Notes what space is taken, now and on each new day. What the disk refuses is told, and tried again a quarter of an hour later.
 * @returns ends it, when what is on its way is written
 */
export function noteSpace(
  space: SpaceLog,
  estate: Estate,
  clock: () => EpochMs,
  log: (message: string) => void,
): () => Promise<void> {
  let noting = Promise.resolve()
  const note = () => {
    noting = noting
      .then(() => space.note(dayOf(clock()), estate))
      .catch((error: unknown) => {
        log(`The day's taken rack units were not written: ${error instanceof Error ? error.message : String(error)}`)
      })
  }
  note()
  const timer = setInterval(note, LOOK_EVERY_MS)
  return () => {
    clearInterval(timer)
    return noting
  }
}
