import {
  CustomBlending,
  DoubleSide,
  DstColorFactor,
  EqualStencilFunc,
  GLSL3,
  IncrementStencilOp,
  ShaderMaterial,
  ZeroFactor,
} from 'three'
import { type CampusUniforms, LIT, SLOT_FLAG, STANDING } from './campus-uniforms.ts'
import { FACE } from './mesh-writer.ts'

/**
 * Walls, roofs and decks of all buildings: unlit material with its own shade by the direction of the light. What is done is solid with
 * windows by its use, without them while its building is not in use; what is being built is hatched; what is to come is left to its edges.
 */
export function buildingMaterial(uniforms: CampusUniforms): ShaderMaterial {
  return new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms,
    side: DoubleSide,
    toneMapped: false,
    // The edges lie on the faces and are to be seen whole.
    ...{ polygonOffset: true, polygonOffsetFactor: 1, polygonOffsetUnits: 2 },
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
  })
}

/** The same faces laid flat on the ground along the light; each place is darkened once, which the stencil sees to. */
export function shadowMaterial(uniforms: CampusUniforms, vertexShader: string): ShaderMaterial {
  return new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms,
    side: DoubleSide,
    // Drawn before everything that stands, over the ground: no depth is needed.
    ...{ depthTest: false, depthWrite: false, toneMapped: false },
    ...{ blending: CustomBlending, blendSrc: DstColorFactor, blendDst: ZeroFactor },
    ...{ stencilWrite: true, stencilRef: 0, stencilFunc: EqualStencilFunc, stencilZPass: IncrementStencilOp },
    vertexShader,
    fragmentShader: /* glsl */ `
      uniform float shade;
      uniform float shadow;
      out vec4 colour;
      void main() { colour = vec4(vec3(mix(1.0, shade, shadow)), 1.0); }
    `,
  })
}

/** For shaders of shadows: where the light throws a point on the ground. */
export const THROWN = /* glsl */ `
  uniform vec3 towards;
  vec4 thrown(vec3 at) { return vec4(at.xy - towards.xy / towards.z * at.z, 0.0, 1.0); }
`

export const BUILDING_SHADOW_VERTEX = /* glsl */ `
  in vec2 belonging;
  ${STANDING}
  ${THROWN}
  void main() {
    ivec4 state = stateOf(belonging.x);
    bool hidden = standing(state, belonging.y) != 2 || (state.a & ${SLOT_FLAG.clear}) != 0;
    gl_Position = hidden ? vec4(2.0, 2.0, 2.0, 1.0) : projectionMatrix * modelViewMatrix * thrown(position);
  }
`

const VERTEX = /* glsl */ `
  in vec4 face;
  in vec2 belonging;
  ${STANDING}
  out vec4 place;
  flat out vec3 outwards;
  flat out int stands;
  flat out int inUse;
  flat out int flags;
  flat out float slot;
  flat out float level;
  void main() {
    ivec4 state = stateOf(belonging.x);
    stands = standing(state, belonging.y);
    inUse = state.b == 2 ? 1 : 0;
    flags = state.a;
    place = face;
    outwards = normal;
    slot = belonging.x;
    level = belonging.y;
    bool hidden = stands == 0 || (state.a & ${SLOT_FLAG.clear}) != 0;
    gl_Position = hidden ? vec4(2.0, 2.0, 2.0, 1.0) : projectionMatrix * modelViewMatrix * vec4(position, 1.0);
  }
`

const FRAGMENT = /* glsl */ `
  uniform vec3 wall;
  uniform vec3 glass;
  uniform vec3 lamp;
  uniform vec3 roof;
  uniform vec3 greenRoof;
  uniform vec3 deck;
  uniform vec3 panel;
  uniform vec3 ink;
  uniform vec3 paper;
  uniform vec3 hatch;
  ${LIT}
  in vec4 place;
  flat in vec3 outwards;
  flat in int stands;
  flat in int inUse;
  flat in int flags;
  flat in float slot;
  flat in float level;
  out vec4 colour;

  float chance(vec2 of) { return fract(sin(dot(of, vec2(12.9898, 78.233))) * 43758.5453); }

  // Between two places along a line, with an edge as soft as a pixel is wide.
  float between(float at, float low, float high, float pixel) {
    return smoothstep(low - pixel, low + pixel, at) * (1.0 - smoothstep(high - pixel, high + pixel, at));
  }

  // How much of a window is at this place of a storey's wall: a band from sill to head, parted every few metres.
  float window(float sill, float head, float every, float pier) {
    vec2 pixel = fwidth(place.xy) * 0.7;
    float band = between(place.y, sill, place.z - head, pixel.y);
    float at = mod(place.x, every);
    float parted = between(at, pier * 0.5, every - pier * 0.5, pixel.x);
    // From afar the parts are finer than pixels: their mean is drawn.
    return band * mix(parted, 1.0 - pier / every, smoothstep(0.25, 0.6, pixel.x * 2.0 / every));
  }

  vec4 faded(vec3 shown) { return vec4((flags & ${SLOT_FLAG.dimmed}) != 0 ? mix(shown, paper, 0.78) : shown, 1.0); }

  void main() {
    int kind = int(place.w + 0.5);
    vec3 normal = gl_FrontFacing ? outwards : -outwards;
    if (stands == 1) {
      // A cut in a drawing: strokes over the bare material.
      float stroke = 1.0 - smoothstep(0.9, 1.7, abs(mod(gl_FragCoord.x - gl_FragCoord.y, 9.0) - 4.5));
      colour = faded(mix(lit(mix(wall, paper, 0.45), normal), hatch, stroke));
      return;
    }
    vec3 base = wall;
    float glazed = 0.0;
    float every = 3.0;
    if (kind == ${FACE.roof}) base = roof;
    else if (kind == ${FACE.green}) base = inUse == 1 ? greenRoof : roof;
    else if (kind == ${FACE.deck}) {
      // Bays of 2.5 m on both sides of lanes.
      float bay = between(mod(place.x, 2.5), 0.0, 0.12, fwidth(place.x) * 0.7) * step(0.36, abs(fract(place.y / 16.0) - 0.5) * 2.0);
      base = mix(deck, wall, 0.5 * bay * (1.0 - smoothstep(0.25, 0.9, fwidth(place.x))));
    }
    else if (kind == ${FACE.solar}) {
      vec2 pixel = fwidth(place.xy);
      vec2 away = abs(mod(place.xy + vec2(0.55, 1.0), vec2(1.1, 2.0)) - vec2(0.55, 1.0));
      vec2 joint = (1.0 - smoothstep(vec2(0.03), vec2(0.03) + pixel, away)) * (1.0 - smoothstep(vec2(0.15), vec2(0.4), pixel));
      base = mix(panel, glass, max(joint.x, joint.y));
    }
    else if (kind == ${FACE.plant}) base = mix(wall, ink, 0.10 + 0.12 * step(0.5, fract(place.y / 0.5)) * (1.0 - smoothstep(0.1, 0.4, fwidth(place.y))));
    else if (inUse == 1) {
      if (kind == ${FACE.office}) { every = 1.8; glazed = window(0.9, 0.7, every, 0.25); }
      else if (kind == ${FACE.laboratory}) { every = 3.6; glazed = window(1.1, 0.8, every, 1.0); }
      else if (kind == ${FACE.public}) { every = 3.0; glazed = window(0.35, 0.45, every, 0.16); }
      else if (kind == ${FACE.security}) { every = 3.0; glazed = window(1.4, 0.9, every, 1.8); }
      else if (kind == ${FACE['data-centre']} || kind == ${FACE.energy}) {
        float joint = between(mod(place.x, 6.0), 0.0, 0.12, fwidth(place.x) * 0.7) * (1.0 - smoothstep(0.2, 0.8, fwidth(place.x)));
        float louvre = between(place.y, place.z - 1.4, place.z - 0.5, fwidth(place.y) * 0.7);
        base = mix(base, ink, 0.22 * joint + 0.16 * louvre);
      }
    } else if (kind >= ${FACE.office} && kind != ${FACE.solar}) {
      // Bare floors: the slab and what stands behind it.
      base = mix(wall, deck, 0.55 * between(place.y, 0.4, place.z, fwidth(place.y) * 0.7));
    }
    vec3 shown = lit(base, normal);
    if (glazed > 0.0) {
      float awake = step(0.62, chance(floor(vec2(place.x / every, level)) + vec2(slot, slot * 0.7)));
      vec3 pane = mix(lit(glass, normal), lamp, dark * (0.25 + 0.6 * awake));
      shown = mix(shown, pane, glazed);
    }
    colour = faded(shown);
  }
`
