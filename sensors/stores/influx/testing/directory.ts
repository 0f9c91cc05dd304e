import type { PointDirectory } from '../../../../twin/model/batch.ts'
import type { PointPath } from '../../../../twin/model/path.ts'

/** A directory of temperature points with these paths, in this order. */
export function directoryOf(paths: readonly string[]): PointDirectory {
  return {
    size: paths.length,
    definition(index) {
      const path = paths[index]
      return path === undefined ? undefined : { path: path as PointPath, quantity: 'temperature', unit: 'Cel' }
    },
    indexOf(path) {
      const index = paths.indexOf(path)
      return index < 0 ? undefined : index
    },
  }
}
