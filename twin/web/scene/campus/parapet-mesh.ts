import type { Point2 } from '../../../model/geometry.ts'
import type { Belonging, MeshWriter, Vertex } from './mesh-writer.ts'

interface ParapetPlan {
  readonly corners: readonly Point2[]
  readonly inner: readonly Point2[]
  readonly base: number
  readonly height: number
}

/** A low wall along the edge: its outside, its inside and its top. */
export function layOutParapet({ corners, inner, base, height }: ParapetPlan, of: Belonging, mesh: MeshWriter): void {
  if (height <= 0) return
  const top = base + height
  const at = ({ x, y }: Point2): Vertex => [x, y, top]
  corners.forEach((from, number) => {
    const next = (number + 1) % corners.length
    const [to, insideFrom, insideTo] = [corners[next] ?? from, inner[number] ?? from, inner[next] ?? from]
    mesh.wall([from, to], { base, height }, 'plain', of)
    mesh.wall([insideTo, insideFrom], { base, height }, 'plain', of)
    mesh.quad([at(from), at(to), at(insideTo), at(insideFrom)], 'plain', of)
  })
}
