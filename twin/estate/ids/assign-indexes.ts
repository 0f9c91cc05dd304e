import { lastSegment, parentPath } from '../../model/path.ts'
import type { Draft, RackShape } from '../expand/expansion.ts'
import { type IdsLine, movedPairs, type ReadIds } from './ids-file.ts'
import type { IdsShape } from './ids-shape.ts'
import { withAncestors } from './index-register.ts'
import { PathRuns } from './path-runs.ts'

/** Which index each drafted thing has. */
export interface Assignment {
  /** Of each draft. */
  readonly own: Int32Array
  /** Of what stands in each draft's rack, by slot; undefined where they simply follow the rack's own. */
  readonly inside: ReadonlyMap<number, Int32Array>
  readonly extent: number
  /** What the file of indexes did not know. */
  readonly added: readonly IdsLine[]
}

/** A path and what it becomes, as `renamed` says it; either may be a pattern. */
export interface Renaming {
  readonly from: string
  readonly to: string
}

/**
 * Gives each drafted thing the index that it has had, under this name or a former one, else the next free one.
 * The register of `ids` is brought up to date.
 * @throws IdsFault when a renaming is none
 */
export function assignIndexes(drafts: readonly Draft[], renamings: readonly Renaming[], ids: ReadIds): Assignment {
  const added: IdsLine[] = renamings.length > 0 ? rename(drafts, renamings, ids) : []
  const { register, shapes } = ids
  const runs = new PathRuns()
  const own = new Int32Array(drafts.length)
  const inside = new Map<number, Int32Array>()
  const full = new Map<RackShape, IdsShape>()
  const shapeOf = (rack: RackShape) => {
    const shape = full.get(rack) ?? shapes.of(['', ...rack.names])
    full.set(rack, shape)
    return shape
  }
  const add = (path: string, shape: IdsShape) => {
    const { first } = register.add(path, shape)
    runs.add(path, first, shape)
    return first
  }
  for (const [number, draft] of drafts.entries()) {
    const { path } = draft.thing
    const shape = draft.inside ? shapeOf(draft.inside.shape) : shapes.alone
    const blocks = register.blocksOf(path)
    const isPlain = !register.hasSingles || (!draft.inside && register.indexOf(path) === undefined)
    if (isPlain && blocks.length === 0 && register.indexOf(path) === undefined) {
      own[number] = add(path, shape)
    } else if (isPlain && blocks.length === 1 && blocks[0]?.shape === shape) {
      own[number] = blocks[0].first
    } else {
      const pathOf = (name: string) => (name === '' ? path : `${path}/${name}`)
      const missing = shape.names.filter((name) => register.indexOf(pathOf(name)) === undefined)
      if (missing.length > 0) add(path, shapes.of(missing))
      const table = Int32Array.from(shape.names, (name) => register.indexOf(pathOf(name)) ?? -1)
      own[number] = table[0] ?? -1
      if (draft.inside) inside.set(number, table.subarray(1))
    }
  }
  added.push(...runs.finish())
  return { own, inside, extent: register.extent, added }
}

/** Takes indexes along to new names: those whose old name is known and gone, and whose new name is there and unknown. */
function rename(drafts: readonly Draft[], renamings: readonly Renaming[], { register }: ReadIds): IdsLine[] {
  const byPath = new Map(drafts.map((draft) => [draft.thing.path as string, draft]))
  const present = withAncestors(byPath.keys())
  const isThere = (path: string) =>
    present.has(path) || byPath.get(parentPath(path))?.inside?.shape.names.includes(lastSegment(path)) === true
  const lines: IdsLine[] = []
  for (const { from, to } of renamings) {
    const known = register.knownPaths()
    const isKnown = (path: string) => known.has(path) || register.indexOf(path) !== undefined
    const all = movedPairs(from, to)
    const due = new Map([...all].filter(([old, now]) => isKnown(old) && !isThere(old) && isThere(now) && !isKnown(now)))
    if (due.size === 0) continue
    register.move(due)
    if (due.size === all.size) lines.push({ from, to })
    else for (const [old, now] of due) lines.push({ from: old, to: now })
  }
  return lines
}
