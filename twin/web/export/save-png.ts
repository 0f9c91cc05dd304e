import { contextOf, drawInk, measureIn } from './canvas-ink.ts'
import { type Caption, layOutCaption } from './caption.ts'
import { fileNameOf } from './file-name.ts'
import { type Ink, moved } from './ink.ts'
import { pageColours } from './page-colours.ts'
import { saveFile } from './save-file.ts'

interface PngParts {
  /** Drawn in this very task: a WebGL canvas is empty in the next. */
  readonly picture: HTMLCanvasElement
  /** In CSS pixels. @default as the page shows it */
  readonly size?: { readonly width: number; readonly height: number }
  /** What the page shows over the picture, in CSS pixels from its upper left corner. @default nothing */
  readonly over?: readonly Ink[]
  readonly caption: Caption
  /** Without the ending. */
  readonly name: string
}

/** Saves a canvas as PNG at the resolution it has, on the page's ground, with a caption below. */
export async function savePng({ picture, size, over = [], caption, name }: PngParts): Promise<void> {
  const colours = pageColours()
  const width = size?.width ?? picture.clientWidth
  const height = size?.height ?? picture.clientHeight
  const below = layOutCaption(caption, width, colours, measureIn(colours.font))
  const sheet = document.createElement('canvas')
  const density = picture.width / width
  sheet.width = picture.width
  sheet.height = Math.round((height + below.height) * density)
  const canvas = contextOf(sheet)
  canvas.fillStyle = colours.surface
  canvas.fillRect(0, 0, sheet.width, sheet.height)
  canvas.scale(density, density)
  canvas.drawImage(picture, 0, 0, width, height)
  drawInk(canvas, [...over, ...moved(below.ink, 0, height)], colours.font)
  saveFile(await pngOf(sheet), fileNameOf(name, 'png'))
}

/** @throws Error where the browser cannot write it */
export async function pngOf(sheet: HTMLCanvasElement): Promise<Blob> {
  const file = await new Promise<Blob | null>((resolve) => sheet.toBlob(resolve, 'image/png'))
  if (file) return file
  throw new Error(
    `A picture of ${sheet.width} by ${sheet.height} pixels could not be written as PNG; make the window smaller`,
  )
}
