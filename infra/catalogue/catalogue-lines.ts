import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { shippedPath } from '../../twin/kit/shipped-path.ts'

const FOLDER = 'infra/catalogue/services'

/** Where a service or a workload of it is written: `infra/catalogue/services/evisa.ts:23`. */
export type CatalogueLines = (service: string, workload?: string) => string | undefined

/**
 * Finds the lines of the catalogue: a service stands in the file of its name. Read as text, since what was built of the files knows other lines; undefined for what is
 * not there.
 */
export function catalogueLines(): CatalogueLines {
  const folder = shippedPath(FOLDER)
  const files = new Map<string, readonly string[]>()
  return (service, workload = service) => {
    if (folder === undefined) return undefined
    const lines = files.get(service) ?? linesOf(join(folder, `${service}.ts`))
    files.set(service, lines)
    const at = lines.findIndex((line) => line.trim() === `name: '${workload}',`)
    return at < 0 ? undefined : `${FOLDER}/${service}.ts:${at + 1}`
  }
}

function linesOf(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
}
