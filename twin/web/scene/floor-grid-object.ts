import {
  Box3,
  BufferGeometry,
  type Color,
  Float32BufferAttribute,
  GLSL3,
  LineSegments,
  type OrthographicCamera,
  type PerspectiveCamera,
  ShaderMaterial,
  Vector2,
} from 'three'
import { type FloorGrid, TILE_METRES } from './floor-grid.ts'

/** In CSS pixels between two lines: none is drawn nearer than the first, all of its ink is there from the second. */
const NONE_BELOW = 4
const FULL_FROM = 10

/**
 * The floors' tiles as one object of lines. A line fades where its neighbour comes within a few pixels, so that no pattern of
 * the screen's own making is seen; where that is so of every line, the object is not drawn at all.
 */
export class FloorGridObject {
  readonly object: LineSegments
  readonly #bounds = new Box3()
  readonly #halfFrame = new Vector2()
  readonly #material: ShaderMaterial

  /** @param ink the very bytes of the CSS colour, without conversion to linear light */
  constructor({ positions, along }: FloorGrid, ink: Color) {
    const geometry = new BufferGeometry()
    geometry.setAttribute('position', new Float32BufferAttribute(positions, 3))
    geometry.setAttribute('along', new Float32BufferAttribute(along, 2))
    this.#bounds.setFromArray(positions)
    this.#material = gridMaterial(ink, this.#halfFrame)
    this.object = new LineSegments(geometry, this.#material)
    this.object.visible = false
  }

  /** Before a frame is drawn: the camera looks from here, on a frame of this size in CSS pixels. */
  prepare(camera: PerspectiveCamera | OrthographicCamera, width: number, height: number): void {
    this.#halfFrame.set(width / 2, height / 2)
    const nearest = 'fov' in camera ? Math.max(camera.near, this.#bounds.distanceToPoint(camera.position)) : 1
    const pixels = ((camera.projectionMatrix.elements[5] ?? 0) * height * TILE_METRES) / 2 / nearest
    this.object.visible = !this.#bounds.isEmpty() && pixels >= NONE_BELOW
  }

  dispose(): void {
    this.object.geometry.dispose()
    this.#material.dispose()
  }
}

/** The gap to the next line is worked out for each pixel: a tile's area on the screen over the length of its side. */
function gridMaterial(ink: Color, halfFrame: Vector2): ShaderMaterial {
  return new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms: { ink: { value: ink }, halfFrame: { value: halfFrame } },
    transparent: true,
    depthWrite: false,
    vertexShader: /* glsl */ `
      in vec2 along;
      out vec4 place;
      flat out vec4 alongLine;
      flat out vec4 toNextLine;
      void main() {
        mat4 toClip = projectionMatrix * modelViewMatrix;
        place = toClip * vec4(position, 1.0);
        alongLine = toClip * vec4(along, 0.0, 0.0);
        toNextLine = toClip * vec4(-along.y, along.x, 0.0, 0.0) * ${TILE_METRES};
        gl_Position = place;
      }
    `,
    fragmentShader: /* glsl */ `
      uniform vec3 ink;
      uniform vec2 halfFrame;
      in vec4 place;
      flat in vec4 alongLine;
      flat in vec4 toNextLine;
      out vec4 colour;
      vec2 pixels(vec4 move) {
        return halfFrame * (move.xy * place.w - place.xy * move.w) / (place.w * place.w);
      }
      void main() {
        vec2 side = pixels(alongLine);
        vec2 next = pixels(toNextLine);
        float gap = abs(side.x * next.y - side.y * next.x) / max(length(side), 1e-6);
        colour = vec4(ink, smoothstep(${NONE_BELOW.toFixed(1)}, ${FULL_FROM.toFixed(1)}, gap));
      }
    `,
  })
}
