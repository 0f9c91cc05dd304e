import { type Caption, layOutCaption, PADDING } from './caption.ts'
import type { Ink, Measure } from './ink.ts'
import type { PageColours } from './page-colours.ts'
import { xmlElement, xmlText } from './xml.ts'

/** A drawing that needs no style sheet. */
export interface SheetDrawing {
  readonly markup: string
  readonly viewBox: string
  /** Size on the sheet in pixels. */
  readonly width: number
  readonly height: number
  /** Written over it. */
  readonly heading?: string
}

const HEADING = 20
const LEAST_WIDTH = 360

/** Drawings side by side on the page's ground with a caption below: a whole SVG file that leans on nothing outside but fonts. */
export function svgSheet(
  drawings: readonly SheetDrawing[],
  caption: Caption,
  colours: PageColours,
  measure: Measure,
): string {
  const top = PADDING + (drawings.some(({ heading }) => heading !== undefined) ? HEADING : 0)
  let x = PADDING
  const parts = drawings.map(({ markup, viewBox, width, height, heading }) => {
    const left = x
    x += width + PADDING
    const drawn = xmlElement('svg', { x: left, y: top, width, height, viewBox, overflow: 'visible' }, markup)
    if (heading === undefined) return drawn
    const { quiet } = colours
    return inkSvg([{ kind: 'text', x: left, y: top - 7, text: heading, size: 12, colour: quiet }]) + drawn
  })
  const width = Math.max(LEAST_WIDTH, x)
  const below = top + Math.max(0, ...drawings.map(({ height }) => height))
  const { ink, height } = layOutCaption(caption, width, colours, measure)
  const all = below + height
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      ...{ width, height: all, viewBox: `0 0 ${width} ${all}`, 'font-family': colours.font },
    },
    [
      xmlElement('title', {}, xmlText(caption.title)),
      xmlElement('rect', { width, height: all, fill: colours.surface }),
      ...parts,
      xmlElement('g', { transform: `translate(0 ${below})` }, inkSvg(ink)),
    ].join('\n'),
  )}\n`
}

/** Ink as markup. */
export function inkSvg(ink: readonly Ink[]): string {
  return ink.map(pieceSvg).join('')
}

function pieceSvg(piece: Ink): string {
  if (piece.kind === 'text') {
    const { x, y, text, size, weight, colour } = piece
    return xmlElement('text', { x, y, 'font-size': size, 'font-weight': weight, fill: colour }, xmlText(text))
  }
  const { x, y, d, fill = 'none', stroke, width, dash } = piece
  return xmlElement('path', {
    ...{ transform: x === 0 && y === 0 ? undefined : `translate(${x} ${y})`, d, fill, stroke },
    ...{ 'stroke-width': stroke && width, 'stroke-dasharray': dash && dash.length > 0 ? dash.join(' ') : undefined },
  })
}
