import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { EstateAt, type WholeEstate } from '../../analysis/build-out/estate-at.ts'
import type { EstateState } from '../../analysis/build-out/estate-state.ts'
import type { Diagnostic } from '../../kit/diagnostic.ts'
import type { Estate } from '../../model/estate.ts'
import { parentPath } from '../../model/path.ts'
import { readGuestFile } from '../estate-folder.ts'
import { type ExtendedEstate, loadEstate, loadExtended } from '../load-estate.ts'
import { type Additions, additionsTo } from './additions.ts'

/** An estate with all that its programme brings to it. */
export interface PlannedEstate extends WholeEstate {
  /** The estate as a programme leads to it: that of today with what has come and without what is gone. */
  at(state: EstateState): Estate
}

/**
 * Reads the files of what is planned and holds them to the rules of the estate, together with it: what both have is refused with both named.
 * @param programmeFile beside which the files lie
 * @param adds their names, as the programme has them
 * @throws EstateError that tells everything that is wrong, by file and line
 */
export async function loadPlanned(
  today: { readonly estate: Estate; readonly folder: string },
  programmeFile: string,
  adds: readonly string[],
): Promise<PlannedEstate> {
  const names = [...new Set(adds)].sort()
  if (names.length === 0) return plannedIn({ estate: today.estate, brings: new Map() })
  const { estate, written } = await readExtended(today.folder, programmeFile, names)
  return plannedIn({ estate, brings: bringsOf(names, written) })
}

/** What is asked of a thread that reads what is planned. */
export interface AdditionsAsked {
  /** Folder of the estate's files. */
  readonly folder: string
  readonly programmeFile: string
  /** Names of the files, as the programme has them. */
  readonly files: readonly string[]
  /** Version of the estate of today that they come to. */
  readonly today: string
}

/** What a thread answers: plain data. */
export interface PlannedAdditions {
  readonly additions: Additions
  readonly brings: WholeEstate['brings']
}

/** Reads and checks what is planned as `loadPlanned` does, for somebody who has the estate of today already. @throws as `loadPlanned` */
export async function loadAdditions({
  files,
  folder,
  programmeFile,
  today: version,
}: AdditionsAsked): Promise<PlannedAdditions> {
  const names = [...new Set(files)].sort()
  const extended = await readExtended(folder, programmeFile, names)
  const { estate: today } = await loadEstate(folder, { writeIds: false })
  return {
    additions: additionsTo(today.version === version ? today : undefined, extended),
    brings: bringsOf(names, extended.written),
  }
}

async function readExtended(folder: string, programmeFile: string, names: readonly string[]): Promise<ExtendedEstate> {
  const files = new Map<string, Uint8Array>()
  const refused: Diagnostic[] = []
  for (const name of names) {
    const read = await readGuestFile(join(dirname(programmeFile), name))
    if ('bytes' in read) files.set(name, read.bytes)
    else refused.push({ file: name, line: 1, column: 1, path: [], message: read.wrong })
  }
  return loadExtended(folder, { files, refused })
}

/** The outermost things that each file writes. */
function bringsOf(
  names: readonly string[],
  written: readonly { readonly path: string; readonly file: string }[],
): ReadonlyMap<string, readonly string[]> {
  const byFile = new Map(names.map((name) => [name, new Set<string>()]))
  for (const { file, path } of written) {
    const own = byFile.get(file)
    if (own && !holds(own, parentPath(path))) own.add(path)
  }
  return new Map([...byFile].map(([name, paths]) => [name, [...paths]]))
}

function holds(paths: ReadonlySet<string>, path: string): boolean {
  for (let above = path; above !== ''; above = parentPath(above)) if (paths.has(above)) return true
  return false
}

/** Views of an estate with all its plans, by the state that a programme leads to. */
export function plannedIn(whole: WholeEstate): PlannedEstate {
  return {
    ...whole,
    at: (state) => {
      const hash = createHash('sha256').update(`${whole.estate.version} ${state.key}`)
      return new EstateAt(whole, state, hash.digest('hex').slice(0, 16))
    },
  }
}
