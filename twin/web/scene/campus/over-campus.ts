/** Where a campus is looked at from: degrees from north, and radians above the horizon. */
type View = readonly [number, number]

/** A map's reader stands in the south; a little to the east both sides of a building are seen. */
const VIEWS = {
  upright: [108, 0.82],
  usual: [154, 0.7],
  wide: [160, 0.56],
} as const satisfies Record<string, View>

/** Width by height of a frame from which on it is wide: the ground is then seen flatter, to fill it. */
const WIDE = 2
const UPRIGHT = 0.95

/** The view that fills a frame. On a telephone held upright the long side of the ground goes up. @param aspect width by height */
export function overCampus(aspect: number): View {
  return aspect < UPRIGHT ? VIEWS.upright : aspect > WIDE ? VIEWS.wide : VIEWS.usual
}
