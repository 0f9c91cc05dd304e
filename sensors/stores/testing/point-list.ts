import type { PointDirectory } from '../../../twin/model/batch.ts'
import type { PointPath } from '../../../twin/model/path.ts'

/** A directory of temperatures with the given paths; indexes are the places in the list. */
export function pointList(...paths: readonly string[]): PointDirectory {
  const definitions = paths.map((path) => ({
    // Hostile paths on purpose: a directory that came from elsewhere is not trusted to be well formed.
    path: path as string as PointPath,
    quantity: 'temperature' as const,
    unit: 'Cel' as const,
  }))
  return {
    size: definitions.length,
    definition: (index) => definitions[index],
    indexOf: (path) => {
      const index = paths.indexOf(path)
      return index < 0 ? undefined : index
    },
  }
}

/** `count` temperatures of racks with twenty points each: `a/hall-1/row-a/rack-7/p3/temperature`. */
export function rackPoints(count: number): PointDirectory {
  return pointList(
    ...Array.from({ length: count }, (_, index) => {
      const rack = Math.floor(index / 20)
      return `a/hall-1/row-${Math.floor(rack / 20) + 1}/rack-${rack}/p${index % 20}/temperature`
    }),
  )
}
