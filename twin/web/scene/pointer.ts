import { type Camera, Vector3 } from 'three'
import type { Ray } from './box-tree.ts'

const _near = new Vector3()
const _far = new Vector3()

/** The ray from the camera through a place on the canvas, given in shares of its width and height. */
export function rayThrough(camera: Camera, acrossShare: number, downShare: number): Ray {
  const x = acrossShare * 2 - 1
  const y = 1 - downShare * 2
  _near.set(x, y, -1).unproject(camera)
  _far.set(x, y, 1).unproject(camera).sub(_near).normalize()
  return { x: _near.x, y: _near.y, z: _near.z, dx: _far.x, dy: _far.y, dz: _far.z }
}
