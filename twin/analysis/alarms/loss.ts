import type { Estate } from '../../model/estate.ts'
import type { Alarm } from './alarm.ts'

/** What a loss goes down by: power, cooling, the input of one UPS, or the sight of what is read through a gateway. */
export type WayDown = 'power' | 'cooling' | 'input' | 'sight'

/** What an alarm says is lost. */
export interface Loss {
  readonly way: WayDown
  readonly path: string
  /** Of several alarms about the same loss the least says most. */
  readonly rank: number
}

/** Alarms that say that a thing has no power; the first say it of all of it. */
const WITHOUT_POWER: readonly string[] = [
  'supply-without-power',
  'feed-without-power',
  'side-without-power',
  'voltage-low',
  'circuit-open',
]
/** Alarms that a thing without power has for that alone. */
const FOR_WANT_OF_POWER: ReadonlySet<string> = new Set([
  ...WITHOUT_POWER,
  'ups-on-battery',
  'cooler-stopped',
  'device-down',
  'stale',
])
/** And for want of cold air or water. */
const FOR_WANT_OF_COOLING: ReadonlySet<string> = new Set(['cooler-stopped', 'intake-temperature-high'])
const INPUT = /^input(?:-|$)/

/** What is lost by what the alarm says; nothing for most. */
export function lossesOf(alarm: Alarm, estate: Estate): readonly Loss[] {
  const { rule, path } = alarm
  if (rule === 'gateway-down') return [{ way: 'sight', path: alarm.point ?? '', rank: 0 }]
  if (rule === 'cooler-stopped') return [{ way: 'cooling', path, rank: 0 }]
  if (rule === 'ups-on-battery') return alarm.severity === 'critical' ? [{ way: 'input', path, rank: 0 }] : []
  const rank = WITHOUT_POWER.indexOf(rule)
  if (rank < 0) return []
  const thing = estate.find(path)
  // A dip is no loss.
  if (rule === 'voltage-low' && alarm.severity !== 'critical') return []
  if (rule === 'voltage-low' && isInput(alarm, estate)) return [{ way: 'input', path, rank: 1 }]
  return [{ way: 'power', path: thing?.kind === 'meter' ? thing.measures : path, rank }]
}

/** By which ways it can have come to the alarm's thing. */
export function waysDownTo({ rule, point }: Alarm): readonly WayDown[] {
  const ways: WayDown[] = []
  if (rule === 'voltage-low' && point !== null && INPUT.test(point)) ways.push('input')
  if (FOR_WANT_OF_POWER.has(rule)) ways.push('power')
  if (FOR_WANT_OF_COOLING.has(rule)) ways.push('cooling')
  if (rule === 'device-down') ways.push('sight')
  return ways
}

/** Of the input of a UPS: its output may well have power. */
function isInput({ path, point }: Alarm, estate: Estate): boolean {
  return point !== null && INPUT.test(point) && estate.find(path)?.kind === 'ups'
}
