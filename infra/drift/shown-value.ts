import { harmlessText } from '../../twin/kit/harmless-text.ts'
import type { FieldDifference } from './field-difference.ts'

const LONGEST = 200
/** The API bounds no name of a role or binding: one of thousands of characters must keep nothing from being told. */
const LONGEST_NAME = 300
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
  return cut(harmlessText(text), LONGEST)
}

/** A name or a field's place as it may be shown. */
export function nameText(name: string): string {
  return cut(harmlessText(name), LONGEST_NAME)
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}

function withoutHidden(name: string, value: unknown): unknown {
  if (value === null || (Array.isArray(value) && value.length === 0)) return undefined
  return HIDDEN_NAMES.test(name) ? '…' : value
}
