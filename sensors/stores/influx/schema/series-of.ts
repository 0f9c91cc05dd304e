import { decodeName, encodeFirst, encodeName } from './name-codec.ts'

/** What a series stands for; also the name of its measurement. `other`: a path that has no site or has empty parts. */
export const SERIES_KINDS = ['rack', 'unit', 'place', 'other'] as const
export type SeriesKind = (typeof SERIES_KINDS)[number]

/** Tag keys in the order in which they make up the path. */
export const TAG_KEYS = ['site', 'room', 'row', 'rack', 'unit'] as const
export type TagKey = (typeof TAG_KEYS)[number]

/** Where a point rests: its rack's or unit's series, and in it a field. Tag values and field are encoded names. */
export interface SeriesOfPoint {
  readonly measurement: SeriesKind
  readonly tags: Readonly<Partial<Record<TagKey, string>>>
  readonly field: string
}

/** Says of a point's path how many of its first segments name the rack or unit that it belongs to. */
export type UnitOf = (pointPath: string) => { readonly kind: 'rack' | 'unit'; readonly depth: number } | undefined

const RACK = /^(?:rack|cabinet|enclosure)(?:-|\d|$)/
const ROW = /^(?:row|aisle|line)(?:-|\d|$)/
const PLACE =
  /^(?:building|block|campus|wing|floor|level|storey|hall|room|zone|cage|pod|suite|plot|area|aisle|row|section|district|yard|roof)(?:-|\d|$)/
/** Names that would be taken for the timestamp or for a tag (InfluxDB 3: a tag and a field may not share a name). */
const RESERVED: ReadonlySet<string> = new Set(['time', ...TAG_KEYS])

/**
 * The series and field of a point's path. Pure, total (any string at all) and injective: {@link pathOf} gives the path back.
 * The rack is the series and its points are fields, because a tag value a point would break the series limits of InfluxDB 1
 * (1,000,000 series a database, 100,000 values a tag) in a large estate.
 *
 * Where `unitOf` does not know, names decide: the first part called rack… is the rack; else the first part below the site that
 * is not called like a place (hall, room, row …) is the unit; else the point belongs to the place itself.
 */
export function seriesOf(path: string, unitOf?: UnitOf): SeriesOfPoint {
  const parts = path.split('/')
  if (parts.length < 2 || parts.includes('')) return { measurement: 'other', tags: {}, field: fieldOf([path]) }
  const given = unitOf?.(path)
  const { kind, depth } = given && given.depth >= 2 && given.depth < parts.length ? given : byName(parts)
  const above = parts.slice(1, kind === 'place' ? depth : depth - 1)
  const last = above.at(-1) ?? ''
  const hasRow = above.length >= 2 && (kind === 'rack' || ROW.test(last))
  const room = (hasRow ? above.slice(0, -1) : above).map(encodeName).join('/')
  return {
    measurement: kind,
    tags: {
      site: encodeName(parts[0] ?? ''),
      ...(room === '' ? {} : { room }),
      ...(hasRow ? { row: encodeName(last) } : {}),
      ...(kind === 'place' ? {} : { [kind]: encodeName(parts[depth - 1] ?? '') }),
    },
    field: fieldOf(parts.slice(depth)),
  }
}

/** The point's path, from the series and field that {@link seriesOf} gave. */
export function pathOf({ tags, field }: Pick<SeriesOfPoint, 'tags' | 'field'>): string {
  const parts = TAG_KEYS.flatMap((key) => {
    const value = tags[key]
    return value === undefined ? [] : [decodeName(value)]
  })
  return [...parts, decodeName(field)].join('/')
}

function byName(parts: readonly string[]): { kind: 'rack' | 'unit' | 'place'; depth: number } {
  const rack = parts.findIndex((part, index) => index > 0 && index < parts.length - 1 && RACK.test(part))
  if (rack > 0) return { kind: 'rack', depth: rack + 1 }
  const unit = parts.findIndex((part, index) => index > 0 && index < parts.length - 1 && !PLACE.test(part))
  return unit > 0 ? { kind: 'unit', depth: unit + 1 } : { kind: 'place', depth: parts.length - 1 }
}

function fieldOf(parts: readonly string[]): string {
  const name = parts.join('/')
  return RESERVED.has(name) ? encodeFirst(name) : encodeName(name)
}
