type Vector = readonly [number, number, number]

/** Pixels of the frame that are to stay free: labels stand above what they name, the tools lie over the lower edge. */
export interface FreeEdges {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

export interface Frame {
  readonly width: number
  readonly height: number
  readonly free: FreeEdges
}

/** Where the camera looks, and from how far. */
export interface CameraFit {
  readonly target: Vector
  readonly distance: number
}

/**
 * The nearest place of a perspective camera from which every point is inside the frame without its free edges, and in
 * the middle of what is left.
 *
 * A point at (x, y, z) along right, up and towards the camera is inside when x ≤ (distance − z) · slope, and likewise for
 * the other three sides: each side is a straight condition on the distance and on the target's shift.
 *
 * @param towards unit vector from the target to the camera; not straight up or down
 * @param fovDegrees vertical angle of view
 */
export function fitCamera(points: readonly Vector[], towards: Vector, fovDegrees: number, frame: Frame): CameraFit {
  const right = normal([-towards[1], towards[0], 0])
  const up = cross(towards, right)
  const slope = Math.tan((fovDegrees * Math.PI) / 360)
  const { free, width, height } = frame
  const side = (size: number, edge: number) => Math.max(0.2, 1 - (2 * edge) / Math.max(1, size))
  const across = slope * (width / Math.max(1, height))
  const horizontal = fitAxis(points, right, towards, [
    across * side(width, free.right),
    across * side(width, free.left),
  ])
  const vertical = fitAxis(points, up, towards, [slope * side(height, free.top), slope * side(height, free.bottom)])
  const fromOrigin = Math.max(horizontal.distance, vertical.distance)
  const [x, y] = [horizontal.shift(fromOrigin), vertical.shift(fromOrigin)]
  // The target is moved along the line of sight into the middle of the points: that is what one turns around.
  const nearness = points.map((point) => dot(point, towards))
  const z = (Math.min(...nearness) + Math.max(...nearness)) / 2
  const target = [0, 1, 2].map((at) => (right[at] ?? 0) * x + (up[at] ?? 0) * y + (towards[at] ?? 0) * z)
  return { target: target as unknown as Vector, distance: fromOrigin - z }
}

/** Where a camera looks straight down with north up, and how many pixels a metre has. */
export interface PlanFit {
  readonly target: Vector
  readonly zoom: number
}

/** The greatest plan of the bounds that leaves the frame's free edges free, in the middle of the rest. */
export function fitPlan({ min, max }: { readonly min: Vector; readonly max: Vector }, frame: Frame): PlanFit {
  const { free, width, height } = frame
  const across = Math.max(1, width - free.left - free.right) / Math.max(1, max[0] - min[0])
  const upwards = Math.max(1, height - free.top - free.bottom) / Math.max(1, max[1] - min[1])
  const zoom = Math.min(across, upwards)
  const x = (min[0] + max[0] + (free.right - free.left) / zoom) / 2
  const y = (min[1] + max[1] + (free.top - free.bottom) / zoom) / 2
  return { target: [x, y, (min[2] + max[2]) / 2], zoom }
}

/** The conditions of two opposite sides: the least distance that meets both, and the shift in their middle. */
function fitAxis(points: readonly Vector[], axis: Vector, towards: Vector, [high, low]: readonly [number, number]) {
  let most = Number.NEGATIVE_INFINITY
  let least = Number.NEGATIVE_INFINITY
  for (const point of points) {
    const [along, near] = [dot(point, axis), dot(point, towards)]
    most = Math.max(most, along + near * high)
    least = Math.max(least, -along + near * low)
  }
  return {
    distance: (most + least) / (high + low),
    shift: (distance: number) => (most - distance * high + (distance * low - least)) / 2,
  }
}

/** The eight corners of a box. */
export function cornersOf({ min, max }: { readonly min: Vector; readonly max: Vector }): Vector[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].map(
    (corner): Vector => [(corner & 1 ? max : min)[0], (corner & 2 ? max : min)[1], (corner & 4 ? max : min)[2]],
  )
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

function normal(vector: Vector): Vector {
  const length = Math.hypot(...vector)
  return [vector[0] / length, vector[1] / length, vector[2] / length]
}
