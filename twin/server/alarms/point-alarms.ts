import { type Alarm, isActive } from '../../analysis/alarms/alarm.ts'
import type { AlarmRule } from '../../analysis/alarms/alarm-rule.ts'
import { ALARM_RULES } from '../../analysis/alarms/alarm-rules.ts'
import { dewPoint } from '../../analysis/alarms/dew-point.ts'
import {
  isAtRest,
  isQuiet,
  memoryOf,
  type Spec,
  SUBJECT_AT_REST,
  type SubjectMemory,
  severityOf,
  specOf,
  stepSubject,
} from '../../analysis/alarms/subject.ts'
import type { ThingPath } from '../../model/path.ts'
import type { Thing } from '../../model/things.ts'
import { epochMs } from '../../model/units.ts'
import type { MappedPoint } from '../values/point-map.ts'
import type { ValuePlane } from '../values/value-plane.ts'
import { type AlarmBook, type AlarmSubject, subjectKey } from './alarm-book.ts'
import { pointContext } from './point-context.ts'

/** A subject whose memory is not at rest, or whose alarm is not over. */
interface Live {
  readonly spec: Spec
  readonly subject: AlarmSubject
  memory: SubjectMemory
  /** The value now; NaN where there is none. */
  value: () => number
}

/**
 * Holds readings against the rules. Almost all subjects are quiet almost always: for them it is a comparison or two and nothing is
 * remembered; what trips, or has an alarm that is not over, is remembered by its key until it is quiet again.
 */
export class PointAlarms {
  readonly #specs: (readonly Spec[] | undefined)[] = []
  readonly #specsByLooks = new Map<string, readonly Spec[]>()
  readonly #live = new Map<string, Live>()
  /** 1 where a live subject rests on the point. */
  readonly #watched: number[] = []
  /** For a probe with both: the partner of its temperature is its humidity, and the other way round. */
  readonly #partner = new Map<
    number,
    { readonly temperature: number; readonly humidity: number; readonly specs: readonly Spec[] }
  >()
  readonly #rackSpecs = new Map<number, Spec>()

  constructor(
    private readonly values: ValuePlane,
    private readonly book: AlarmBook,
    private readonly rules: readonly AlarmRule[] = ALARM_RULES,
  ) {
    for (const rack of values.estate.ofKind('rack')) {
      for (const spec of this.#specsOf(rack, 'power-use')) {
        this.#rackSpecs.set(rack.index, spec)
        this.#resume(spec, subjectOf(spec, rack, null), () => this.#loadShare(rack.index))
      }
    }
  }

  /** Does something still decide whether the alarm of this subject goes on? */
  isLive(key: string): boolean {
    return this.#live.has(key)
  }

  /** Takes in points new to the directory. */
  place(points: readonly MappedPoint[]): void {
    for (const { index, thing, local } of points) {
      if (!thing) continue
      const specs = this.#specsOf(thing, local)
      if (specs.length > 0) this.#specs[index] = specs
      this.#pair(thing)
      for (const spec of specs)
        this.#resume(spec, subjectOf(spec, thing, local), () => this.values.table.fresh(index), index)
    }
  }

  /** After an update: the points that moved, and the racks whose use moved. */
  evaluate(points: readonly number[], racks: readonly number[], now: number): void {
    const { table } = this.values
    for (const point of points) {
      const specs = this.#specs[point]
      if (specs) {
        const value = table.fresh(point)
        for (const spec of specs) {
          if (this.#watched[point] !== 1 && isQuiet(spec, value)) continue
          const mapped = this.values.points.get(point)
          if (mapped?.thing)
            this.#wake(spec, subjectOf(spec, mapped.thing, mapped.local), () => table.fresh(point), now, point)
        }
      }
      this.#evaluateDewPoint(point, now)
    }
    for (const rack of racks) {
      const spec = this.#rackSpecs.get(rack)
      const thing = this.values.tree.thing(rack)
      const use = () => this.#loadShare(rack)
      if (!spec || !thing) continue
      const subject = subjectOf(spec, thing, null)
      if (this.#live.has(subjectKey(subject)) || !isQuiet(spec, use())) this.#wake(spec, subject, use, now)
    }
  }

  /** Lets delays run out: once a second. */
  sweep(now: number): void {
    for (const [key, live] of this.#live) this.#step(key, live, now)
  }

  #loadShare(rack: number): number {
    return this.values.figures.columns['power-use'][rack] as number
  }

  #evaluateDewPoint(point: number, now: number): void {
    const pair = this.#partner.get(point)
    if (!pair) return
    const { table } = this.values
    const value = () => dewPoint(table.fresh(pair.temperature), table.fresh(pair.humidity))
    for (const spec of pair.specs) {
      const thing = this.values.points.get(point)?.thing
      if (!thing) continue
      const subject = subjectOf(spec, thing, 'dew-point')
      if (this.#live.size > 0 && this.#live.has(subjectKey(subject))) this.#wake(spec, subject, value, now)
      else if (!isQuiet(spec, value())) this.#wake(spec, subject, value, now)
    }
  }

  #wake(spec: Spec, subject: AlarmSubject, value: () => number, now: number, point?: number): void {
    const key = subjectKey(subject)
    let live = this.#live.get(key)
    if (!live) {
      live = { spec, subject, memory: SUBJECT_AT_REST, value }
      this.#live.set(key, live)
      if (point !== undefined) this.#watched[point] = 1
    }
    this.#step(key, live, now)
  }

  #step(key: string, live: Live, now: number): void {
    const value = live.value()
    const memory = stepSubject(live.memory, live.spec, value, now)
    if (memory !== live.memory) {
      live.memory = memory
      const severity = severityOf(memory)
      const limit = severity && live.spec[severity]
      this.book.observe(live.subject, {
        severity,
        value: Number.isNaN(value) ? null : value,
        limit: limit ?? null,
        at: epochMs(now),
      })
    }
    if (isAtRest(memory)) this.#live.delete(key)
  }

  /** After a restart: a subject whose alarm is active is live from the start. */
  #resume(spec: Spec, subject: AlarmSubject, value: () => number, point?: number): void {
    const key = subjectKey(subject)
    const alarm = this.book.find(key)
    if (!alarm || !isActive(alarm) || this.#live.has(key)) return
    this.#live.set(key, { spec, subject, memory: memoryOf(alarm.severity), value })
    if (point !== undefined) this.#watched[point] = 1
  }

  #pair(thing: Thing): void {
    if (thing.kind !== 'probe') return
    const points = this.values.points.ofThing(thing.index)
    const named = (local: string) => points.find((point) => point.local === local)?.index
    const [temperature, humidity] = [named('temperature'), named('humidity')]
    if (temperature === undefined || humidity === undefined || named('dew-point') !== undefined) {
      // It measures its dew point, or cannot have one.
      for (const { index } of points) this.#partner.delete(index)
      return
    }
    const specs = this.#specsOf(thing, 'dew-point')
    if (specs.length === 0) return
    for (const point of [temperature, humidity]) this.#partner.set(point, { temperature, humidity, specs })
    const { table } = this.values
    const value = () => dewPoint(table.fresh(temperature), table.fresh(humidity))
    for (const spec of specs) this.#resume(spec, subjectOf(spec, thing, 'dew-point'), value)
  }

  /** The same for all points that look alike: a large estate has a million points and some dozens of looks. */
  #specsOf(thing: Thing, local: string): readonly Spec[] {
    const context = pointContext(this.values.estate, thing, local)
    const { kind, role, room, amperes } = context
    const looks = `${kind}|${role}|${local}|${room?.airClass}|${room?.humidityLimit}|${amperes}`
    const known = this.#specsByLooks.get(looks)
    if (known) return known
    const specs = this.rules.flatMap((rule) => specOf(rule, context) ?? [])
    this.#specsByLooks.set(looks, specs)
    return specs
  }
}

function subjectOf(spec: Spec, thing: Thing, point: string | null): AlarmSubject {
  return { rule: spec.rule.id, path: thing.path as ThingPath, point, unit: spec.rule.unit as Alarm['unit'] }
}
