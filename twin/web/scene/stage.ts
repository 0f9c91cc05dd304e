import { Color } from 'three'
import { sunOver } from '../../analysis/sun/sun-over.ts'
import type { Estate } from '../../model/estate.ts'
import type { Thing } from '../../model/things.ts'
import type { ConstructionByThing, Shells, SunAt } from '../state/construction.ts'
import type { RackGhosts } from '../state/rack-ghosts.ts'
import { isRoomProbe } from '../state/room-probe.ts'
import { AlarmMarkers, type Marker } from './alarm-markers.ts'
import type { BoxKind } from './box-layout.ts'
import { RAMP_STEPS } from './box-material.ts'
import { type Bounds, CameraRig, type Preset } from './camera-rig.ts'
import { DRAWING_LIGHT, sunlight } from './campus/light.ts'
import { overCampus } from './campus/over-campus.ts'
import { EstateDrawing } from './estate-drawing.ts'
import { cornersOf } from './fit-camera.ts'
import { layOutFloorGrid, tileLabels } from './floor-grid.ts'
import { FloorGridObject } from './floor-grid-object.ts'
import { layOutFootprints } from './footprint-layout.ts'
import { GhostBoxes } from './ghost-boxes.ts'
import { ghostsToDraw } from './ghost-drawing.ts'
import { LabelLayer } from './label-layer.ts'
import type { Label } from './label-layout.ts'
import { type MarkInput, marksOf } from './marks.ts'
import { rayThrough } from './pointer.ts'
import { CAMPUS_THEME, SCENE_THEME } from './scene-theme.ts'
import { labelsOf, lateLabels, roomOf, thingsBelow } from './scene-things.ts'

/** CSS pixels of height under which a campus keeps the names of what stands, and no others: they would cover it. */
const SMALL = 280
const OF_WHAT_STANDS = 3

/** Pixels over a campus that the choice of the sun takes. */
const BELOW_SUN = 44

type Corner = readonly [number, number, number]

export interface StageParts {
  readonly estate: Estate
  readonly scope: string
  readonly theme: 'dark' | 'light'
  readonly nameOf: (thing: Thing) => string
  readonly pointerElement: HTMLElement
  readonly labelElement: HTMLElement
  readonly reducedMotion: boolean
  readonly invalidate: () => void
}

/** A drawing, its camera, its labels and its alarm signs: all of a picture that is not React's. */
export class Stage {
  readonly drawing: EstateDrawing
  readonly grid: FloorGridObject
  readonly markers: AlarmMarkers
  readonly ghosts: GhostBoxes
  readonly rig: CameraRig
  readonly background: Color
  /** Draws the last frame again at once, for who reads the canvas; set by the renderer's root. */
  redraw: () => void = () => {}
  readonly #labels: LabelLayer
  /** What is written whatever else is shown. */
  readonly #names: readonly Label[]
  /** Of what stands in buildings: behind walls nobody sees it. */
  readonly #inside: readonly Label[]
  #late: readonly Label[] = []
  #ghostLabels: readonly Label[] = []
  #isSolid = false
  readonly #invalidate: () => void
  readonly #things: readonly Thing[]
  readonly #estate: Estate
  readonly #scope: string
  readonly #frame: Bounds
  /** What is to be in the frame: corners of outlines and boxes. */
  readonly #corners: readonly Corner[]
  readonly #faces: number
  readonly #isCampus: boolean
  #aspect = 1
  #isSmall = false
  readonly #frameListeners = new Set<() => void>()
  #looksAt: { readonly preset: Preset; readonly thing: number | undefined } = { preset: 'overview', thing: undefined }

  constructor({ estate, scope, theme, nameOf, pointerElement, labelElement, reducedMotion, invalidate }: StageParts) {
    const colours = SCENE_THEME[theme]
    this.#estate = estate
    this.#scope = scope
    this.#isCampus = estate.find(scope)?.kind === 'site' || scope === ''
    this.#things = thingsBelow(estate, scope)
    this.#invalidate = invalidate
    this.background = new Color(colours.background)
    this.drawing = new EstateDrawing(this.#things, (thing) => roomOf(estate, thing), estate.extent, {
      ...colours,
      campus: CAMPUS_THEME[theme],
    })
    const raw = (css: string) => new Color(css).convertLinearToSRGB()
    const rooms = layOutFootprints(this.#things).filter(({ kind }) => kind === 'room')
    this.grid = new FloorGridObject(layOutFloorGrid(rooms), raw(colours.grid))
    this.markers = new AlarmMarkers(raw(colours.warning), raw(colours.critical), raw(colours.background))
    this.ghosts = new GhostBoxes(raw(colours.accent), raw(colours.line))
    this.#labels = new LabelLayer(labelElement)
    const tiles = rooms.filter(({ path }) => path === scope).flatMap(tileLabels)
    const { outside, inside } = labelsOf(this.#things, estate, scope, nameOf)
    this.#names = outside
    this.#inside = [...inside, ...tiles]
    this.#writeLabels()
    this.rig = new CameraRig(pointerElement, invalidate, reducedMotion)
    this.#corners = this.#frameCorners(scope)
    this.#frame = this.#wholeFrame()
    this.#faces = mostCommonFront(this.#things)
  }

  /** The frame has this size in CSS pixels; until somebody moves the camera, the picture is fitted to it again. */
  resize(width: number, height: number): void {
    this.#aspect = width / Math.max(1, height)
    const isSmall = height < SMALL
    if (isSmall !== this.#isSmall) {
      this.#isSmall = isSmall
      this.#writeLabels()
    }
    this.rig.resize(width, height)
    if (!this.rig.isMoved) this.#look(false)
  }

  /** Looks at the whole scope, or at the thing if it has a box. */
  look(preset: Preset, thing?: number): void {
    this.#looksAt = { preset, thing }
    this.#look(true)
  }

  /** @param ramp 256 colours of four bytes; none where the mode has no ramp and what is known is drawn plain */
  setRamp(ramp: Uint8ClampedArray | undefined, theme: 'dark' | 'light'): void {
    const plain = new Color(SCENE_THEME[theme].surface).getHex()
    const bytes = new Uint8Array(RAMP_STEPS * 4)
    for (let at = 0; at < bytes.length; at += 4) bytes.set([plain >> 16, (plain >> 8) & 255, plain & 255, 255], at)
    if (ramp) bytes.set(ramp)
    this.drawing.setRamp(bytes)
    this.#invalidate()
  }

  setValues(values: Float32Array, domain: readonly [number, number]): void {
    this.drawing.setValues(values, domain)
    this.#invalidate()
  }

  setMarks(input: MarkInput): void {
    this.drawing.setMarks((thing) => marksOf(thing, input))
    this.drawing.campus.mark(input.selected, input.dimmed)
    const markers: Marker[] = []
    for (const thing of this.#things) {
      const { index } = thing
      const state = input.health[index] ?? 0
      if (state < 2 || !isMarked(thing)) continue
      const at = this.drawing.topOf(index)
      if (at && !input.dimmed?.(index)) markers.push({ at, severity: state === 3 ? 'critical' : 'warning' })
    }
    this.markers.set(markers)
    this.#invalidate()
  }

  /** What is not there yet: in a hall at its units, from afar around its rack, with its rank above. */
  setGhosts(ghosts: readonly RackGhosts[]): void {
    const { boxes, labels } = ghostsToDraw(ghosts, this.#estate, this.#scope)
    this.ghosts.set(boxes)
    this.#ghostLabels = labels
    this.#writeLabels()
    this.#invalidate()
  }

  /** Where buildings and plots stand: floors that are done, one that is being built, those to come. */
  setConstruction(told: ConstructionByThing | undefined, lateText: (days: number) => string): void {
    const differs = this.drawing.campus.setConstruction(told)
    const late = lateLabels(this.#things, (index) => this.drawing.campus.told(index)?.late ?? 0, lateText)
    const isSame =
      late.length === this.#late.length &&
      late.every(({ text, at }, number) => {
        const before = this.#late[number]
        return before?.text === text && before.at.join() === at.join()
      })
    if (!isSame) {
      this.#late = late
      this.#writeLabels()
    }
    if (differs || !isSame) this.#invalidate()
  }

  /** @param sunAt the light of a drawing where it is left out */
  setSun(sunAt: SunAt | undefined): void {
    const site = this.#estate.find(this.#scope.split('/')[0] ?? '')
    const sun = sunAt && site?.kind === 'site' ? sunOver(site, sunAt.day, sunAt.minute) : undefined
    this.drawing.campus.setLight(sun ? sunlight(sun) : DRAWING_LIGHT)
    this.#invalidate()
  }

  setShells(shells: Shells): void {
    this.drawing.campus.setShells(shells)
    this.#isSolid = shells === 'solid'
    this.#writeLabels()
    this.#invalidate()
  }

  show(kinds: ReadonlySet<BoxKind>): void {
    this.drawing.show(kinds)
    this.#invalidate()
  }

  /** The thing under a place on the canvas, in shares of its size. */
  pick(acrossShare: number, downShare: number): number | undefined {
    return this.drawing.pick(rayThrough(this.rig.camera, acrossShare, downShare))
  }

  /** Before a frame is drawn: everything that depends on where the camera is; the size is in CSS pixels. */
  prepareFrame(width: number, height: number): void {
    this.grid.prepare(this.rig.camera, width, height)
    this.#labels.draw(this.rig.camera, width, height)
    for (const listener of this.#frameListeners) listener()
  }

  /** Calls the listener now and with every frame. @returns ends that */
  onFrame(listener: () => void): () => void {
    listener()
    this.#frameListeners.add(listener)
    return () => this.#frameListeners.delete(listener)
  }

  dispose(): void {
    this.rig.dispose()
    this.#labels.dispose()
    this.drawing.dispose()
    this.grid.dispose()
    this.markers.dispose()
    this.ghosts.dispose()
  }

  #writeLabels(): void {
    const names =
      this.#isCampus && this.#isSmall
        ? this.#names.filter(({ importance }) => importance >= OF_WHAT_STANDS)
        : this.#names
    this.#labels.set([...names, ...(this.#isSolid ? [] : this.#inside), ...this.#late, ...this.#ghostLabels])
  }

  #boxesOf(thing: number): number[] {
    const top = this.#estate.thing(thing)
    return top ? thingsBelow(this.#estate, top.path).map(({ index }) => index) : []
  }

  #facesOf(thing: number | undefined): number {
    const found = thing === undefined ? undefined : this.#estate.thing(thing)
    return found?.kind === 'rack' ? found.placement.faces : this.#faces
  }

  #look(fly: boolean): void {
    const { preset, thing } = this.#looksAt
    const near = thing === undefined ? undefined : this.drawing.boundsOf(this.#boxesOf(thing))
    const faces = this.#facesOf(thing)
    if (near) void this.rig.look(widen(near, 2), preset, { faces, fly })
    else {
      const points = this.#corners.length > 0 ? { points: this.#corners } : {}
      // A campus is read as a map is: from the south.
      const overview = this.#isCampus
        ? { overview: overCampus(this.#aspect), ...(this.#isSmall ? {} : { top: BELOW_SUN }) }
        : {}
      void this.rig.look(this.#frame, preset, { faces, fly, ...points, ...overview })
    }
    this.#invalidate()
  }

  /** A site is framed by its buildings and plots; a hall by its floor and its boxes, its upper edges may pass the frame. */
  #frameCorners(scope: string): Corner[] {
    const boxes = this.drawing.bounds()
    const isHall = this.#estate.find(scope)?.kind !== 'site' && boxes !== undefined
    const outlines = layOutFootprints(this.#things).flatMap(({ corners, base, height }) =>
      corners.flatMap(({ x, y }): Corner[] => [[x, y, base], ...(isHall ? [] : [[x, y, base + height] as const])]),
    )
    return isHall ? [...outlines, ...cornersOf(boxes)] : outlines
  }

  #wholeFrame(): Bounds {
    const boxes = this.drawing.bounds()
    const all = [...(boxes ? [boxes.min, boxes.max] : []), ...this.#corners]
    if (all.length === 0) return { min: [-10, -10, 0], max: [10, 10, 3] }
    const edge = (axis: 0 | 1 | 2, pick: (...numbers: number[]) => number) => pick(...all.map((point) => point[axis]))
    return {
      min: [edge(0, Math.min), edge(1, Math.min), Math.min(0, edge(2, Math.min))],
      max: [edge(0, Math.max), edge(1, Math.max), edge(2, Math.max)],
    }
  }
}

function widen({ min, max }: Bounds, metres: number): Bounds {
  return {
    min: [min[0] - metres, min[1] - metres, min[2]],
    max: [max[0] + metres, max[1] + metres, max[2]],
  }
}

/** The heading that most racks face: the overview looks at fronts, not at rears. */
function mostCommonFront(things: readonly Thing[]): number {
  const counts = new Map<number, number>()
  for (const thing of things) {
    if (thing.kind === 'rack') counts.set(thing.placement.faces, (counts.get(thing.placement.faces) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 180
}

/** What carries a marker of its own; the probes of racks and coolers are marked by these. */
function isMarked(thing: Thing): boolean {
  return thing.kind === 'rack' || thing.kind === 'crah' || thing.kind === 'chiller' || isRoomProbe(thing)
}
