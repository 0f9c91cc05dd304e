import { z } from 'zod'
import { isPath, type ThingPath } from '../../model/path.ts'
import type { PlannedEdits } from '../../model/programme.ts'
import { patternMember, readNamePattern } from '../schema/name-pattern.ts'
import { spelled } from './spelled.ts'

const FRAGMENT = /^planned\/[a-z0-9][a-z0-9.-]{0,80}\.ya?ml$/
const fragment = spelled(
  (given) => FRAGMENT.test(given),
  'is no file of what is planned',
  'a file in the folder `planned` beside this one: planned/block-40.yaml',
)

/** A place of the estate. */
export const path = spelled(isPath, 'is no path', 'a path of the estate: kragujevac/district/building-2')

/** Of all members of a pattern; more are a slip of the pen. */
const MOST_PLACES = 10_000

/** A place, or a name that stands for many: kragujevac/hall-[5-6]. */
export const places = spelled(
  (given) => expanded(given).every(isPath) && expanded(given).length > 0,
  'is no path',
  `a path of the estate, or a pattern of at most ${MOST_PLACES} of them: kragujevac/hall-[5-6]`,
)

/** The paths that such names stand for, each once. */
export function placesOf(names: readonly string[]): readonly ThingPath[] {
  return [...new Set(names.flatMap(expanded))] as ThingPath[]
}

/** None where it is no pattern, or one of too many. */
function expanded(name: string): readonly string[] {
  const read = readNamePattern(name)
  if ('wrong' in read || read.pattern.count > MOST_PLACES) return []
  return Array.from({ length: read.pattern.count }, (_, number) => patternMember(read.pattern, number).text)
}

/** Fields of what edits the estate once it is handed over. */
export const edits = {
  adds: z
    .union([fragment, z.array(fragment).min(1).max(500)])
    .optional()
    .describe('Files that say, as those of the estate do, what comes to it once this is handed over.'),
  removes: z.array(places).min(1).max(10_000).optional().describe('What goes then, with all that is in it.'),
}

interface WrittenEdits {
  readonly adds?: string | readonly string[] | undefined
  readonly removes?: readonly string[] | undefined
}

export function editsOf({ adds, removes }: WrittenEdits): PlannedEdits {
  return {
    ...(adds !== undefined && { adds: typeof adds === 'string' ? [adds] : adds }),
    ...(removes !== undefined && { removes: placesOf(removes) }),
  }
}
