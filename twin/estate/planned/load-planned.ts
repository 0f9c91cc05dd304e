import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { EstateAt, type WholeEstate } from '../../analysis/build-out/estate-at.ts'
import type { EstateState } from '../../analysis/build-out/estate-state.ts'
import type { Diagnostic } from '../../kit/diagnostic.ts'
import type { Estate } from '../../model/estate.ts'
import { parentPath } from '../../model/path.ts'
import { readGuestFile } from '../estate-folder.ts'
import { loadExtended } from '../load-estate.ts'

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
  if (names.length === 0) return planned({ estate: today.estate, brings: new Map() })
  const files = new Map<string, Uint8Array>()
  const refused: Diagnostic[] = []
  for (const name of names) {
    const read = await readGuestFile(join(dirname(programmeFile), name))
    if ('bytes' in read) files.set(name, read.bytes)
    else refused.push({ file: name, line: 1, column: 1, path: [], message: read.wrong })
  }
  const { estate, written } = await loadExtended(today.folder, { files, refused })
  return planned({ estate, brings: bringsOf(names, written) })
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

function planned(whole: WholeEstate): PlannedEstate {
  return {
    ...whole,
    at: (state) => {
      const hash = createHash('sha256').update(`${whole.estate.version} ${state.key}`)
      return new EstateAt(whole, state, hash.digest('hex').slice(0, 16))
    },
  }
}
