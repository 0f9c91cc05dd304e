import {
  BoxGeometry,
  Color,
  DataTexture,
  Group,
  InstancedBufferAttribute,
  InstancedMesh,
  NearestFilter,
  RGBAFormat,
  type ShaderMaterial,
  UnsignedByteType,
  Vector2,
} from 'three'
import type { Thing } from '../../model/things.ts'
import { BOX_FLAG, type BoxFlags } from './box-flags.ts'
import { type BoxKind, type BoxPart, layOutBoxes } from './box-layout.ts'
import { type BoxUniforms, boxMaterial, RAMP_STEPS } from './box-material.ts'
import { type BoxTree, boxTree, type Ray } from './box-tree.ts'
import type { Bounds } from './camera-rig.ts'
import { CampusDrawing } from './campus/campus-drawing.ts'
import type { CampusTheme } from './campus/campus-uniforms.ts'
import { layOutFootprints } from './footprint-layout.ts'
import { footprintObjects } from './footprint-objects.ts'
import { StateTexture } from './state-texture.ts'

/** Colours of the drawing as CSS hexadecimal, from the theme's tokens. */
export interface DrawingTheme {
  readonly floor: string
  readonly line: string
  readonly faint: string
  /** Joints of floor tiles: a shade off the floor. */
  readonly grid: string
  readonly surface: string
  readonly accent: string
  readonly warning: string
  readonly critical: string
}

/**
 * A scope of the estate as three objects: footprints in lines, equipment in instanced boxes that read their colour and
 * marks from one texture. Knows nothing of React, of cameras or of where values come from.
 */
export class EstateDrawing {
  readonly root = new Group()
  readonly #parts: readonly BoxPart[]
  readonly #states: StateTexture
  readonly #uniforms: BoxUniforms
  readonly #materials: readonly ShaderMaterial[]
  readonly #meshes: { readonly kind: BoxKind; readonly solid: InstancedMesh; readonly ghost: InstancedMesh }[] = []
  readonly #geometry = new BoxGeometry(1, 1, 1)
  readonly #tree: BoxTree
  /** Thing index of each box in the tree. */
  readonly #boxThing: Uint32Array
  readonly #boxKind: readonly BoxKind[]
  readonly #bounds: Float32Array
  readonly #rowOf = new Map<number, number>()
  readonly #shown = new Set<BoxKind>(['rack', 'crah', 'chiller'])
  readonly #lines: Group
  /** Buildings and ground. */
  readonly campus: CampusDrawing

  constructor(
    things: readonly Thing[],
    roomOf: (thing: Thing) => string,
    extent: number,
    theme: DrawingTheme & { readonly campus: CampusTheme },
  ) {
    this.#parts = layOutBoxes(things, roomOf)
    this.#states = new StateTexture(extent)
    const ramp = new DataTexture(new Uint8Array(RAMP_STEPS * 4), RAMP_STEPS, 1, RGBAFormat, UnsignedByteType)
    ramp.magFilter = NearestFilter
    ramp.minFilter = NearestFilter
    this.#uniforms = {
      values: { value: this.#states.values },
      marks: { value: this.#states.marks },
      domain: { value: new Vector2(0, 1) },
      ramp: { value: ramp },
      surface: { value: asDrawn(theme.surface) },
      line: { value: asDrawn(theme.line) },
      accent: { value: asDrawn(theme.accent) },
      warning: { value: asDrawn(theme.warning) },
      critical: { value: asDrawn(theme.critical) },
    }
    const solid = boxMaterial(this.#uniforms, 'solid')
    const ghost = boxMaterial(this.#uniforms, 'ghost')
    this.#materials = [solid, ghost]
    for (const part of this.#parts) this.#addPart(part, solid, ghost)

    this.#bounds = join(this.#parts.map((part) => part.bounds))
    this.#boxThing = Uint32Array.from(this.#parts.flatMap((part) => [...part.things]))
    this.#boxKind = this.#parts.flatMap((part) => Array<BoxKind>(part.things.length).fill(part.kind))
    this.#boxThing.forEach((thing, row) => {
      this.#rowOf.set(thing, row)
    })
    this.#tree = boxTree(this.#bounds)
    this.#lines = footprintObjects(layOutFootprints(things), {
      floor: new Color(theme.floor),
      line: new Color(theme.line),
      faint: new Color(theme.faint),
    })
    this.campus = new CampusDrawing(things, theme.campus)
    this.root.add(this.campus.root, this.#lines)
  }

  /** Colours every box by its thing's value. */
  setValues(values: Float32Array, domain: readonly [number, number]): void {
    this.#states.setValues(values)
    this.#uniforms.domain.value.set(...domain)
  }

  /** @param bytes 256 colours of four bytes, as they are to appear */
  setRamp(bytes: Uint8Array): void {
    const { value: ramp } = this.#uniforms.ramp
    const data = (ramp as DataTexture).image.data
    data?.set(bytes.subarray(0, RAMP_STEPS * 4))
    ramp.needsUpdate = true
  }

  /** Sets every box's marks anew. */
  setMarks(marksOf: (thing: number) => BoxFlags): void {
    let ghosts = false
    for (const thing of this.#boxThing) {
      const flags = marksOf(thing)
      ghosts ||= (flags & BOX_FLAG.ghost) !== 0
      this.#states.setFlags(thing, flags)
    }
    for (const mesh of this.#meshes) mesh.ghost.visible = ghosts && this.#shown.has(mesh.kind)
  }

  /** Which kinds of boxes are drawn and can be picked. */
  show(kinds: ReadonlySet<BoxKind>): void {
    this.#shown.clear()
    for (const kind of kinds) this.#shown.add(kind)
    for (const mesh of this.#meshes) {
      mesh.solid.visible = this.#shown.has(mesh.kind)
      mesh.ghost.visible = mesh.ghost.visible && mesh.solid.visible
    }
  }

  /** The thing that the ray meets first; what is hidden, x-rayed or not shown is passed over. */
  pick(ray: Ray): number | undefined {
    const hit = this.#tree.raycast(ray, (box) => {
      const flags = this.#states.flags(this.#boxThing[box] ?? 0)
      const kind = this.#boxKind[box]
      return (flags & (BOX_FLAG.ghost | BOX_FLAG.hidden)) !== 0 || kind === undefined || !this.#shown.has(kind)
    })
    const building = this.campus.pick(ray)
    if (building && (!hit || building.distance < hit.distance)) return building.thing
    return hit && this.#boxThing[hit.box]
  }

  /** Common bounds of these things' boxes; of all boxes where none of them has one. */
  boundsOf(things: Iterable<number>): Bounds | undefined {
    const rows = [...things].flatMap((thing) => this.#rowOf.get(thing) ?? [])
    return enclose(this.#bounds, rows)
  }

  /** Common bounds of everything drawn as a box. */
  bounds(): Bounds | undefined {
    return enclose(
      this.#bounds,
      Array.from({ length: this.#bounds.length / 6 }, (_, row) => row),
    )
  }

  /** Where the marker above a thing's box floats: the middle of its top. */
  topOf(thing: number): readonly [number, number, number] | undefined {
    const bounds = this.boundsOf([thing])
    return bounds && [(bounds.min[0] + bounds.max[0]) / 2, (bounds.min[1] + bounds.max[1]) / 2, bounds.max[2]]
  }

  dispose(): void {
    for (const { solid, ghost } of this.#meshes) {
      solid.dispose()
      ghost.dispose()
      solid.geometry.dispose()
    }
    for (const material of this.#materials) material.dispose()
    this.#lines.userData.dispose?.()
    this.campus.dispose()
    this.#states.dispose()
    this.#uniforms.ramp.value.dispose()
    this.#geometry.dispose()
  }

  #addPart(part: BoxPart, solidMaterial: ShaderMaterial, ghostMaterial: ShaderMaterial): void {
    const geometry = this.#geometry.clone()
    geometry.setAttribute('thing', new InstancedBufferAttribute(Float32Array.from(part.things), 1))
    const solid = new InstancedMesh(geometry, solidMaterial, part.things.length)
    solid.instanceMatrix.array.set(part.matrices)
    solid.computeBoundingSphere()
    const ghost = new InstancedMesh(geometry, ghostMaterial, part.things.length)
    ghost.instanceMatrix = solid.instanceMatrix
    ghost.boundingSphere = solid.boundingSphere
    ghost.renderOrder = 3
    ghost.visible = false
    solid.visible = this.#shown.has(part.kind)
    // Picking goes through the tree: the library's own test of every instance costs 22 ms at 100,000.
    solid.raycast = () => {}
    ghost.raycast = () => {}
    this.#meshes.push({ kind: part.kind, solid, ghost })
    this.root.add(solid, ghost)
  }
}

/** A colour whose shader value is the very bytes of the CSS colour (no conversion to linear light). */
function asDrawn(css: string): Color {
  return new Color(css).convertLinearToSRGB()
}

function join(arrays: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(arrays.reduce((sum, array) => sum + array.length, 0))
  let at = 0
  for (const array of arrays) {
    joined.set(array, at)
    at += array.length
  }
  return joined
}

function enclose(bounds: Float32Array, rows: readonly number[]): Bounds | undefined {
  if (rows.length === 0) return undefined
  const low: [number, number, number] = [Infinity, Infinity, Infinity]
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity]
  for (const row of rows) {
    for (const axis of [0, 1, 2] as const) {
      low[axis] = Math.min(low[axis], bounds[row * 6 + axis] ?? Infinity)
      high[axis] = Math.max(high[axis], bounds[row * 6 + axis + 3] ?? -Infinity)
    }
  }
  return { min: low, max: high }
}
