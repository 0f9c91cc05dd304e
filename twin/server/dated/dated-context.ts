import type { Alarm } from '../../analysis/alarms/alarm.ts'
import { isWithin } from '../../model/path.ts'
import type { ServerContext } from '../routes/server-context.ts'
import type { DatedEstate } from './dated-estates.ts'

/** What a view of one thing is made from. */
export type ThingContext = Pick<ServerContext, 'values' | 'spaceUse'> & {
  readonly parts: Pick<ServerContext['parts'], 'estate' | 'clock'>
  readonly alarms: Pick<ServerContext['alarms'], 'under'>
}

/**
 * The same of another day.
 * @param values what was measured; nothing where left out
 * @param alarmed what alarmed; nothing where left out
 */
export function contextOn(
  { dated, parts }: ServerContext,
  { estate }: DatedEstate,
  values = dated.unmeasured(estate),
  alarmed: readonly Alarm[] = [],
): ThingContext {
  return {
    values,
    spaceUse: dated.space(estate),
    parts: { estate, clock: parts.clock },
    alarms: { under: (above) => alarmed.filter(({ path }) => above === '' || isWithin(path, above)) },
  }
}
