import type { Estate } from '../../model/estate.ts'
import type { Thing } from '../../model/things.ts'
import type { ThingAnswer } from '../../protocol/rest.ts'
import type { ThingContext } from '../dated/dated-context.ts'
import { healthOf } from '../values/health-of.ts'
import { alarmView, byUrgency } from './alarm-view.ts'
import { brief } from './brief.ts'
import { pointView } from './point-view.ts'
import { powerChains } from './power-chains.ts'
import { thingFigures } from './thing-figures.ts'

const MOST_POINTS = 5_000
const MOST_ALARMS = 100
/** A feed or a panel feeds hundreds; a utility, through its transformers, a handful. */
const MOST_FED = 1_000

/** One thing with all it connects to. */
export function thingView(context: ThingContext, thing: Thing): ThingAnswer {
  const { alarms, parts, values } = context
  const { estate } = parts
  const children = estate.children(thing.path)
  const own = values.points.ofThing(thing.index)
  // A rack is read through its probes and rack PDUs: their points come with it, not a further question each.
  const points =
    thing.kind === 'rack' ? [...own, ...children.flatMap((child) => values.points.ofThing(child.index))] : own
  const slugs = new Set([thing, ...children].flatMap((one) => (one.kind === 'device' ? one.type : [])))
  const types = [...slugs].flatMap((slug) => estate.deviceType(slug) ?? [])
  return {
    thing: { ...thing },
    ancestors: ancestorsOf(estate, thing).map(brief),
    children: children.map((child) => ({ ...child })),
    deviceTypes: Object.fromEntries(types.map((type) => [type.slug, { ...type }])),
    points: points.slice(0, MOST_POINTS).map((point) => pointView(values.table, point)),
    powerChains: powerChains(values, thing),
    feeds: estate.fedBy(thing.path).slice(0, MOST_FED).map(brief),
    health: healthOf(values.figures.health[thing.index]),
    figures: thingFigures(context, thing),
    alarms: [...alarms.under(thing.path)]
      .sort(byUrgency)
      .slice(0, MOST_ALARMS)
      .map((alarm) => alarmView(estate, alarm)),
  }
}

function ancestorsOf(estate: Estate, thing: Thing): Thing[] {
  const above: Thing[] = []
  for (let one = estate.parent(thing); one; one = estate.parent(one)) above.unshift(one)
  return above
}
