import type { Oid } from './oid.ts'
import { slug } from './slug.ts'

/** What a template may draw on: the row that it names. */
export interface TemplateRow {
  /** Arcs of the row's index. */
  readonly arcs: readonly string[]
  /** The row's number, counted from 1 in the order of the walk. */
  readonly number: number
  readonly label?: string
  /** Text of a column of the same row, by the column's identifier. */
  column(oid: Oid): string | undefined
}

const PLACE = /\{([^{}]+)\}/g
/** `3`, `index`, `n`, `label`, `column 20.1.65`. */
const KNOWN = /^(?:-?[1-9]\d?|index|n|label|column \d+(?:\.\d+)*)$/

/** The place that a template cannot be filled in for, or undefined where all is well. */
export function unknownPlace(template: string): string | undefined {
  return [...template.matchAll(PLACE)].map(([, place = '']) => place).find((place) => !KNOWN.test(place))
}

/** Columns that a template draws on, as arcs below the entry. */
export function templateColumns(template: string): string[] {
  return [...template.matchAll(PLACE)].flatMap(([, place = '']) =>
    place.startsWith('column ') ? [place.slice('column '.length)] : [],
  )
}

/** A point's name for a row; undefined where the row lacks what the name needs. */
export function fillName(template: string, entry: Oid, row: TemplateRow): string | undefined {
  return fill(template, entry, row, '-', slug)
}

/** Index arcs of another table's row, joined by dots. */
export function fillIndex(template: string, entry: Oid, row: TemplateRow): string | undefined {
  return fill(template, entry, row, '.', (text) => text.trim())
}

function fill(
  template: string,
  entry: Oid,
  row: TemplateRow,
  joint: string,
  clean: (text: string) => string,
): string | undefined {
  let isWhole = true
  const filled = template.replace(PLACE, (_, place: string) => {
    const text = textFor(place, entry, row, joint)
    if (text === undefined) isWhole = false
    return text === undefined ? '' : clean(text)
  })
  return isWhole ? filled : undefined
}

function textFor(place: string, entry: Oid, row: TemplateRow, joint: string): string | undefined {
  if (place === 'index') return row.arcs.join(joint)
  if (place === 'n') return String(row.number)
  if (place === 'label') return row.label ?? row.arcs.join('-')
  if (place.startsWith('column ')) return row.column(`${entry}.${place.slice('column '.length)}`)
  return row.arcs.at(Number(place) > 0 ? Number(place) - 1 : Number(place))
}

/**
 * Can a template give a name that is asked for? `l{1}/current` can give `l3/current`, and something of `l2/*`.
 * @param wanted all names where absent
 */
export function mayName(template: string, wanted: readonly string[] | undefined): boolean {
  if (!wanted) return true
  const [component = ''] = template.split('/')
  const whole = asPattern(template)
  const part = asPattern(component)
  return wanted.some((name) => {
    if (name === '*') return true
    return name.endsWith('/*') ? template.includes('/') && part.test(name.slice(0, -2)) : whole.test(name)
  })
}

/** Does a template give this name for some row? */
function asPattern(template: string): RegExp {
  const parts = template.split(PLACE)
  const source = parts.map((part, at) => (at % 2 === 1 ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  // A chained unit's points begin with its number.
  return new RegExp(`^(?:unit-\\d+[-/])?${source.join('')}$`)
}
