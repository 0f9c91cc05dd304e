import { xmlElement, xmlText } from './xml.ts'

/** As much of an SVG element of the page as is read. */
export interface DrawnElement<E> {
  readonly localName: string
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>
  readonly children: Iterable<E>
  readonly textContent: string | null
}

/** The values that the page's style sheets come to for an element. */
export interface ComputedValues {
  getPropertyValue(name: string): string
}

/** What is copied; a link becomes a group. Anything else is left out with all it holds, so nothing in the file can act. */
const GROUPS = new Set(['g', 'a', 'defs', 'symbol', 'pattern', 'use'])
const SHAPES = new Set(['rect', 'path', 'polygon', 'polyline', 'line', 'circle', 'ellipse'])
const ATTRIBUTES = new Set([
  ...['id', 'x', 'y', 'width', 'height', 'd', 'points', 'transform', 'viewBox', 'href'],
  ...['x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'patternUnits', 'patternTransform'],
])

const STROKE = ['stroke-width', 'stroke-dasharray', 'stroke-opacity'] as const
const PAINT = ['fill', 'fill-opacity', 'stroke', ...STROKE, 'opacity', 'paint-order', 'vector-effect'] as const
const LETTERS = ['text-decoration-line', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline'] as const
/** What SVG takes by itself need not be said. */
const UNSAID: Readonly<Record<string, string>> = {
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-opacity': '1',
  opacity: '1',
  'paint-order': 'normal',
  'vector-effect': 'none',
  'text-decoration-line': 'none',
  'text-anchor': 'start',
  'dominant-baseline': 'auto',
}

/**
 * The inside of a drawing as markup that needs no style sheet: what classes and variables say stands as attributes.
 *
 * @param valuesOf `getComputedStyle` of the page
 */
export function plainSvg<E extends DrawnElement<E>>(drawing: E, valuesOf: (element: E) => ComputedValues): string {
  return [...drawing.children].map((child) => plainElement(child, valuesOf)).join('')
}

function plainElement<E extends DrawnElement<E>>(element: E, valuesOf: (element: E) => ComputedValues): string {
  const { localName, textContent } = element
  if (localName === 'title') return xmlElement('title', {}, xmlText(textContent ?? ''))
  const isText = localName === 'text'
  const isShape = SHAPES.has(localName)
  if (!isText && !isShape && !GROUPS.has(localName)) return ''
  const values = valuesOf(element)
  const painted = paintOf(values, isText ? [...PAINT, ...LETTERS] : isShape ? PAINT : ['opacity'])
  // SVG knows the line through letters under its short name alone.
  const { 'text-decoration-line': through, ...rest } = painted
  const attributes = { ...geometryOf(element), ...rest, ...(through && { 'text-decoration': through }) }
  const content = isText ? xmlText(textContent ?? '') : plainSvg(element, valuesOf)
  return xmlElement(localName === 'a' ? 'g' : localName, attributes, content)
}

function geometryOf<E>({ attributes }: DrawnElement<E>): Record<string, string> {
  const kept = [...attributes].filter(
    ({ name, value }) => ATTRIBUTES.has(name) && (name !== 'href' || value.startsWith('#')),
  )
  return Object.fromEntries(kept.map(({ name, value }) => [name, value]))
}

function paintOf(values: ComputedValues, names: readonly string[]): Record<string, string> {
  const noStroke = values.getPropertyValue('stroke') === 'none'
  const found = names.flatMap((name): [string, string][] => {
    if (noStroke && STROKE.some((other) => other === name)) return []
    const value = withinFile(values.getPropertyValue(name).trim())
    return value === '' || value === UNSAID[name] ? [] : [[name, value]]
  })
  return Object.fromEntries(found)
}

/** A browser may write the page's address before the name of a pattern. */
function withinFile(value: string): string {
  return value.replace(/^url\("?[^"#)]*#([^")]*)"?\)/, 'url(#$1)')
}
