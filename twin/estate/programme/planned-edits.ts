import { z } from 'zod'
import { isPath, type ThingPath } from '../../model/path.ts'
import type { PlannedEdits } from '../../model/programme.ts'
import { spelled } from './spelled.ts'

const FRAGMENT = /^planned\/[a-z0-9][a-z0-9.-]{0,80}\.ya?ml$/
const fragment = spelled(
  (given) => FRAGMENT.test(given),
  'is no file of what is planned',
  'a file in the folder `planned` beside this one: planned/block-40.yaml',
)

/** A place of the estate. */
export const path = spelled(isPath, 'is no path', 'a path of the estate: kragujevac/district/building-2')

/** Fields of what edits the estate once it is handed over. */
export const edits = {
  adds: z
    .union([fragment, z.array(fragment).min(1).max(500)])
    .optional()
    .describe('Files that say, as those of the estate do, what comes to it once this is handed over.'),
  removes: z.array(path).min(1).max(10_000).optional().describe('What goes then, with all that is in it.'),
}

interface WrittenEdits {
  readonly adds?: string | readonly string[] | undefined
  readonly removes?: readonly string[] | undefined
}

export function editsOf({ adds, removes }: WrittenEdits): PlannedEdits {
  return {
    ...(adds !== undefined && { adds: typeof adds === 'string' ? [adds] : adds }),
    ...(removes !== undefined && { removes: removes as readonly ThingPath[] }),
  }
}
