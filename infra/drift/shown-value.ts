import { harmlessText } from '../../twin/kit/harmless-text.ts'
import type { FieldDifference } from './field-difference.ts'

const LONGEST = 200
/** Whole objects whose values nobody is shown. */
const HIDDEN_TYPES = /^kubernetes_(secret|config_map|token_request|manifest)/
/** Where people write passwords though they should not; annotations may hold a copy of the whole object. */
const HIDDEN_NAMES =
  /^(data|binary_data|data_wo|string_data|env|args|command|annotations|value|http_header|exec|content)$/

/** Both sides of a difference as they may be shown: null where there is nothing, or nothing to be shown. `before` is live, `after` declared. */
export function shownSides(type: string, { after, before, isSensitive, steps }: FieldDifference) {
  const names = steps.map((step) => ('field' in step ? step.field : ''))
  const isHidden = isSensitive || HIDDEN_TYPES.test(type) || names.some((name) => HIDDEN_NAMES.test(name))
  return isHidden ? { declared: null, live: null } : { declared: shown(after), live: shown(before) }
}

function shown(value: unknown): string | null {
  if (value === undefined || value === null) return null
  const text = typeof value === 'string' ? value : (JSON.stringify(value, withoutHidden) ?? '')
  const safe = harmlessText(text)
  return safe.length > LONGEST ? `${safe.slice(0, LONGEST - 1)}…` : safe
}

function withoutHidden(name: string, value: unknown): unknown {
  if (value === null || (Array.isArray(value) && value.length === 0)) return undefined
  return HIDDEN_NAMES.test(name) ? '…' : value
}
