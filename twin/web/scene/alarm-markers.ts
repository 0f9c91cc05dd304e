import {
  BufferGeometry,
  type Color,
  DynamicDrawUsage,
  Float32BufferAttribute,
  GLSL3,
  Points,
  ShaderMaterial,
} from 'three'

/** At most so many markers are drawn, the critical first: beyond that the strip's count says more than a cloud of signs. */
export const MARKER_LIMIT = 500

export interface Marker {
  readonly at: readonly [number, number, number]
  readonly severity: 'warning' | 'critical'
}

/** Signs of constant size on screen above what is alarmed: a triangle for a warning, a diamond for critical. One draw call. */
export class AlarmMarkers {
  readonly object: Points
  readonly #geometry = new BufferGeometry()
  readonly #material: ShaderMaterial

  constructor(warning: Color, critical: Color, paper: Color) {
    const positions = new Float32BufferAttribute(new Float32Array(MARKER_LIMIT * 3), 3)
    const severities = new Float32BufferAttribute(new Float32Array(MARKER_LIMIT), 1)
    positions.setUsage(DynamicDrawUsage)
    severities.setUsage(DynamicDrawUsage)
    this.#geometry.setAttribute('position', positions)
    this.#geometry.setAttribute('severity', severities)
    this.#geometry.setDrawRange(0, 0)
    this.#material = new ShaderMaterial({
      glslVersion: GLSL3,
      uniforms: {
        warning: { value: warning },
        critical: { value: critical },
        paper: { value: paper },
        ratio: { value: 1 },
      },
      depthTest: false,
      transparent: true,
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
    })
    this.object = new Points(this.#geometry, this.#material)
    this.object.frustumCulled = false
    this.object.renderOrder = 10
    this.object.raycast = () => {}
  }

  set(markers: readonly Marker[]): void {
    const shown = [...markers]
      .sort((a, b) => Number(b.severity === 'critical') - Number(a.severity === 'critical'))
      .slice(0, MARKER_LIMIT)
    const positions = this.#geometry.getAttribute('position')
    const severities = this.#geometry.getAttribute('severity')
    shown.forEach(({ at, severity }, row) => {
      positions.setXYZ(row, at[0], at[1], at[2] + 0.3)
      severities.setX(row, severity === 'critical' ? 1 : 0)
    })
    positions.needsUpdate = true
    severities.needsUpdate = true
    this.#geometry.setDrawRange(0, shown.length)
  }

  /** @param ratio device pixels a CSS pixel */
  setPixelRatio(ratio: number): void {
    const uniform = this.#material.uniforms.ratio
    if (uniform) uniform.value = ratio
  }

  dispose(): void {
    this.#geometry.dispose()
    this.#material.dispose()
  }
}

const VERTEX = /* glsl */ `
  in float severity;
  uniform float ratio;
  flat out float kind;
  void main() {
    kind = severity;
    gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
    gl_PointSize = 18.0 * ratio;
  }
`

const FRAGMENT = /* glsl */ `
  uniform vec3 warning;
  uniform vec3 critical;
  uniform vec3 paper;
  flat in float kind;
  out vec4 colour;
  void main() {
    vec2 at = gl_PointCoord * 2.0 - 1.0;
    float diamond = abs(at.x) + abs(at.y) - 0.8;
    float triangle = max(at.y - 0.65, abs(at.x) * 0.9 - (at.y + 0.75) * 0.5);
    float inside = kind > 0.5 ? diamond : triangle;
    if (inside > 0.16) discard;
    colour = vec4(inside > 0.0 ? paper : (kind > 0.5 ? critical : warning), 1.0);
  }
`
