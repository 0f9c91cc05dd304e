import { isActive } from '../../analysis/alarms/alarm.ts'
import { lostSupplies } from '../../analysis/alarms/lost-supplies.ts'
import { POWER_CHAIN_KINDS } from '../../model/kinds.ts'
import { stateCode } from '../../model/quantity.ts'
import type { Thing } from '../../model/things.ts'
import type { ValuePlane } from '../values/value-plane.ts'
import type { AlarmBook } from './alarm-book.ts'
import type { ConditionAlarms } from './condition-alarms.ts'
import type { DeadSides } from './dead-sides.ts'

const RULE = 'supply-without-power'
/** Half of the least between line and neutral, as for feeds. */
const LIVE_VOLTS = 50
const INPUT = /^input(?:-|$)/

/** Finds panels, UPS and what is above them without power, where no meter tells: all that draws from them is dark. */
export class DeadSupplies {
  readonly #fed = new Map<string, string[]>()
  /** Those that may have the alarm, with what can tell that they have power. */
  readonly #supplies = new Map<string, readonly Thing[]>()
  #raised: ReadonlySet<string>

  constructor(
    private readonly values: ValuePlane,
    private readonly book: AlarmBook,
    private readonly conditions: ConditionAlarms,
    private readonly sides: DeadSides,
  ) {
    const { estate } = values
    const meters = new Map<string, Thing[]>()
    for (const meter of estate.ofKind('meter'))
      meters.set(meter.measures, [...(meters.get(meter.measures) ?? []), meter])
    for (const kind of [...POWER_CHAIN_KINDS, 'rack-pdu'] as const) {
      for (const thing of estate.ofKind(kind)) {
        if (kind !== 'rack-pdu' && kind !== 'power-feed')
          this.#supplies.set(thing.path, [thing, ...(meters.get(thing.path) ?? [])])
        if (!('supplies' in thing)) continue
        for (const { from, role } of thing.supplies) {
          if (role === 'primary') this.#fed.set(from, [...(this.#fed.get(from) ?? []), thing.path])
        }
      }
    }
    this.#raised = new Set(book.open().flatMap((alarm) => (alarm.rule === RULE && isActive(alarm) ? [alarm.path] : [])))
  }

  /** After the sides and feeds have been looked at. */
  sweep(now: number): void {
    const told = new Map(this.sides.told())
    for (const { rule, path, severity, value, until } of this.book.open()) {
      if (rule === 'ups-on-battery' && until === null && severity === 'critical' && value === stateCode('on-battery'))
        told.set(path, true)
    }
    // Nothing is dark: nothing is lost, and nobody needs to be asked.
    const isAnyDark = [...told.values()].includes(true)
    if (!isAnyDark && this.#raised.size === 0) return
    const verdicts = lostSupplies(this.#fed, told)
    const raised = new Set<string>()
    for (const path of new Set([...this.#raised, ...verdicts.keys()])) {
      const thing = this.#supplies.get(path)?.[0]
      // What was raised before a restart holds until something tells otherwise.
      const isLost = (verdicts.get(path) ?? this.#raised.has(path)) && !this.#hasVoltage(path)
      if (!thing || !(isLost || this.#raised.has(path))) continue
      if (isLost) raised.add(path)
      this.conditions.set(RULE, thing.path, null, isLost, now)
    }
    this.#raised = raised
  }

  #hasVoltage(path: string): boolean {
    return (this.#supplies.get(path) ?? []).some(({ index }) =>
      this.values.points
        .ofThing(index)
        .some(
          ({ index: point, local }) =>
            local.endsWith('voltage') && !INPUT.test(local) && this.values.table.fresh(point) > LIVE_VOLTS,
        ),
    )
  }
}
