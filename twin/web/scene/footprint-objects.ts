import {
  BufferGeometry,
  type Color,
  DoubleSide,
  ExtrudeGeometry,
  Float32BufferAttribute,
  GLSL3,
  Group,
  LineBasicMaterial,
  LineDashedMaterial,
  LineSegments,
  type Material,
  Mesh,
  MeshBasicMaterial,
  ShaderMaterial,
  Shape,
  ShapeGeometry,
} from 'three'
import { type Footprint, outlineSegments } from './footprint-layout.ts'

/** The colours of what carries no data. */
export interface DrawingColours {
  readonly floor: Color
  readonly line: Color
  readonly faint: Color
  readonly body: Color
}

/**
 * Lines and floors of buildings, rooms, plots and roofs: planned is a dashed outline, under construction is hatched,
 * commissioned is a clear body seen through. Few objects: one of lines a style, one of floors a height.
 */
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
    const drawn = new LineSegments(geometry, material)
    if (material instanceof LineDashedMaterial) drawn.computeLineDistances()
    group.add(drawn)
  }
  const planned = footprints.filter((footprint) => footprint.state === 'planned')
  const standing = footprints.filter((footprint) => footprint.state !== 'planned')
  const strong = standing.filter((footprint) => footprint.kind === 'room')
  const faint = standing.filter((footprint) => footprint.kind !== 'room')
  lines(strong, keep(new LineBasicMaterial({ color: colours.line })))
  lines(faint, keep(new LineBasicMaterial({ color: colours.faint })))
  lines(planned, keep(new LineDashedMaterial({ color: colours.faint, dashSize: 2, gapSize: 1.5 })))

  const floor = keep(new MeshBasicMaterial({ color: colours.floor, side: DoubleSide, toneMapped: false }))
  const roof = keep(new MeshBasicMaterial({ color: colours.line, side: DoubleSide, toneMapped: false }))
  const body = keep(
    new MeshBasicMaterial({
      color: colours.body,
      transparent: true,
      opacity: 0.1,
      depthWrite: false,
      side: DoubleSide,
    }),
  )
  const hatch = keep(hatchMaterial(colours.faint))
  const flats = { floor: new Map<number, Shape[]>(), roof: new Map<number, Shape[]>() }
  for (const footprint of standing) {
    if (footprint.kind === 'room' || footprint.kind === 'plot' || footprint.kind === 'solar') {
      // A room's floor lies on its plot's ground: the millimetres keep the two from fighting for the same pixels.
      const height = footprint.base + (footprint.kind === 'room' ? 0.02 : footprint.kind === 'plot' ? -0.05 : 0)
      const heights = flats[footprint.kind === 'solar' ? 'roof' : 'floor']
      heights.set(height, [...(heights.get(height) ?? []), shapeOf(footprint)])
    } else {
      const solid = new Mesh(
        new ExtrudeGeometry(shapeOf(footprint), { depth: footprint.height, bevelEnabled: false }),
        footprint.state === 'under-construction' ? hatch : body,
      )
      solid.position.z = footprint.base
      solid.renderOrder = 2
      group.add(solid)
    }
  }
  // All floors of one height are one object: each would be a draw call.
  for (const [heights, material] of [[flats.floor, floor] as const, [flats.roof, roof] as const]) {
    for (const [height, shapes] of heights) {
      const flat = new Mesh(new ShapeGeometry(shapes), material)
      flat.position.z = height
      group.add(flat)
    }
  }
  group.userData.dispose = () => {
    for (const material of materials) material.dispose()
    group.traverse((object) => {
      if (object instanceof Mesh || object instanceof LineSegments) object.geometry.dispose()
    })
  }
  return group
}

function shapeOf({ corners }: Footprint): Shape {
  const shape = new Shape()
  corners.forEach(({ x, y }, number) => {
    if (number === 0) shape.moveTo(x, y)
    else shape.lineTo(x, y)
  })
  shape.closePath()
  return shape
}

/** Diagonal strokes of the drawing's hatch for what is being built. */
function hatchMaterial(colour: Color): ShaderMaterial {
  return new ShaderMaterial({
    glslVersion: GLSL3,
    // The shader writes what the screen shows, without the conversion from linear light.
    uniforms: { ink: { value: colour.clone().convertLinearToSRGB() } },
    transparent: true,
    depthWrite: false,
    side: DoubleSide,
    vertexShader: 'void main() { gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); }',
    fragmentShader: /* glsl */ `
      uniform vec3 ink;
      out vec4 colour;
      void main() {
        float stroke = mod(gl_FragCoord.x - gl_FragCoord.y, 10.0);
        if (stroke > 1.6) discard;
        colour = vec4(ink, 0.55);
      }
    `,
  })
}
