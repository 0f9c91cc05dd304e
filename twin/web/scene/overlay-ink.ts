import { shorten } from '../export/caption.ts'
import { LATE_SIGN } from '../export/construction-items.ts'
import { type Ink, type Measure, type PathInk, rectangle } from '../export/ink.ts'

/** What lies over the canvas and belongs to the picture: names and the scale, no tools. */
const OVERLAYS = '.scene-label:not([hidden]), .scene-scale, .scene-scale *'
const SIDES = ['top', 'right', 'bottom', 'left'] as const
/** From the upper right corner to the middle of the compass. */
const COMPASS_INSET = 22

/** The names and the scale over the canvas as ink, in CSS pixels from the frame's upper left corner. */
export function overlayInk(frame: Element, measure: Measure): readonly Ink[] {
  const origin = frame.getBoundingClientRect()
  return [...frame.querySelectorAll<HTMLElement>(OVERLAYS)].flatMap((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return boxInk(element, left - origin.left, top - origin.top, width, height, measure)
  })
}

function boxInk(element: HTMLElement, x: number, y: number, width: number, height: number, measure: Measure): Ink[] {
  const style = getComputedStyle(element)
  const ink: Ink[] = [{ kind: 'path', x, y, d: rectangle(width, height), fill: style.backgroundColor }]
  const lines = {
    top: `M0 .5H${width}`,
    right: `M${width - 0.5} 0V${height}`,
    bottom: `M0 ${height - 0.5}H${width}`,
    left: `M.5 0V${height}`,
  }
  for (const side of SIDES) {
    if (Number.parseFloat(style.getPropertyValue(`border-${side}-width`)) === 0) continue
    ink.push({ kind: 'path', x, y, d: lines[side], stroke: style.getPropertyValue(`border-${side}-color`) })
  }
  if (element.childElementCount > 0 || !element.textContent) return ink
  if (element.classList.contains('is-late'))
    ink.push({
      kind: 'path',
      x: x + 6,
      y: y + (height - LATE_SIGN.height) / 2,
      d: LATE_SIGN.path,
      fill: style.borderLeftColor,
    })
  const size = Number.parseFloat(style.fontSize)
  const inset = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.borderLeftWidth)
  const insetRight = Number.parseFloat(style.paddingRight) + Number.parseFloat(style.borderRightWidth)
  // A pixel more than the box has: what is measured and what was laid out differ by fractions.
  const text = shorten(element.textContent, width - inset - insetRight + 1, (part) => measure(part, size))
  // The middle of the letters is about a third of their size above the base line.
  ink.push({ kind: 'text', x: x + inset, y: y + height / 2 + size * 0.36, text, size, colour: style.color })
  return ink
}

/** A needle to the north at the upper right. @param degrees clockwise from up */
export function compassInk(degrees: number, frameWidth: number, colour: string): readonly PathInk[] {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  const at = (x: number, y: number) => `${(x * cos - y * sin).toFixed(2)} ${(x * sin + y * cos).toFixed(2)}`
  const needle = (tip: number) => `M${at(0, tip)}L${at(4, 3)}L${at(0, 0)}L${at(-4, 3)}Z`
  const middle = { kind: 'path', x: frameWidth - COMPASS_INSET, y: COMPASS_INSET, stroke: colour } as const
  return [
    { ...middle, d: needle(-10), fill: colour },
    { ...middle, d: needle(10) },
  ]
}
