import {
  BufferGeometry,
  type Color,
  DoubleSide,
  Float32BufferAttribute,
  Group,
  LineBasicMaterial,
  LineSegments,
  type Material,
  Mesh,
  MeshBasicMaterial,
  Shape,
  ShapeGeometry,
} from 'three'
import { type Footprint, outlineSegments } from './footprint-layout.ts'

/** The colours of what carries no data. */
export interface DrawingColours {
  readonly floor: Color
  readonly line: Color
  readonly faint: Color
}

/** Lines and floors of rooms, lines of what lies on roofs. Few objects: one of lines a style, one of floors a height. */
export function footprintObjects(footprints: readonly Footprint[], colours: DrawingColours): Group {
  const group = new Group()
  const materials: Material[] = []
  const keep = <M extends Material>(material: M): M => {
    materials.push(material)
    return material
  }
  const lines = (of: readonly Footprint[], material: LineBasicMaterial) => {
    if (of.length === 0) return
    const geometry = new BufferGeometry()
    geometry.setAttribute('position', new Float32BufferAttribute(of.flatMap(outlineSegments), 3))
    group.add(new LineSegments(geometry, material))
  }
  const rooms = footprints.filter(({ kind }) => kind === 'room')
  const roofs = footprints.filter(({ kind }) => kind === 'solar')
  lines(rooms, keep(new LineBasicMaterial({ color: colours.line })))
  lines(roofs, keep(new LineBasicMaterial({ color: colours.faint })))

  const floor = keep(new MeshBasicMaterial({ color: colours.floor, side: DoubleSide, toneMapped: false }))
  const heights = new Map<number, Shape[]>()
  for (const footprint of rooms) {
    const beside = heights.get(footprint.base)
    if (beside) beside.push(shapeOf(footprint))
    else heights.set(footprint.base, [shapeOf(footprint)])
  }
  // All floors of one height are one object: each would be a draw call.
  for (const [height, shapes] of heights) {
    const flat = new Mesh(new ShapeGeometry(shapes), floor)
    flat.position.z = height
    group.add(flat)
  }
  group.userData.dispose = () => {
    for (const material of materials) material.dispose()
    group.traverse((object) => {
      if (object instanceof Mesh || object instanceof LineSegments) object.geometry.dispose()
    })
  }
  return group
}

/** A polygon of the drawing's metres. */
export function shapeOf({ corners }: Pick<Footprint, 'corners'>): Shape {
  const shape = new Shape()
  corners.forEach(({ x, y }, number) => {
    if (number === 0) shape.moveTo(x, y)
    else shape.lineTo(x, y)
  })
  shape.closePath()
  return shape
}
