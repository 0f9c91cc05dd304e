import type { Placement, Point2, Point3 } from '../../model/geometry.ts'
import { bandAlong, type Surface } from '../../model/ground.ts'
import type { Source } from '../../model/source.ts'
import { heading, type Metres, metres } from '../../model/units.ts'
import { memberSteps } from '../schema/name-pattern.ts'
import { defined } from './defined.ts'
import type { Member } from './scope.ts'

type Step = readonly [number, number]

/** A pair for the member's number, or a list of pairs: one for each range. */
export type StepText = Step | readonly Step[] | undefined

export function point3(x: number, y: number, z: number): Point3 {
  return { x: tidy(x), y: tidy(y), z: tidy(z) }
}

/** Sums of tenths stay tenths. */
function tidy(value: number) {
  return metres(Math.round(value * 1e6) / 1e6)
}

const point2 = (x: number, y: number): Point2 => ({ x: tidy(x), y: tidy(y) })

/** How far a member of a pattern stands from the first, in metres. */
export function stepped(step: StepText, member: Member): Step {
  if (step === undefined) return [0, 0]
  if (isPair(step)) return [step[0] * member.number, step[1] * member.number]
  let [x, y] = [0, 0]
  for (const [at, run] of memberSteps(member.pattern, member.number).entries()) {
    const [dx, dy] = step[at] ?? [0, 0]
    x += dx * run
    y += dy * run
  }
  return [x, y]
}

function isPair(step: Step | readonly Step[]): step is Step {
  return typeof step[0] === 'number'
}

/** A place given in metres of what it stands in, seen from the site. */
export function spotOf(at: readonly number[], step: StepText, member: Member, frame: Point3): Point3 {
  const [dx, dy] = stepped(step, member)
  return point3(frame.x + (at[0] ?? 0) + dx, frame.y + (at[1] ?? 0) + dy, frame.z + (at[2] ?? 0))
}

interface GroundText {
  readonly at?: readonly number[] | undefined
  readonly step?: StepText
  readonly extent?: Step | undefined
  readonly footprint?: readonly Step[] | undefined
}

/** Where an area's own metres count from, and its corners; no corners where the file gives neither extent nor footprint. */
export function groundOf(text: GroundText, member: Member, frame: Point3): { corner: Point3; footprint: Point2[] } {
  const corner = spotOf(text.at ?? [0, 0], text.step, member, frame)
  return { corner, footprint: cornersFrom(corner, text) }
}

function cornersFrom(corner: Point2, { footprint, extent }: GroundText): Point2[] {
  if (footprint) return footprint.map(([x, y]) => point2(corner.x + x, corner.y + y))
  if (!extent) return []
  const [width, depth] = extent
  const [far, high] = [corner.x + width, corner.y + depth]
  return [point2(corner.x, corner.y), point2(far, corner.y), point2(far, high), point2(corner.x, high)]
}

interface SurfaceText extends GroundText {
  readonly surface: Surface['surface']
  readonly along?: readonly Step[] | undefined
  readonly width?: Metres | undefined
  readonly trees?: number | undefined
  readonly source?: Source | undefined
}

/** Metres across what goes along a line and says no width. */
const BAND_WIDTH = metres(3)

/** A piece of a plot's ground, seen from the site; no corners where the file gives no area. @param plot the plot's corner */
export function surfaceOf({ surface, trees, source, ...text }: SurfaceText, plot: Point2): Surface {
  const [east = 0, north = 0] = text.at ?? []
  const corner = point2(plot.x + east, plot.y + north)
  const line = text.along?.map(([x, y]) => point2(corner.x + x, corner.y + y))
  const footprint = line
    ? bandAlong(line, text.width ?? BAND_WIDTH).map(({ x, y }) => point2(x, y))
    : cornersFrom(corner, text)
  return { surface, footprint, ...defined({ trees, source }) }
}

export function middleOf(footprint: readonly Point2[], z: number): Point3 {
  const sum = { x: 0, y: 0 }
  for (const { x, y } of footprint) {
    sum.x += x
    sum.y += y
  }
  const count = Math.max(1, footprint.length)
  return point3(sum.x / count, sum.y / count, z)
}

const HEADINGS = { north: 0, east: 90, south: 180, west: 270 } as const
export type Direction = keyof typeof HEADINGS

export function headingOf(faces: Direction | number) {
  return heading(typeof faces === 'number' ? faces : HEADINGS[faces])
}

/** Unit vector of a heading: x east, y north. */
export function vectorOf(degrees: number): { readonly x: number; readonly y: number } {
  const angle = (degrees * Math.PI) / 180
  return { x: Math.sin(angle), y: Math.cos(angle) }
}

/** On the middle of the front (forward 1) or back (forward -1) of what is placed, at a height above its foot. */
export function onFace({ at, size, faces }: Placement, forward: 1 | -1, height: number): Point3 {
  const { x, y } = vectorOf(faces)
  const away = (forward * size.depth) / 2
  return point3(at.x + x * away, at.y + y * away, at.z + height)
}
