import type { PointDirectory } from '../../model/batch.ts'
import type { LiveFeed } from '../../model/live-feed.ts'
import type { PointPath } from '../../model/path.ts'

/** A feed of power points by their paths, of which nothing comes: for tests of what is made of history. */
export function listedFeed(paths: readonly string[]): LiveFeed & { readonly points: PointDirectory } {
  return {
    points: {
      size: paths.length,
      definition: (index) =>
        paths[index] === undefined ? undefined : { path: paths[index] as PointPath, quantity: 'power', unit: 'W' },
      indexOf: (path) => {
        const index = paths.indexOf(path)
        return index < 0 ? undefined : index
      },
    },
    subscribe: () => () => undefined,
  }
}
