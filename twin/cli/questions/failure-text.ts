import type { CoolingFailure, Overheat } from '../../analysis/cooling/cooling-failure.ts'
import type { FailureAnswer, Overload } from '../../analysis/failover/answer.ts'
import type { BatteryEnd, Failure } from '../../analysis/failover/failure.ts'
import type { Fate } from '../../analysis/failover/fates.ts'
import { isWithin, parentPath } from '../../model/path.ts'
import { count, place, power, share, time, usage } from './figures-text.ts'
import { overheatText } from './overheat-text.ts'

/** A list longer than this is cut; --json has all of it. */
const MOST_LINES = 12

/** A failure for people. */
export function failureText({ lost, before, atOnce, later }: Failure, cooling: CoolingFailure): string {
  const lines = [`If ${lost.join(' and ')} fail${lost.length === 1 ? 's' : ''}`]
  if (before.trips.length > 0)
    lines.push(
      '',
      'Even if nothing fails, by the loads that are taken',
      ...entry('opens', before.trips.map(trip)),
      ...entry('down', before.down),
    )
  lines.push(
    '',
    later ? 'At once, while batteries last' : 'At once and for good',
    ...answerLines(atOnce, cooling.atOnce, cooling.overloads.atOnce),
  )
  if (later) {
    lines.push('', 'When batteries are empty', ...later.ends.flatMap(end))
    lines.push(
      '',
      'When the last battery is empty',
      ...answerLines(later.answer, cooling.later ?? [], cooling.overloads.later),
    )
  }
  return lines.join('\n')
}

/** Which batteries are empty when, and what that takes down. */
function end({ afterSeconds, down, paths, throttled }: BatteryEnd): string[] {
  const when = Number.isFinite(afterSeconds) ? `after ${time(afterSeconds)}` : 'nobody knows when'
  return [
    ...entry(when, paths),
    ...entry('down', grouped(down)),
    ...(throttled.length > 0 ? entry('throttled', grouped(throttled)) : []),
  ]
}

function answerLines(answer: FailureAnswer, overheats: readonly Overheat[], coolers: readonly Overload[]): string[] {
  const { down, exposed, onBattery, onGenerator, overloads, throttled, trips } = answer
  return [
    ...entry('opens', trips.map(trip)),
    ...entry('down', grouped(down)),
    ...entry('services hit', services([...down, ...throttled])),
    ...ports(down),
    ...entry('throttled', grouped(throttled)),
    ...entry('overloaded', [...overloads, ...coolers].map(overload)),
    ...entry('lost redundancy', exposedBy(exposed)),
    ...entry('cooling lost', overheats.map(overheatText)),
    ...entry(
      'on battery',
      onBattery.map(({ path, watts, atLeast, seconds, how }) => {
        const least = atLeast ? 'at least ' : ''
        const lasts = Number.isNaN(seconds)
          ? 'for how long is not known'
          : `${atLeast ? 'at most' : 'about'} ${time(seconds)}`
        return `${path}  ${least}${power(watts)}, ${lasts} (${how})`
      }),
    ),
    ...entry(
      'on generator',
      onGenerator.map(({ path, watts, startSeconds, fuelSeconds }) => {
        const start = startSeconds === undefined ? 'start not known' : `starts in ${time(startSeconds)}`
        const fuel = fuelSeconds === undefined ? 'fuel not known' : `fuel for about ${time(fuelSeconds)}`
        return `${path}  ${power(watts)}, ${start}, ${fuel}`
      }),
    ),
  ]
}

function trip({ path, bank, does, after, use }: FailureAnswer['trips'][number]): string {
  return `${place(path, bank)} ${does} after ${time(after)} at ${usage(use)}`
}

function entry(title: string, lines: readonly string[]): string[] {
  const shown = lines.length === 0 ? ['nothing'] : lines.slice(0, MOST_LINES)
  if (lines.length > MOST_LINES) shown.push(`… and ${count(lines.length - MOST_LINES)} more (--json has all)`)
  return shown.map((line, number) => `  ${(number === 0 ? title : '').padEnd(16)}${line}`)
}

/** What is down, by why: the place that holds all of it, racks and things. */
function grouped(fates: readonly Fate[]): string[] {
  const groups = new Map<string, Fate[]>()
  for (const fate of fates) {
    const ends = fate.causes.filter(({ what }) => what !== 'has no power')
    const why = ends.map(({ path, bank, what }) => `${place(path, bank)} ${what}`).join(', ')
    groups.set(why, [...(groups.get(why) ?? []), fate])
  }
  return [...groups].map(([why, members]) => {
    const racks = new Set(members.map(({ path }) => parentPath(path))).size
    const within = members.map(({ path }) => path).reduce(commonPath)
    const things = members.length === 1 ? '' : `  ${count(members.length)} things in ${count(racks)} places`
    return `${within}${things}, ${watts(members)}, because ${why}`
  })
}

function commonPath(one: string, other: string): string {
  let path = one
  while (path !== '' && !isWithin(other, path)) path = parentPath(path)
  return path
}

function services(fates: readonly Fate[]): string[] {
  const byName = new Map<string, Fate[]>()
  for (const fate of fates) {
    if (fate.service === undefined) continue
    byName.set(fate.service, [...(byName.get(fate.service) ?? []), fate])
  }
  return [...byName].map(
    ([service, members]) =>
      `${service}  ${count(members.length)} device${members.length === 1 ? '' : 's'}, ${watts(members)}`,
  )
}

/** Network ports that went with network devices; no line where none went. */
function ports(down: readonly Fate[]): string[] {
  const devices = down.flatMap(({ ports }) => (ports === undefined ? [] : [ports]))
  if (devices.length === 0) return []
  const known = devices.filter((number) => !Number.isNaN(number))
  const sum = count(known.reduce((total, number) => total + number, 0))
  const of = `${count(devices.length)} network device${devices.length === 1 ? '' : 's'}`
  return entry('network ports', [`${known.length === devices.length ? sum : `at least ${sum}`} of ${of}`])
}

/** What has lost its second way, by what it rests on now. */
function exposedBy(exposed: FailureAnswer['exposed']): string[] {
  const groups = new Map<string, number>()
  for (const { restsOn } of exposed) {
    const [nearestSource = ''] = restsOn
    groups.set(nearestSource, (groups.get(nearestSource) ?? 0) + 1)
  }
  return [...groups]
    .sort(([, one], [, other]) => other - one)
    .map(
      ([on, devices]) =>
        `${count(devices)} device${devices === 1 ? '' : 's'} now rest${devices === 1 ? 's' : ''} on ${on} alone`,
    )
}

function overload({ path, bank, now, after }: Overload): string {
  return `${place(path, bank)}  ${usage(after)}, now ${now ? share(now.share) : 'not known'}`
}

function watts(fates: readonly Fate[]): string {
  const known = fates.filter((fate) => !Number.isNaN(fate.watts))
  const sum = power(known.reduce((total, fate) => total + fate.watts, 0))
  return known.length === fates.length ? sum : `at least ${sum}`
}
