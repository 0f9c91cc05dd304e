import { isMap, isScalar, type Node, parseDocument } from 'yaml'
import { SCHEMA_VERSION } from '../schema/estate-file.ts'
import { type Edit, edited } from './edit.ts'
import { editsFrom1 } from './from-1.ts'

/** What each version's files are edited by to become the next one's. */
const STEPS: Readonly<Partial<Record<number, (root: Node) => readonly Edit[]>>> = { 1: editsFrom1 }

/** The first version whose files are still understood. */
export const OLDEST_VERSION = 1

/**
 * The text of an estate file as the present version writes it; comments and layout stay, and each line its number.
 * @param text that has been read without a problem
 * @param version that it says of itself, from OLDEST_VERSION
 */
export function migrateFile(text: string, version: number): string {
  let migrated = text
  for (let now = version; now < SCHEMA_VERSION; now++) {
    const root = parseDocument(migrated, { uniqueKeys: false, merge: false, prettyErrors: false }).contents
    if (!root) break
    migrated = edited(migrated, [...(STEPS[now]?.(root) ?? []), ...versionEdit(root, now + 1)])
  }
  return migrated
}

function versionEdit(root: Node, version: number): readonly Edit[] {
  if (!isMap(root)) return []
  const value = root.items.find(({ key }) => isScalar(key) && key.value === 'schema')?.value
  return isScalar(value) && value.range ? [{ from: value.range[0], to: value.range[1], text: String(version) }] : []
}
