import { GLSL3, ShaderMaterial } from 'three'
import { type CampusUniforms, LIT, SLOT_FLAG, STANDING } from './campus-uniforms.ts'

/** Edges of buildings and ground: whole where something stands or is being built, dashed where it is planned. */
export function edgeMaterial(uniforms: CampusUniforms): ShaderMaterial {
  return new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms,
    toneMapped: false,
    vertexShader: /* glsl */ `
      in vec4 stroke;
      ${STANDING}
      out float along;
      flat out int stands;
      flat out int flags;
      flat out float within;
      void main() {
        ivec4 state = stateOf(stroke.y);
        stands = standing(state, stroke.z);
        flags = state.a;
        along = stroke.x;
        within = stroke.w;
        gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
      }
    `,
    fragmentShader: /* glsl */ `
      uniform vec3 ink;
      uniform vec3 quietInk;
      uniform vec3 paper;
      uniform vec3 accent;
      uniform vec3 plannedInk;
      ${LIT}
      in float along;
      flat in int stands;
      flat in int flags;
      flat in float within;
      out vec4 colour;
      void main() {
        if (within > 1.5 && stands != 0) discard;
        if (stands == 0 && mod(along, 3.2) > 2.0) discard;
        vec3 line = within > 0.5 ? quietInk : ink;
        if (stands == 0) line = mix(plannedInk, paper, within > 0.5 ? 0.6 : 0.0);
        // Without faces behind them edges are seen on the ground.
        if ((flags & ${SLOT_FLAG.clear}) != 0) line = mix(plannedInk, paper, within > 0.5 ? 0.6 : 0.3);
        line = mix(line, night, 0.35 * dark);
        if ((flags & ${SLOT_FLAG.dimmed}) != 0) line = mix(line, paper, 0.7);
        if ((flags & ${SLOT_FLAG.selected}) != 0) line = accent;
        colour = vec4(line, 1.0);
      }
    `,
  })
}
