import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The place of a file or folder that comes with the program: beside the sources, whether they run or what was built of them.
 * @param below path from the root of the package, as `infra/cluster/go`
 * @returns undefined where the program stands alone, without what came with it
 */
export function shippedPath(below: string): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const shipped = join(folder, below)
    if (existsSync(join(folder, 'package.json')) && existsSync(shipped)) return shipped
    const above = dirname(folder)
    if (above === folder) return undefined
    folder = above
  }
}
