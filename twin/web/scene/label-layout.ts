/** A label in the drawing: the more important one wins where two would overlap. */
export interface Label {
  readonly text: string
  readonly at: readonly [number, number, number]
  readonly importance: number
  /** Drawn without a frame. @default false */
  readonly isSmall?: boolean
  /** Of a ghost: how it is to stand out. @default none */
  readonly ghost?: 'plain' | 'strong'
  /** One of a run of like names (the rows of a hall), in their order. @default false */
  readonly inRun?: boolean
  /** Says of what it stands at that it is late: a sign of its own goes before the text. @default false */
  readonly isLate?: boolean
  /** CSS pixels that it stands above its place. @default 0 */
  readonly lift?: number
  /** East and north parts of the direction that the label is to be seen from. @default from everywhere */
  readonly facing?: readonly [number, number]
}

/** So near to edge-on, or to straight from above, a label still counts as seen from its side. */
const EDGE_ON = 0.02

/** Is a label seen from its side? From straight above all are. @param view unit vector from the camera towards it */
export function isTurnedTo(facing: Label['facing'], view: { readonly x: number; readonly y: number }): boolean {
  return facing === undefined || facing[0] * view.x + facing[1] * view.y < EDGE_ON
}

/** Where a label would be drawn, in CSS pixels; `shown` says whether it is in view and in front of the camera. */
export interface LabelBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly importance: number
  readonly shown: boolean
  /** One of a run of like names (the rows of a hall), in their order. @default false */
  readonly inRun?: boolean
}

/** How near a label may come to the edge of the frame, in CSS pixels. */
const EDGE = 4

/** The label's middle moved so far into the frame that nothing of it is cut off; the lower edge belongs to the tools. */
export function keepInside(
  box: LabelBox,
  frame: { readonly width: number; readonly height: number; readonly below: number },
): LabelBox {
  const within = (at: number, half: number, size: number) => Math.max(half + EDGE, Math.min(size - half - EDGE, at))
  return {
    ...box,
    x: within(box.x, box.width / 2, frame.width),
    y: within(box.y, box.height / 2, frame.height - frame.below),
  }
}

/** At most so many labels are DOM elements at a time: more cost more than they tell. */
export const LABEL_LIMIT = 60

/** Which labels to draw so that no two overlap, the important first; of a run every second or third where all are too many. */
export function declutter(boxes: readonly LabelBox[], margin = 4): Set<number> {
  const left = leftOfRun(boxes, margin)
  const order = boxes
    .map((box, number) => ({ box, number }))
    .filter(({ box, number }) => box.shown && !left.has(number))
    .sort((a, b) => b.box.importance - a.box.importance || a.number - b.number)
  const kept: LabelBox[] = []
  const numbers = new Set<number>()
  for (const { box, number } of order) {
    if (numbers.size >= LABEL_LIMIT) break
    if (kept.some((other) => overlap(other, box, margin))) continue
    kept.push(box)
    numbers.add(number)
  }
  return numbers
}

/** What of a run is left out: with one name missing between its neighbours a reader would count wrongly. */
function leftOfRun(boxes: readonly LabelBox[], margin: number): ReadonlySet<number> {
  const run = boxes.flatMap((box, number) => (box.inRun && box.shown ? [{ box, number }] : []))
  let step = 1
  const crowded = () =>
    run.some(({ box }, at) => {
      const next = run[at + step]
      return at % step === 0 && next !== undefined && overlap(box, next.box, margin)
    })
  while (step < run.length && crowded()) step++
  return new Set(run.flatMap(({ number }, at) => (at % step === 0 ? [] : [number])))
}

function overlap(one: LabelBox, other: LabelBox, margin: number): boolean {
  return (
    Math.abs(other.x - one.x) * 2 < other.width + one.width + 2 * margin &&
    Math.abs(other.y - one.y) * 2 < other.height + one.height + 2 * margin
  )
}
