import { Color, DoubleSide, ExtrudeGeometry, Mesh, MeshBasicMaterial } from 'three'
import type { Building } from '../../../model/things.ts'
import { shapeOf } from '../footprint-objects.ts'

/** Bodies of buildings that are seen through: a breath of colour between the edges. */
export function clearBodies(
  buildings: readonly Building[],
  colour: string,
): Mesh<ExtrudeGeometry, MeshBasicMaterial>[] {
  const material = new MeshBasicMaterial({
    ...{ color: new Color(colour), transparent: true, opacity: 0.1 },
    ...{ depthWrite: false, side: DoubleSide, toneMapped: false },
  })
  return buildings.map(({ footprint, height }) => {
    const body = new Mesh(
      new ExtrudeGeometry(shapeOf({ corners: footprint }), { depth: height, bevelEnabled: false }),
      material,
    )
    return body
  })
}
