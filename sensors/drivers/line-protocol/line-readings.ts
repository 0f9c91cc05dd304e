import { isPath, isSegment } from '../../../twin/model/path.ts'
import { QUANTITIES, type Quantity, stateCode, UNIT_OF } from '../../../twin/model/quantity.ts'
import { type EpochMs, epochMs } from '../../../twin/model/units.ts'
import type { DeviceReading } from '../../driver.ts'
import { unitConversion } from '../../profiles/convert-unit.ts'
import { slug } from '../../profiles/slug.ts'
import type { FieldValue, Line } from './line.ts'
import { timeMs } from './precision.ts'
import type { FieldRule, LineRule } from './rules.ts'

/** A rule made ready. */
interface Ready {
  readonly rule: LineRule
  readonly measurement: RegExp
  readonly tags: readonly (readonly [string, RegExp])[]
}

/** Lines to readings by rules. */
export class LineReadings {
  readonly #rules: readonly Ready[]

  constructor(rules: readonly LineRule[]) {
    this.#rules = rules.map((rule) => ({
      rule,
      measurement: wildcard(rule.measurement),
      tags: Object.entries(rule.tags).map(([tag, pattern]) => [tag, wildcard(pattern)] as const),
    }))
  }

  /**
   * The readings of a line; none where no rule fits it or its tags make no path: senders tell much that no thing measures.
   * @param nanoseconds of the line's precision
   */
  of(line: Line, nanoseconds: bigint, arrived: EpochMs): readonly DeviceReading[] {
    for (const { rule, measurement, tags } of this.#rules) {
      if (!measurement.test(line.measurement)) continue
      if (!tags.every(([tag, pattern]) => pattern.test(line.tags.get(tag) ?? ''))) continue
      const path = filled(rule.path, line)
      if (path === undefined || !isPath(path)) continue
      const at = line.time === undefined ? arrived : epochMs(timeMs(line.time, nanoseconds))
      return [...line.fields].flatMap(([key, value]) => {
        const spec = rule.fields ? own(rule.fields, key) : quantityRule(key)
        const name = spec && filled(spec.name ?? spec.quantity, line)
        if (!spec || name === undefined) return []
        const number = judged(spec, value)
        if (number === undefined) return []
        const isValue = Number.isFinite(number)
        return [
          {
            point: `${path}/${name}`,
            quantity: spec.quantity,
            value: isValue ? number : Number.NaN,
            unit: UNIT_OF[spec.quantity],
            quality: isValue ? ('good' as const) : ('invalid' as const),
            at,
            address: `${line.measurement}.${key}`,
          },
        ]
      })
    }
    return []
  }
}

function own(fields: Readonly<Record<string, FieldRule>>, key: string): FieldRule | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined
}

function quantityRule(key: string): FieldRule | undefined {
  const name = slug(key)
  const quantity = QUANTITIES.find((known): known is Quantity => known === name && known !== 'state')
  return quantity && { quantity }
}

/** Undefined where the field is nothing that the rule can take. */
function judged(rule: FieldRule, value: FieldValue): number | undefined {
  if (rule.states) {
    const word = Object.hasOwn(rule.states, String(value)) ? rule.states[String(value)] : undefined
    return stateCode(word ?? 'unknown')
  }
  if (typeof value !== 'number' || rule.quantity === 'state') return undefined
  const convert = rule.unit === undefined ? (number: number) => number : unitConversion(rule.unit, rule.quantity)
  return convert?.(value * (rule.scale ?? 1) + (rule.offset ?? 0))
}

/** Places filled by tags; their texts are made path segments. Undefined where the line lacks one. */
function filled(template: string, line: Line): string | undefined {
  let isWhole = true
  const text = template.replace(/\{([^{}]+)\}/g, (_all, name: string) => {
    const value = name === 'measurement' ? line.measurement : line.tags.get(name)
    if (value === undefined) isWhole = false
    return (value ?? '')
      .split('/')
      .map((part) => (isSegment(part) ? part : slug(part)))
      .join('/')
  })
  return isWhole ? text : undefined
}

function wildcard(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.?^$()|[\]\\{}+]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*?')}$`, 's')
}
