import type { LiveFeed } from '../../model/live-feed.ts'
import type { ServerContext } from '../routes/server-context.ts'
import { SpaceUse } from '../values/space-use.ts'
import { ValuePlane } from '../values/value-plane.ts'
import type { DatedEstate } from './dated-estates.ts'

/** Nothing is measured on a day that has not come. */
const SILENT: LiveFeed = {
  points: { size: 0, definition: () => undefined, indexOf: () => undefined },
  subscribe: () => () => undefined,
}

/** What a view of one thing is made from. */
export type ThingContext = Pick<ServerContext, 'values' | 'spaceUse'> & {
  readonly parts: Pick<ServerContext['parts'], 'estate' | 'clock'>
  readonly alarms: Pick<ServerContext['alarms'], 'under'>
}

/** The same of a day on which nothing is measured and nothing alarms. */
export function contextOn({ parts }: ServerContext, { estate }: DatedEstate): ThingContext {
  const values = new ValuePlane(estate, SILENT)
  return {
    values,
    spaceUse: new SpaceUse(estate, values.tree),
    parts: { estate, clock: parts.clock },
    alarms: { under: () => [] },
  }
}
