import type { RoomLearner } from './cooling/room-learner.ts'
import type { ServerContext } from './routes/server-context.ts'
import { Ticker } from './ticker.ts'
import { PLANNED_METRICS } from './values/planned-figures.ts'

/** What keeps values, alarms and pages in step with readings and time. */
export interface Beat {
  /** Something changed that pages should hear of. */
  wake(): void
  close(): void
}

interface BeatParts extends Pick<ServerContext, 'parts' | 'values' | 'alarms' | 'hub' | 'planned'> {
  readonly learner: RoomLearner
}

export function startBeat({ parts, values, alarms, hub, planned, learner }: BeatParts): Beat {
  const tick = () => {
    const now = parts.clock()
    const update = values.collect()
    alarms.evaluate(update, now)
    values.settle(now)
    if (update.treeGrew) hub.refreshScopes()
    const things = values.figures.moved
    hub.tick({ at: values.table.newest, things, points: update.points })
  }
  const sweep = () => {
    const now = parts.clock()
    values.table.sweep(now)
    // Its failures become alarms; it never throws for the collector's or the disk's sake.
    void alarms.sweep(parts.clock)
    if (hub.watched().has('age'))
      hub.tick({ at: values.table.newest, things: { age: values.ages.update(now) }, points: [] })
    void learner.look(now)
    const watched = hub.watched()
    if (PLANNED_METRICS.some((metric) => watched.has(metric)))
      void planned.refresh(now).then((things) => things && hub.tick({ at: values.table.newest, things, points: [] }))
    ticker.wake()
  }
  tick()
  const ticker = new Ticker(tick, sweep)
  const leave = parts.live.subscribe((batch) => {
    values.take(batch, parts.clock())
    ticker.wake()
  })
  return {
    wake: () => ticker.wake(),
    close: () => {
      leave()
      ticker.close()
    },
  }
}
