/** A line of text; `y` is its base line. */
export interface TextInk {
  readonly kind: 'text'
  readonly x: number
  readonly y: number
  readonly text: string
  /** Height of the letters in pixels. */
  readonly size: number
  /** @default 400 */
  readonly weight?: number
  readonly colour: string
}

/** A shape, as the `d` of an SVG path has it, moved to `x`, `y`. */
export interface PathInk {
  readonly kind: 'path'
  readonly x: number
  readonly y: number
  readonly d: string
  readonly fill?: string | undefined
  readonly stroke?: string | undefined
  /** @default 1 */
  readonly width?: number
  /** @default solid */
  readonly dash?: readonly number[] | undefined
}

/** What is drawn around and over a saved picture, alike on a canvas and as SVG. */
export type Ink = TextInk | PathInk

/** How wide a text is in the page's font, in pixels. */
export type Measure = (text: string, size: number, weight?: number) => number

/** A rectangle as the `d` of a path. */
export function rectangle(width: number, height: number): string {
  return `M0 0H${width}V${height}H0Z`
}

/** Everything at another place. */
export function moved(ink: readonly Ink[], right: number, down: number): readonly Ink[] {
  return ink.map((piece) => ({ ...piece, x: piece.x + right, y: piece.y + down }))
}
