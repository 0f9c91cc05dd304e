import {
  BufferGeometry,
  Float32BufferAttribute,
  Group,
  LineSegments,
  type Material,
  Mesh,
  ShapeUtils,
  Uint32BufferAttribute,
  Vector2,
} from 'three'
import type { Building, Plot, Room, Solar, Thing } from '../../../model/things.ts'
import type { ConstructionByThing, Shells } from '../../state/construction.ts'
import { constructionOf, type Told } from '../../state/told-construction.ts'
import { type BoxTree, boxTree, type Ray } from '../box-tree.ts'
import { middleOf } from '../footprint-layout.ts'
import { BUILDING_SHADOW_VERTEX, buildingMaterial, shadowMaterial } from './building-material.ts'
import { layOutBuilding } from './building-mesh.ts'
import {
  type CampusTheme,
  type CampusUniforms,
  campusUniforms,
  SLOT_FLAG,
  setLight,
  writeFlags,
  writeProgress,
} from './campus-uniforms.ts'
import { clearBodies } from './clear-bodies.ts'
import { edgeMaterial } from './edge-material.ts'
import { drawBuildingEdges, type EdgeWeight, EdgeWriter } from './edge-writer.ts'
import { GROUND, type GroundLayer, layOutGround } from './ground-layout.ts'
import { groundMaterial } from './ground-material.ts'
import type { Light } from './light.ts'
import { type MeshColumns, MeshWriter } from './mesh-writer.ts'
import { encloses, type Triangulate } from './outline.ts'
import { progressOf } from './storeys.ts'
import { plantTrees } from './tree-layout.ts'
import { TREE_SHADOW_VERTEX, treeMaterial, treeMesh } from './tree-mesh.ts'

/** How strongly each piece of ground is outlined. */
const GROUND_EDGES: Readonly<Record<keyof typeof GROUND, EdgeWeight>> = {
  ...{ plain: 0, green: 1, paved: 1, parking: 1, water: 1 },
  ...{ path: 2, road: 2 },
}

/** Before all that stands, in this order. */
const ORDER = { ground: -10, shadow: -9 } as const

/**
 * Buildings and ground of a site in seven objects: ground, shadows of buildings and of trees, faces, edges of the ground and of
 * buildings, trees. What is built when, the light and the selection are numbers in uniforms and a texture: nothing is made anew when they change.
 */
export class CampusDrawing {
  readonly root = new Group()
  readonly #places: readonly (Building | Plot)[]
  readonly #slots = new Map<number, number>()
  readonly #roomed: ReadonlySet<number>
  readonly #buildings: readonly Building[]
  readonly #tree: BoxTree
  readonly #uniforms: CampusUniforms
  readonly #materials: Material[] = []
  readonly #bodies: readonly Mesh[]
  #shells: Shells = 'clear'
  #selected: number | undefined
  #dimmed: ((index: number) => boolean) | undefined
  #construction: ReadonlyMap<number, Told>

  constructor(things: readonly Thing[], theme: CampusTheme) {
    const plots = things.filter((thing) => thing.kind === 'plot')
    const buildings = things.filter((thing) => thing.kind === 'building')
    const solar = things.filter((thing) => thing.kind === 'solar')
    this.#places = [...plots, ...buildings]
    this.#buildings = buildings
    this.#tree = boxTree(Float32Array.from(buildings.flatMap(bodyOf)))
    for (const [slot, { index }] of this.#places.entries()) this.#slots.set(index, slot)
    this.#roomed = new Set(buildings.filter((building) => hasRooms(building, things)).map(({ index }) => index))
    this.#uniforms = campusUniforms(this.#places.length, theme)
    this.#construction = constructionOf(this.#places, undefined)
    this.#bodies = clearBodies(
      buildings.filter(({ index }) => this.#roomed.has(index)),
      theme.wall,
    )
    for (const body of this.#bodies) this.#add(body, 2)
    if (this.#places.length > 0) this.#draw(plots, buildings, solar)
    this.setConstruction(undefined)
    this.#mark()
  }

  /** Where each building and plot stands. @returns whether anything looks otherwise now */
  setConstruction(told: ConstructionByThing | undefined): boolean {
    this.#construction = constructionOf(this.#places, told)
    let differs = false
    for (const place of this.#places) {
      const slot = this.#slotOf(place)
      const own = this.#construction.get(place.index)
      if (!own) continue
      const levels = place.kind === 'building' ? place.floors : 0
      differs = writeProgress(this.#uniforms, slot, progressOf(own, levels)) || differs
    }
    return differs
  }

  /** What is told of a building or plot now. */
  told(index: number): Told | undefined {
    return this.#construction.get(index)
  }

  setLight(light: Light): void {
    setLight(this.#uniforms, light)
  }

  setShells(shells: Shells): void {
    this.#shells = shells
    for (const body of this.#bodies) body.visible = shells === 'clear'
    this.#mark()
  }

  /** What is selected is never dimmed away. */
  mark(selected: number | undefined, dimmed: ((index: number) => boolean) | undefined): void {
    this.#selected = selected
    this.#dimmed = dimmed
    this.#mark()
  }

  /** The building that the ray meets first, planned ones too; those that are seen through let it pass. */
  pick(ray: Ray): { readonly thing: number; readonly distance: number } | undefined {
    const hit = this.#tree.raycast(ray, (box) => this.#isClear(this.#buildings[box]?.index))
    const building = hit && this.#buildings[hit.box]
    return building && { thing: building.index, distance: hit.distance }
  }

  dispose(): void {
    for (const material of this.#materials) material.dispose()
    this.#uniforms.states.value.dispose()
    this.root.traverse((object) => {
      if (object instanceof Mesh || object instanceof LineSegments) object.geometry.dispose()
    })
  }

  #isClear(index: number | undefined): boolean {
    return this.#shells === 'clear' && index !== undefined && this.#roomed.has(index)
  }

  #slotOf({ index }: Thing): number {
    return this.#slots.get(index) ?? 0
  }

  #mark(): void {
    for (const place of this.#places) {
      const isSelected = place.index === this.#selected
      const isDimmed = !isSelected && place.kind === 'building' && (this.#dimmed?.(place.index) ?? false)
      const flags =
        (this.#isClear(place.index) ? SLOT_FLAG.clear : 0) |
        (isSelected ? SLOT_FLAG.selected : 0) |
        (isDimmed ? SLOT_FLAG.dimmed : 0)
      writeFlags(this.#uniforms, this.#slotOf(place), flags)
    }
  }

  #draw(plots: readonly Plot[], buildings: readonly Building[], solar: readonly Solar[]): void {
    const layers = layOutGround(plots, (plot) => this.#slotOf(plot))
    const mesh = new MeshWriter()
    const edges = new EdgeWriter()
    const groundEdges = new EdgeWriter()
    for (const { corners, ground, slot } of layers) {
      groundEdges.ring(corners, 0, { slot, level: 0 }, GROUND_EDGES[ground])
    }
    for (const building of buildings) {
      layOutBuilding(building, this.#slotOf(building), triangulate, mesh)
      drawBuildingEdges(building, this.#slotOf(building), edges)
    }
    for (const { footprint, height } of solar) {
      const below = buildings.find((building) => encloses(building.footprint, middleOf(footprint)))
      if (!below) continue
      const of = { slot: this.#slotOf(below), level: below.floors }
      mesh.level(footprint, triangulate(footprint), height, 'solar', of)
      edges.ring(footprint, height, of, 1)
    }
    const faces = facesOf(mesh.columns())
    const edgeInk = this.#keep(edgeMaterial(this.#uniforms))
    const flatInk = this.#keep(edgeMaterial(this.#uniforms))
    flatInk.depthTest = false
    this.#add(new Mesh(groundOf(layers), this.#keep(groundMaterial(this.#uniforms))), ORDER.ground)
    this.#add(new LineSegments(linesOf(groundEdges), flatInk), ORDER.ground + 0.5)
    this.#add(new Mesh(faces, this.#keep(shadowMaterial(this.#uniforms, BUILDING_SHADOW_VERTEX))), ORDER.shadow)
    this.#add(new Mesh(faces, this.#keep(buildingMaterial(this.#uniforms))), 0)
    this.#add(new LineSegments(linesOf(edges), edgeInk), 0)
    this.#plant(plots, layers, buildings)
  }

  #plant(plots: readonly Plot[], layers: readonly GroundLayer[], buildings: readonly Building[]): void {
    const groves = plots.flatMap((plot) =>
      (plot.surfaces ?? []).flatMap(({ trees = 0, footprint }) =>
        trees > 0 ? [{ corners: footprint, trees, slot: this.#slotOf(plot) }] : [],
      ),
    )
    const clear = [
      ...layers.filter(({ ground }) => ground !== 'plain' && ground !== 'green').map(({ corners }) => corners),
      ...buildings.map(({ footprint }) => footprint),
    ]
    const trees = plantTrees(groves, clear)
    if (trees.length === 0) return
    const standing = treeMesh(trees, this.#keep(treeMaterial(this.#uniforms)))
    const shadows = treeMesh(trees, this.#keep(shadowMaterial(this.#uniforms, TREE_SHADOW_VERTEX)))
    this.#add(standing, 0)
    this.#add(shadows, ORDER.shadow)
  }

  #keep<M extends Material>(material: M): M {
    this.#materials.push(material)
    return material
  }

  #add(object: Mesh | LineSegments, order: number): void {
    object.renderOrder = order
    // The shaders hide what is not to be seen; picking goes another way.
    object.frustumCulled = false
    object.raycast = () => {}
    this.root.add(object)
  }
}

/** Does a room stand in it? Rooms lie beside their building in the estate, not in it. */
function hasRooms({ footprint, path }: Building, things: readonly Thing[]): boolean {
  return things.some(
    (thing): thing is Room =>
      thing.kind === 'room' &&
      (thing.path.startsWith(`${path}/`) || thing.footprint.some((corner) => encloses(footprint, corner))),
  )
}

/** The box around a building: least corner, greatest corner. */
function bodyOf({ footprint, height }: Building): number[] {
  const xs = footprint.map(({ x }) => x)
  const ys = footprint.map(({ y }) => y)
  return [Math.min(...xs), Math.min(...ys), 0, Math.max(...xs), Math.max(...ys), height]
}

const triangulate: Triangulate = (corners) =>
  corners.length === 4 && isConvex(corners)
    ? [
        [0, 1, 2],
        [0, 2, 3],
      ]
    : ShapeUtils.triangulateShape(
        corners.map(({ x, y }) => new Vector2(x, y)),
        [],
      )

function isConvex(corners: readonly { readonly x: number; readonly y: number }[]): boolean {
  const turns = corners.map((at, number) => {
    const [next, last] = [corners[(number + 1) % 4] ?? at, corners[(number + 2) % 4] ?? at]
    return Math.sign((next.x - at.x) * (last.y - next.y) - (next.y - at.y) * (last.x - next.x))
  })
  return turns.every((turn) => turn === turns[0])
}

function facesOf({ positions, normals, faces, belongings, indexes }: MeshColumns): BufferGeometry {
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new Float32BufferAttribute(positions, 3))
  geometry.setAttribute('normal', new Float32BufferAttribute(normals, 3))
  geometry.setAttribute('face', new Float32BufferAttribute(faces, 4))
  geometry.setAttribute('belonging', new Float32BufferAttribute(belongings, 2))
  geometry.setIndex(new Uint32BufferAttribute(indexes, 1))
  return geometry
}

function linesOf(edges: EdgeWriter): BufferGeometry {
  const { positions, strokes } = edges.columns()
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new Float32BufferAttribute(positions, 3))
  geometry.setAttribute('stroke', new Float32BufferAttribute(strokes, 4))
  return geometry
}

function groundOf(layers: readonly GroundLayer[]): BufferGeometry {
  const positions: number[] = []
  const belongings: number[] = []
  const indexes: number[] = []
  for (const { corners, ground, slot } of layers) {
    const first = positions.length / 3
    for (const { x, y } of corners) {
      positions.push(x, y, 0)
      belongings.push(slot, GROUND[ground])
    }
    for (const triangle of triangulate(corners)) for (const corner of triangle) indexes.push(first + corner)
  }
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new Float32BufferAttribute(positions, 3))
  geometry.setAttribute('belonging', new Float32BufferAttribute(belongings, 2))
  geometry.setIndex(new Uint32BufferAttribute(indexes, 1))
  return geometry
}
