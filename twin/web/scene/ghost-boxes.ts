import { BoxGeometry, type Color, GLSL3, Group, InstancedBufferAttribute, InstancedMesh, ShaderMaterial } from 'three'
import type { Placement } from '../../model/geometry.ts'
import { transformOf } from './box-layout.ts'

/** A ghost as a box. */
export interface GhostInstance {
  readonly box: Placement
  readonly kind: 'candidate' | 'reserved'
  readonly isStrong: boolean
}

const LOOK = { reserved: 1, strong: 2 } as const

/**
 * What is not there yet: seen through, outlined in dashes and hatched where it could stand, outlined whole and cross-hatched
 * where it is reserved. One draw call; nothing is done while nothing changes.
 */
export class GhostBoxes {
  readonly object = new Group()
  readonly #material: ShaderMaterial
  #mesh: InstancedMesh | undefined

  constructor(candidate: Color, reserved: Color) {
    this.#material = new ShaderMaterial({
      glslVersion: GLSL3,
      uniforms: { candidate: { value: candidate }, reserved: { value: reserved } },
      transparent: true,
      depthWrite: false,
      // From afar the millimetres between a ghost and its rack are less than the depth buffer tells apart.
      polygonOffset: true,
      polygonOffsetFactor: -2,
      polygonOffsetUnits: -2,
      toneMapped: false,
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
    })
  }

  /** How many are drawn. */
  get count(): number {
    return this.#mesh?.count ?? 0
  }

  set(ghosts: readonly GhostInstance[]): void {
    this.#clear()
    if (ghosts.length === 0) return
    const geometry = new BoxGeometry(1, 1, 1)
    const looks = ghosts.map(
      ({ isStrong, kind }) => (kind === 'reserved' ? LOOK.reserved : 0) + (isStrong ? LOOK.strong : 0),
    )
    geometry.setAttribute('look', new InstancedBufferAttribute(Float32Array.from(looks), 1))
    const mesh = new InstancedMesh(geometry, this.#material, ghosts.length)
    ghosts.forEach(({ box }, row) => {
      mesh.instanceMatrix.array.set(transformOf(box), row * 16)
    })
    mesh.computeBoundingSphere()
    mesh.renderOrder = 4
    mesh.raycast = () => {}
    this.#mesh = mesh
    this.object.add(mesh)
  }

  dispose(): void {
    this.#clear()
    this.#material.dispose()
  }

  #clear(): void {
    if (!this.#mesh) return
    this.object.remove(this.#mesh)
    this.#mesh.dispose()
    this.#mesh.geometry.dispose()
    this.#mesh = undefined
  }
}

const VERTEX = /* glsl */ `
  in float look;
  out vec3 place;
  out vec3 size;
  flat out vec3 face;
  flat out int marks;
  void main() {
    marks = int(look + 0.5);
    size = vec3(length(instanceMatrix[0].xyz), length(instanceMatrix[1].xyz), length(instanceMatrix[2].xyz));
    place = position * size;
    face = normal;
    gl_Position = projectionMatrix * modelViewMatrix * instanceMatrix * vec4(position, 1.0);
  }
`

const FRAGMENT = /* glsl */ `
  uniform vec3 candidate;
  uniform vec3 reserved;
  in vec3 place;
  in vec3 size;
  flat in vec3 face;
  flat in int marks;
  out vec4 colour;

  // Distance to the nearest edge of this face, in pixels.
  float edgePixels() {
    vec3 pixels = (size * 0.5 - abs(place)) / max(fwidth(place), vec3(1e-6));
    vec3 across = mix(pixels, vec3(1e6), step(0.5, abs(face)));
    return min(across.x, min(across.y, across.z));
  }

  void main() {
    bool isReserved = (marks & ${LOOK.reserved}) != 0;
    bool isStrong = (marks & ${LOOK.strong}) != 0;
    float rising = mod(gl_FragCoord.x + gl_FragCoord.y, 8.0);
    float falling = mod(gl_FragCoord.x - gl_FragCoord.y, 8.0);
    bool hatched = isReserved ? rising < 1.2 || falling < 1.2 : falling < (isStrong ? 2.6 : 1.4);
    bool dashed = !isReserved && mod(gl_FragCoord.x + gl_FragCoord.y, 10.0) > 6.5;
    float width = isStrong ? 3.0 : 1.8;
    float edge = dashed ? 0.0 : 1.0 - smoothstep(width - 0.5, width + 0.5, edgePixels());
    float fill = hatched ? (isStrong ? 0.95 : 0.75) : (isStrong ? 0.45 : 0.25);
    colour = vec4(isReserved ? reserved : candidate, max(fill, edge));
  }
`
