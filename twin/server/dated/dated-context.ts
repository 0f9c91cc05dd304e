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

/**
 * The same of another day, on which nothing alarms.
 * @param values what was measured; nothing where left out
 */
export function contextOn(
  { parts }: ServerContext,
  { estate }: DatedEstate,
  values = new ValuePlane(estate, SILENT),
): ThingContext {
  return {
    values,
    spaceUse: new SpaceUse(estate, values.tree),
    parts: { estate, clock: parts.clock },
    alarms: { under: () => [] },
  }
}
