import { contextOf, measureIn } from './canvas-ink.ts'
import type { Caption } from './caption.ts'
import { fileNameOf } from './file-name.ts'
import { pageColours } from './page-colours.ts'
import { plainSvg } from './plain-svg.ts'
import { saveFile } from './save-file.ts'
import { pngOf } from './save-png.ts'
import { svgSheet } from './svg-sheet.ts'

/** A reader without the page's font takes another: DejaVu Sans is about a seventh wider. */
const FOR_WIDER_FONTS = 1.15

interface SvgParts {
  readonly drawings: readonly { readonly element: SVGSVGElement; readonly heading?: string }[]
  readonly caption: Caption
  /** Without the ending. */
  readonly name: string
}

/** Saves drawings of the page as one SVG file that needs no style sheet. */
export function saveSvg(parts: SvgParts): void {
  saveFile(sheetOf(parts), fileNameOf(parts.name, 'svg'))
}

/** Pixels of a saved PNG for each of the drawing: sharp on paper too. */
const PNG_DENSITY = 2

/** Saves the same as PNG, with a font of the system: an SVG that is drawn as an image has none of the page's. */
export async function saveSvgAsPng(parts: SvgParts): Promise<void> {
  const url = URL.createObjectURL(sheetOf(parts))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const sheet = document.createElement('canvas')
    sheet.width = image.width * PNG_DENSITY
    sheet.height = image.height * PNG_DENSITY
    contextOf(sheet).drawImage(image, 0, 0, sheet.width, sheet.height)
    saveFile(await pngOf(sheet), fileNameOf(parts.name, 'png'))
  } finally {
    URL.revokeObjectURL(url)
  }
}

function sheetOf({ drawings, caption }: SvgParts): Blob {
  const colours = pageColours()
  const sheets = drawings.map(({ element, heading }) => ({
    ...sizeOf(element),
    markup: plainSvg<Element>(element, getComputedStyle),
    ...(heading !== undefined && { heading }),
  }))
  const measure = measureIn(colours.font)
  const text = svgSheet(sheets, caption, colours, (part, size, weight) => FOR_WIDER_FONTS * measure(part, size, weight))
  return new Blob([text], { type: 'image/svg+xml' })
}

/** As large as the page shows it, without the empty strips beside what keeps its proportions. */
function sizeOf(element: SVGSVGElement) {
  const { x, y, width, height } = element.viewBox.baseVal
  const scale = Math.min(element.clientWidth / width, element.clientHeight / height)
  return {
    viewBox: `${x} ${y} ${width} ${height}`,
    width: Math.round(width * scale),
    height: Math.round(height * scale),
  }
}
