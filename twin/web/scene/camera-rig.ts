import CameraControls from 'camera-controls'
import {
  Box3,
  Matrix4,
  OrthographicCamera,
  PerspectiveCamera,
  Quaternion,
  Raycaster,
  Sphere,
  Spherical,
  Vector2,
  Vector3,
  Vector4,
} from 'three'
import { cornersOf, fitCamera, fitPlan } from './fit-camera.ts'

CameraControls.install({
  THREE: { Box3, Matrix4, Quaternion, Raycaster, Sphere, Spherical, Vector2, Vector3, Vector4 },
})

/** Where one may look from: from above without perspective, along an aisle, at the fronts, at the rears, or freely. */
export const PRESETS = ['overview', 'plan', 'front', 'rear', 'aisle'] as const
export type Preset = (typeof PRESETS)[number]

export interface Bounds {
  readonly min: readonly [number, number, number]
  readonly max: readonly [number, number, number]
}

export interface LookOptions {
  /** Heading (degrees from north) of the fronts there. @default 180 */
  readonly faces?: number
  /** What is to be in the frame. @default the corners of the bounds */
  readonly points?: readonly (readonly [number, number, number])[]
  /** Degrees from north, from the centre to the eye of the overview, and radians above the horizon. @default a little aside of the fronts */
  readonly overview?: readonly [number, number]
  /** Pixels above what is looked at that are not its own. @default half a label */
  readonly top?: number
  /** @default true */
  readonly fly?: boolean
}

/** Pixels: half a label above, the tools below; in a narrow frame they take two rows, and the sides are dear. */
const FREE_EDGES = { top: 28, right: 28, bottom: 52, left: 28 } as const
const NARROW_EDGES = { top: 16, right: 12, bottom: 80, left: 12 } as const
const NARROW = 600
/** Metres from which the plan's camera looks down on the highest thing. */
const ABOVE_PLAN = 100

/** A flight takes at most 600 ms; none where people asked for less motion. */
const FLIGHT_SMOOTH_SECONDS = 0.14

/**
 * The camera and the hands on it. Two cameras, one of them plain for comparing colours in plan; z is up. Every movement
 * asks for frames through `invalidate` and stops asking when it rests.
 */
export class CameraRig {
  readonly controls: CameraControls
  readonly #perspective = new PerspectiveCamera(40, 1, 0.5, 6000)
  readonly #orthographic = new OrthographicCamera(-1, 1, 1, -1, 0.5, 6000)
  #size = { width: 1, height: 1 }
  readonly #still: boolean
  readonly #invalidate: () => void
  #isMoved = false

  constructor(element: HTMLElement, invalidate: () => void, still: boolean) {
    this.#still = still
    this.#invalidate = invalidate
    this.#perspective.up.set(0, 0, 1)
    this.#orthographic.up.set(0, 0, 1)
    this.#perspective.position.set(0, -100, 80)
    this.controls = new CameraControls(this.#perspective, element)
    this.controls.updateCameraUp()
    this.controls.smoothTime = FLIGHT_SMOOTH_SECONDS
    this.controls.draggingSmoothTime = 0.05
    this.controls.maxPolarAngle = Math.PI / 2 - 0.02
    this.controls.minDistance = 2
    this.controls.maxDistance = 3000
    this.controls.dollyToCursor = true
    for (const event of ['controlstart', 'control', 'wake', 'update', 'transitionstart'] as const) {
      this.controls.addEventListener(event, invalidate)
    }
    this.controls.addEventListener('controlstart', () => {
      this.#isMoved = true
    })
  }

  /** Has somebody moved the camera by hand since it last looked at something? */
  get isMoved(): boolean {
    return this.#isMoved
  }

  get camera(): PerspectiveCamera | OrthographicCamera {
    return this.controls.camera
  }

  resize(width: number, height: number): void {
    this.#size = { width: Math.max(1, width), height: Math.max(1, height) }
    this.#perspective.aspect = this.#size.width / this.#size.height
    this.#perspective.updateProjectionMatrix()
    this.#frameOrthographic()
  }

  /** Moves on by the time that passed; true while there is more to come. */
  update(deltaSeconds: number): boolean {
    return this.controls.update(deltaSeconds)
  }

  /** Looks at the bounds in the manner of the preset, from as near as shows all of them. */
  async look(
    bounds: Bounds,
    preset: Preset,
    { faces = 180, points, overview = [faces + 28, 0.62], top, fly = true }: LookOptions = {},
  ): Promise<void> {
    const move = fly && !this.#still
    this.#isMoved = false
    const edges = this.#size.width < NARROW ? NARROW_EDGES : FREE_EDGES
    const free = top === undefined ? edges : { ...edges, top }
    this.controls.camera = preset === 'plan' ? this.#orthographic : this.#perspective
    this.controls.maxPolarAngle = preset === 'plan' ? 0 : Math.PI / 2 - 0.02
    if (preset === 'plan') {
      this.#frameOrthographic()
      const { target, zoom } = fitPlan(bounds, { ...this.#size, free })
      const [x, y, z] = target
      void this.controls.zoomTo(zoom, false)
      await this.controls.setLookAt(x, y - 0.001, bounds.max[2] + ABOVE_PLAN, x, y, z, false)
      return
    }
    // The controls have one zoom for both cameras, and the plan's is not the perspective's.
    void this.controls.zoomTo(1, false)
    const [bearing, lift] = directionOf(preset, faces, overview)
    const angle = (bearing * Math.PI) / 180
    const level = Math.cos(lift)
    const towards = [Math.sin(angle) * level, Math.cos(angle) * level, Math.sin(lift)] as const
    const fit = fitCamera(points ?? cornersOf(bounds), towards, this.#perspective.fov, {
      ...this.#size,
      free,
    })
    const away = fit.distance * (preset === 'aisle' ? 0.55 : 1)
    const [x, y, z] = fit.target
    const eye = [x + towards[0] * away, y + towards[1] * away, Math.max(1.6, z + towards[2] * away)] as const
    await this.controls.setLookAt(...eye, x, y, z, move)
  }

  /** One step of a turn, for the buttons that stand in for dragging. */
  turn(degrees: number): void {
    this.#isMoved = true
    void this.controls.rotate((degrees * Math.PI) / 180, 0, !this.#still)
    this.#invalidate()
  }

  /** One step nearer (positive) or farther. */
  approach(share: number): void {
    this.#isMoved = true
    if (this.controls.camera === this.#orthographic)
      void this.controls.zoomTo(this.#orthographic.zoom * (1 + share), !this.#still)
    else void this.controls.dollyTo(this.controls.distance * (1 - share), !this.#still)
    this.#invalidate()
  }

  /** Metres that a CSS pixel is long at the point that the camera turns around, across the line of sight. */
  get metresPerPixel(): number {
    if (this.controls.camera === this.#orthographic) return 1 / this.#orthographic.zoom
    const slope = Math.tan((this.#perspective.fov * Math.PI) / 360)
    return (2 * slope * this.controls.distance) / (this.#size.height * this.#perspective.zoom)
  }

  /** Direction in which north lies on the screen, in degrees clockwise from up. */
  north(): number {
    return (-this.controls.azimuthAngle * 180) / Math.PI + 0
  }

  dispose(): void {
    this.controls.dispose()
  }

  #frameOrthographic(): void {
    const { width, height } = this.#size
    Object.assign(this.#orthographic, { left: -width / 2, right: width / 2, top: height / 2, bottom: -height / 2 })
    this.#orthographic.updateProjectionMatrix()
  }
}

/** Bearing from the centre to the camera, in degrees from north, and how high above the horizon, in radians. */
function directionOf(
  preset: Exclude<Preset, 'plan'>,
  faces: number,
  overview: readonly [number, number],
): readonly [number, number] {
  switch (preset) {
    case 'front':
      return [faces, 0.25]
    case 'rear':
      return [faces + 180, 0.25]
    case 'aisle':
      return [faces + 90, 0.12]
    case 'overview':
      return overview
  }
}
