import {
  BufferGeometry,
  CylinderGeometry,
  Float32BufferAttribute,
  GLSL3,
  IcosahedronGeometry,
  InstancedBufferAttribute,
  InstancedMesh,
  Matrix4,
  ShaderMaterial,
} from 'three'
import { THROWN } from './building-material.ts'
import { type CampusUniforms, LIT, STANDING } from './campus-uniforms.ts'
import type { Tree } from './tree-layout.ts'

/** Share of a tree's height that its trunk is seen. */
const TRUNK = 0.3

/** All trees of a campus, one form in many places; those of a plot that is not ready are not there. */
export function treeMesh(trees: readonly Tree[], material: ShaderMaterial): InstancedMesh {
  const geometry = treeGeometry()
  geometry.setAttribute(
    'slot',
    new InstancedBufferAttribute(
      Float32Array.from(trees, ({ slot }) => slot),
      1,
    ),
  )
  const mesh = new InstancedMesh(geometry, material, trees.length)
  const matrix = new Matrix4()
  trees.forEach(({ x, y, height, reach }, number) => {
    mesh.setMatrixAt(number, matrix.makeScale(reach, reach, height).setPosition(x, y, 0))
  })
  mesh.frustumCulled = false
  mesh.raycast = () => {}
  return mesh
}

export function treeMaterial(uniforms: CampusUniforms): ShaderMaterial {
  return new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms,
    toneMapped: false,
    vertexShader: /* glsl */ `
      in float slot;
      in float part;
      ${STANDING}
      out vec3 outwards;
      flat out float isCrown;
      void main() {
        outwards = normal;
        isCrown = part;
        bool hidden = stateOf(slot).b != 2;
        gl_Position = hidden ? vec4(2.0, 2.0, 2.0, 1.0) : projectionMatrix * modelViewMatrix * instanceMatrix * vec4(position, 1.0);
      }
    `,
    fragmentShader: /* glsl */ `
      uniform vec3 crown;
      uniform vec3 trunk;
      ${LIT}
      in vec3 outwards;
      flat in float isCrown;
      out vec4 colour;
      void main() { colour = vec4(lit(isCrown > 0.5 ? crown : trunk, normalize(outwards)), 1.0); }
    `,
  })
}

export const TREE_SHADOW_VERTEX = /* glsl */ `
  in float slot;
  ${STANDING}
  ${THROWN}
  void main() {
    vec4 at = instanceMatrix * vec4(position, 1.0);
    gl_Position = stateOf(slot).b != 2 ? vec4(2.0, 2.0, 2.0, 1.0) : projectionMatrix * modelViewMatrix * thrown(at.xyz);
  }
`

/** A trunk with a crown in the unit box: foot at 0, top at 1, a reach of 1. */
function treeGeometry(): BufferGeometry {
  const trunk = new CylinderGeometry(0.09, 0.12, TRUNK + 0.1, 5, 1, true)
    .rotateX(Math.PI / 2)
    .translate(0, 0, (TRUNK + 0.1) / 2)
  const crown = new IcosahedronGeometry(1, 1).scale(1, 1, (1 - TRUNK) / 2).translate(0, 0, (1 + TRUNK) / 2)
  const parts = [trunk.toNonIndexed(), crown] as const
  const columns = (name: 'position' | 'normal') => parts.flatMap((part) => [...part.getAttribute(name).array])
  const merged = new BufferGeometry()
  merged.setAttribute('position', new Float32BufferAttribute(columns('position'), 3))
  merged.setAttribute('normal', new Float32BufferAttribute(columns('normal'), 3))
  const isCrown = parts.flatMap((part, number) => Array<number>(part.getAttribute('position').count).fill(number))
  merged.setAttribute('part', new Float32BufferAttribute(isCrown, 1))
  for (const part of [trunk, ...parts]) part.dispose()
  return merged
}
