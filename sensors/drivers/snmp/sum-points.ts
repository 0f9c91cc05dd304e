import { type Quantity, UNIT_OF } from '../../../twin/model/quantity.ts'
import type { DeviceReading } from '../../driver.ts'

/** A point that others make: `power` of every `cord-*` of a PDU, the `load` of the most loaded line. */
export interface SumRule {
  readonly name: string
  readonly quantity: Quantity
  readonly how: 'sum' | 'mean' | 'max'
  readonly of: readonly string[]
}

/** Does a pattern with `*` for any text within a part take this name? */
export function sumTakes(rule: SumRule, name: string): boolean {
  return rule.of.some((pattern) => {
    const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    return new RegExp(`^${source.join('[^/]*')}$`).test(name)
  })
}

/** The sum's reading: good where all its parts are, else as bad as the worst of them. */
export function sumReading(rule: SumRule, readings: readonly DeviceReading[]): DeviceReading | undefined {
  const parts = readings.filter(({ point, quantity, quality }) => {
    return quantity === rule.quantity && quality !== 'unsupported' && sumTakes(rule, point)
  })
  const [first] = parts
  if (!first) return undefined
  const bad = parts.find(({ quality }) => quality !== 'good')
  return {
    point: rule.name,
    quantity: rule.quantity,
    value: bad ? Number.NaN : together(rule.how, parts),
    unit: UNIT_OF[rule.quantity],
    quality: bad ? bad.quality : 'good',
    at: first.at,
    address: parts.map(({ address }) => address).join(' + '),
  }
}

function together(how: SumRule['how'], parts: readonly DeviceReading[]): number {
  const values = parts.map(({ value }) => value)
  if (how === 'max') return Math.max(...values)
  const sum = values.reduce((total, value) => total + value, 0)
  return Number((how === 'mean' ? sum / values.length : sum).toPrecision(12))
}
