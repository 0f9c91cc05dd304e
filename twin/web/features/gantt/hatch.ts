/** Lines at 45° across a rectangle, `gap` pixels apart along its upper edge, cut off at its edges; as the `d` of a path. */
export function hatch(left: number, top: number, width: number, height: number, gap: number): string {
  let d = ''
  if (width <= 0 || height <= 0) return d
  for (let offset = gap; offset < width + height; offset += gap) {
    // From the upper or right edge down to the left or lower edge.
    const [x1, y1] = offset <= width ? [offset, 0] : [width, offset - width]
    const [x2, y2] = offset <= height ? [0, offset] : [offset - height, height]
    d += `M${n(left + x1)} ${n(top + y1)}L${n(left + x2)} ${n(top + y2)}`
  }
  return d
}

function n(value: number): number {
  return Math.round(value * 10) / 10
}
