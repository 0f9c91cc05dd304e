import { describe, expect, it } from 'vitest'
import { cornersOf, fitCamera, fitPlan } from './fit-camera.ts'

const NO_EDGES = { top: 0, right: 0, bottom: 0, left: 0 }
const FROM_SOUTH = [0, -1, 0] as const

describe('fitting the camera to points', () => {
  it('stands where a square fills the height: half its height over the tangent of half the angle, before its near side', () => {
    const cube = cornersOf({ min: [-1, -1, -1], max: [1, 1, 1] })
    const { target, distance } = fitCamera(cube, FROM_SOUTH, 90, { width: 200, height: 100, free: NO_EDGES })
    // tan 45° = 1: the near face, 1 m before the middle, needs 1 m: 2 m from the middle.
    expect(distance).toBeCloseTo(2)
    for (const at of target) expect(at).toBeCloseTo(0)
  })

  it('backs off for the width where the frame is narrow', () => {
    const cube = cornersOf({ min: [-1, -1, -1], max: [1, 1, 1] })
    const { distance } = fitCamera(cube, FROM_SOUTH, 90, { width: 50, height: 100, free: NO_EDGES })
    expect(distance).toBeCloseTo(3)
  })

  it('keeps every point of a long flat site inside the free part of the frame, and touches its edge', () => {
    const frame = { width: 696, height: 340, free: { top: 28, right: 20, bottom: 52, left: 20 } }
    const points = cornersOf({ min: [-20, 0, 0], max: [425, 270, 28] })
    const [angle, lift] = [(208 * Math.PI) / 180, 0.62]
    const towards = [Math.sin(angle) * Math.cos(lift), Math.cos(angle) * Math.cos(lift), Math.sin(lift)] as const
    const fit = fitCamera(points, towards, 40, frame)
    const drawn = points.map((point) => project(point, fit, towards, 40, frame))
    for (const { x, y } of drawn) {
      expect(x).toBeGreaterThanOrEqual(20 - 1e-6)
      expect(x).toBeLessThanOrEqual(676 + 1e-6)
      expect(y).toBeGreaterThanOrEqual(28 - 1e-6)
      expect(y).toBeLessThanOrEqual(288 + 1e-6)
    }
    const edges = [
      Math.min(...drawn.map(({ x }) => x)) - 20,
      Math.min(...drawn.map(({ y }) => y)) - 28,
      288 - Math.max(...drawn.map(({ y }) => y)),
    ]
    expect(Math.min(...edges.map(Math.abs))).toBeCloseTo(0)
  })
})

/** Pixels of a point as a pinhole camera draws it. */
function project(
  point: readonly [number, number, number],
  { target, distance }: ReturnType<typeof fitCamera>,
  [tx, ty, tz]: readonly [number, number, number],
  fov: number,
  { width, height }: { readonly width: number; readonly height: number },
) {
  const [dx, dy, dz] = [point[0] - target[0], point[1] - target[1], point[2] - target[2]]
  const level = Math.hypot(tx, ty)
  const right = (-ty * dx + tx * dy) / level
  const up = (-tx * tz * dx - ty * tz * dy) / level + level * dz
  const deep = distance - (tx * dx + ty * dy + tz * dz)
  const scale = height / 2 / Math.tan((fov * Math.PI) / 360)
  return { x: width / 2 + (right / deep) * scale, y: height / 2 - (up / deep) * scale }
}

describe('fitting the plan', () => {
  const frame = { width: 220, height: 160, free: { top: 20, right: 10, bottom: 40, left: 10 } }

  it('fills the free part of the frame and stands in its middle', () => {
    // 200 by 100 pixels are free: 20 a metre. The southern edge comes to 40 pixels above the lower one: 2 m below the middle.
    const { target, zoom } = fitPlan({ min: [0, 0, 0], max: [10, 5, 3] }, frame)
    expect(zoom).toBe(20)
    expect(target).toEqual([5, 2, 1.5])
  })

  it('is as small as the longer side needs', () => {
    expect(fitPlan({ min: [0, 0, 0], max: [40, 5, 3] }, frame).zoom).toBe(5)
    expect(fitPlan({ min: [0, 0, 0], max: [10, 50, 3] }, frame).zoom).toBe(2)
  })
})
