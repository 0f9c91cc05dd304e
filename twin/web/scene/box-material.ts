import { type Color, DoubleSide, GLSL3, type IUniform, ShaderMaterial, type Texture, type Vector2 } from 'three'
import { BOX_FLAG } from './box-flags.ts'

/** Colours of a ramp. */
export const RAMP_STEPS = 256

/** Shared by all box materials of a scene: change a value here and every box follows. */
export interface BoxUniforms extends Record<string, IUniform> {
  readonly values: IUniform<Texture>
  readonly marks: IUniform<Texture>
  /** Least and greatest value of the ramp. */
  readonly domain: IUniform<Vector2>
  /** RAMP_STEPS × 1, sRGB bytes taken as they are: the colour on screen is the legend's, to the bit. */
  readonly ramp: IUniform<Texture>
  readonly surface: IUniform<Color>
  readonly line: IUniform<Color>
  readonly accent: IUniform<Color>
  readonly warning: IUniform<Color>
  readonly critical: IUniform<Color>
}

/**
 * Unlit boxes: every face of a box has exactly its legend's colour, and form comes from edges drawn in the shader. The
 * same geometry is drawn twice where something is x-rayed: once for what is solid, once for the ghosts.
 */
export function boxMaterial(uniforms: BoxUniforms, pass: 'solid' | 'ghost'): ShaderMaterial {
  return new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms,
    defines: { GHOST_PASS: pass === 'ghost' ? 1 : 0 },
    transparent: pass === 'ghost',
    depthWrite: pass === 'solid',
    side: DoubleSide,
    toneMapped: false,
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
  })
}

const CODE_NO_MAXIMUM = -2
const CODE_NO_DATA = -1

const VERTEX = /* glsl */ `
  in float thing;
  uniform highp usampler2D values;
  uniform sampler2D marks;
  uniform vec2 domain;
  out vec3 place;
  out vec3 size;
  flat out vec3 face;
  flat out int code;
  flat out int flags;

  void main() {
    int index = int(thing + 0.5);
    ivec2 cell = ivec2(index & 255, index >> 8);
    flags = int(texelFetch(marks, cell, 0).r * 255.0 + 0.5);
    uint bits = texelFetch(values, cell, 0).r;
    // All ones in the exponent: infinity where the rest is zero, else not a number (IEEE 754).
    if ((bits & 0x7f800000u) == 0x7f800000u) code = (bits & 0x007fffffu) == 0u ? ${CODE_NO_MAXIMUM} : ${CODE_NO_DATA};
    else code = int(clamp((uintBitsToFloat(bits) - domain.x) / (domain.y - domain.x), 0.0, 1.0) * ${RAMP_STEPS - 1}.0 + 0.5);
    size = vec3(length(instanceMatrix[0].xyz), length(instanceMatrix[1].xyz), length(instanceMatrix[2].xyz));
    place = position * size;
    face = normal;
    bool ghost = (flags & ${BOX_FLAG.ghost}) != 0;
    bool hidden = (flags & ${BOX_FLAG.hidden}) != 0 || ghost != (GHOST_PASS == 1);
    gl_Position = hidden ? vec4(2.0, 2.0, 2.0, 1.0) : projectionMatrix * modelViewMatrix * instanceMatrix * vec4(position, 1.0);
  }
`

const FRAGMENT = /* glsl */ `
  uniform sampler2D ramp;
  uniform vec3 surface;
  uniform vec3 line;
  uniform vec3 accent;
  uniform vec3 warning;
  uniform vec3 critical;
  in vec3 place;
  in vec3 size;
  flat in vec3 face;
  flat in int code;
  flat in int flags;
  out vec4 colour;

  // Distance to the nearest edge of this face, in pixels.
  float edgePixels() {
    vec3 depth = size * 0.5 - abs(place);
    vec3 pixels = depth / max(fwidth(place), vec3(1e-6));
    vec3 across = mix(pixels, vec3(1e6), step(0.5, abs(face)));
    return min(across.x, min(across.y, across.z));
  }

  // How many pixels the shorter side of this face is long.
  float facePixels() {
    vec3 pixels = size / max(fwidth(place), vec3(1e-6));
    vec3 across = mix(pixels, vec3(1e6), step(0.5, abs(face)));
    return min(across.x, min(across.y, across.z));
  }

  bool marked(int flag) { return (flags & flag) != 0; }

  void main() {
    vec3 fill = surface;
    bool striped = mod(gl_FragCoord.x + gl_FragCoord.y, 7.0) < 1.5;
    if (code >= 0) fill = texelFetch(ramp, ivec2(code, 0), 0).rgb;
    else if (code == ${CODE_NO_MAXIMUM}) fill = vec3(1.0);
    else if (striped) fill = mix(surface, line, 0.55);
    if (marked(${BOX_FLAG.stale})) fill = mix(surface, fill, 0.45);
    if (marked(${BOX_FLAG.planned})) { if (!striped) discard; fill = accent; }

    float edge = edgePixels();
    // The front is told by a second, inner line: a door.
    float door = face.y > 0.5 ? min(abs(abs(place.x) - size.x * 0.4) / max(fwidth(place.x), 1e-6), abs(abs(place.z) - size.z * 0.44) / max(fwidth(place.z), 1e-6)) : 1e6;
    bool inDoor = abs(place.x) < size.x * 0.4 + 0.01 && abs(place.z) < size.z * 0.44 + 0.01;
    vec3 ink = line;
    float width = 1.0;
    if (marked(${BOX_FLAG.warning})) { ink = warning; width = 2.0; }
    if (marked(${BOX_FLAG.critical})) { ink = critical; width = 3.0; }
    if (marked(${BOX_FLAG.highlighted})) { ink = accent; width = 2.0; }
    if (marked(${BOX_FLAG.selected})) { ink = accent; width = 3.5; }
    float drawn = 1.0 - smoothstep(width - 0.5, width + 0.5, edge);
    // From afar the edges would leave nothing of the colour that they are around; what is marked keeps its line.
    float plain = smoothstep(2.0, 6.0, facePixels());
    if (ink == line) drawn *= plain;
    float doorLine = inDoor ? 0.5 * plain * (1.0 - smoothstep(0.4, 1.2, door)) : 0.0;
    vec3 shown = mix(mix(fill, line, doorLine), ink, drawn);
    colour = vec4(shown, GHOST_PASS == 1 ? 0.12 : 1.0);
  }
`
