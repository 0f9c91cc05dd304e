/** Lines at 45° across a rectangle, `gap` pixels apart along its upper edge, cut off at its edges: x1, y1, x2, y2 of each. */
export function hatch(
  left: number,
  top: number,
  width: number,
  height: number,
  gap: number,
): readonly (readonly [number, number, number, number])[] {
  const lines: [number, number, number, number][] = []
  if (width <= 0 || height <= 0) return lines
  for (let offset = gap; offset < width + height; offset += gap) {
    // From the upper or right edge down to the left or lower edge.
    const [x1, y1] = offset <= width ? [offset, 0] : [width, offset - width]
    const [x2, y2] = offset <= height ? [0, offset] : [offset - height, height]
    lines.push([left + x1, top + y1, left + x2, top + y2])
  }
  return lines
}
