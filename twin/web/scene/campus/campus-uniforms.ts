import { Color, DataTexture, type IUniform, NearestFilter, RGBAFormat, UnsignedByteType, Vector3 } from 'three'
import type { Light } from './light.ts'
import { DRAWING_LIGHT } from './light.ts'
import type { Progress } from './storeys.ts'

/** Colours of a campus as CSS hexadecimal: muted, since data alone are saturated. */
export interface CampusTheme {
  readonly wall: string
  readonly glass: string
  /** Of a window behind which somebody works at night. */
  readonly lamp: string
  readonly roof: string
  readonly greenRoof: string
  readonly deck: string
  /** Of solar panels. */
  readonly panel: string
  /** Outlines, and lines within them. */
  readonly ink: string
  readonly quietInk: string
  /** Of what is planned: seen on the ground, where the ink of faces need not be. */
  readonly plannedInk: string
  readonly hatch: string
  readonly paper: string
  readonly accent: string
  readonly ground: string
  readonly green: string
  readonly paved: string
  readonly path: string
  readonly road: string
  readonly parking: string
  readonly water: string
  readonly crown: string
  readonly trunk: string
  /** What everything is mixed with at night. */
  readonly night: string
  /** How much of the colour below it the darkest shadow leaves, from 0 to 1. */
  readonly shade: number
}

export type CampusUniforms = Record<string, IUniform> & {
  readonly states: IUniform<DataTexture>
  readonly towards: IUniform<Vector3>
  readonly strength: IUniform<number>
  readonly shadow: IUniform<number>
  readonly dark: IUniform<number>
}

/** Bits of the last number of a slot's state. */
export const SLOT_FLAG = { clear: 1, selected: 2, dimmed: 4 } as const

const WIDTH = 256
const NONE = 255
const STATE_NUMBER = { planned: 0, 'under-construction': 1, commissioned: 2 } as const

/** Shared by all materials of a campus: change a value here and every face, line and tree follows. */
export function campusUniforms(slots: number, theme: CampusTheme): CampusUniforms {
  const height = Math.max(1, Math.ceil(slots / WIDTH))
  const states = new DataTexture(new Uint8Array(WIDTH * height * 4), WIDTH, height, RGBAFormat, UnsignedByteType)
  states.magFilter = NearestFilter
  states.minFilter = NearestFilter
  const { shade, ...colours } = theme
  const asDrawn = Object.entries(colours).map(
    // The shaders write what the screen shows, without the conversion from linear light.
    ([name, css]) => [name, { value: new Color(css).convertLinearToSRGB() }] as const,
  )
  const uniforms = {
    ...Object.fromEntries(asDrawn),
    shade: { value: shade },
    states: { value: states },
    towards: { value: new Vector3() },
    strength: { value: 1 },
    shadow: { value: 1 },
    dark: { value: 0 },
  }
  setLight(uniforms, DRAWING_LIGHT)
  return uniforms
}

export function setLight(uniforms: CampusUniforms, { towards, strength, shadow, night }: Light): void {
  uniforms.towards.value.set(...towards)
  uniforms.strength.value = strength
  uniforms.shadow.value = shadow
  uniforms.dark.value = night
}

/** Writes how far a slot's building or plot is. @returns whether that differs from what was written */
export function writeProgress(uniforms: CampusUniforms, slot: number, { state, done, atWork }: Progress): boolean {
  const data = uniforms.states.value.image.data as Uint8Array
  const next = [Math.min(NONE, done), atWork ?? NONE, STATE_NUMBER[state]]
  const differs = next.some((value, channel) => data[slot * 4 + channel] !== value)
  if (differs) {
    data.set(next, slot * 4)
    uniforms.states.value.needsUpdate = true
  }
  return differs
}

/** Writes what is marked on a slot: a sum of SLOT_FLAG bits. */
export function writeFlags(uniforms: CampusUniforms, slot: number, flags: number): void {
  const data = uniforms.states.value.image.data as Uint8Array
  if (data[slot * 4 + 3] === flags) return
  data[slot * 4 + 3] = flags
  uniforms.states.value.needsUpdate = true
}

/** For shaders: what stands of a slot at a level: 0 nothing yet, 1 is being built, 2 is done. */
export const STANDING = /* glsl */ `
  uniform sampler2D states;
  ivec4 stateOf(float slot) {
    int at = int(slot + 0.5);
    return ivec4(texelFetch(states, ivec2(at & ${WIDTH - 1}, at >> 8), 0) * 255.0 + 0.5);
  }
  int standing(ivec4 state, float level) {
    int at = int(level + 0.5);
    return at < state.r ? 2 : at == state.g ? 1 : 0;
  }
`

/** For shaders: the light on a face, and the night over everything. */
export const LIT = /* glsl */ `
  uniform vec3 towards;
  uniform float strength;
  uniform float dark;
  uniform vec3 night;
  vec3 lit(vec3 colour, vec3 normal) {
    float sky = 0.74 + 0.08 * normal.z;
    float direct = max(dot(normal, towards), 0.0) * 0.3 * strength;
    float dull = 0.06 * (1.0 - strength);
    return mix(colour * min(sky + direct + dull, 1.08), night, 0.5 * dark);
  }
`
