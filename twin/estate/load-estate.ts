import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { Diagnostic } from '../kit/diagnostic.ts'
import { checkExpansion } from './checks/check-expansion.ts'
import { wrongEstate } from './errors.ts'
import { type EstateFolder, readEstateFolder, shippedFolder } from './estate-folder.ts'
import { expand } from './expand/expand.ts'
import type { Draft, Expansion, ExpansionProblem } from './expand/expansion.ts'
import { ExpandedEstate } from './expanded-estate.ts'
import { expansionDiagnostics } from './expansion-diagnostics.ts'
import { assignIndexes } from './ids/assign-indexes.ts'
import { appendedIds, IDS_FILE, IdsFault, readIds } from './ids/ids-file.ts'
import { replaceFile } from './ids/replace-file.ts'
import { type EstateFiles, type Migration, readEstateFiles } from './read-estate-files.ts'

interface LoadOptions {
  /**
   * Whether new indexes are kept in the file of indexes beside the estate. Where they are not, or cannot be (a folder that is
   * only to be read), they are the same as long as the estate is.
   * @default true for a folder, false for the shipped estate
   */
  readonly writeIds?: boolean
}

export interface LoadedEstate {
  readonly estate: ExpandedEstate
  /** The folder that it was read from. */
  readonly folder: string
  /** Files of older versions, as they are and as they were understood. */
  readonly migrations: readonly Migration[]
  readonly ids: {
    /** How many things the file of indexes did not know. */
    readonly added: number
    readonly written: boolean
    /** Why they could not be written, for people. */
    readonly reason?: string
  }
}

/**
 * Reads, checks and expands the estate of a folder; without one, the estate that comes with the program.
 * @throws EstateError that tells everything that is wrong, by file and line
 */
export async function loadEstate(given: string | undefined, options: LoadOptions = {}): Promise<LoadedEstate> {
  const folder = await readEstateFolder(given === undefined ? shippedFolder() : resolve(given))
  const { expansion, files } = expanded(folder)
  const { ids, assignment } = indexes(folder, files, [expansion.drafts])
  const estate = new ExpandedEstate(expansion, assignment, versionOf(folder, ids))
  const added = assignment.added.length === 0 ? 0 : assignment.extent - ids.before
  const isDue = assignment.added.length > 0 && (options.writeIds ?? given !== undefined)
  const kept = isDue ? await keep(folder.path, ids.text) : { written: false }
  return { estate, folder: folder.path, migrations: files.migrations, ids: { added, ...kept } }
}

/** An estate with more files than its own, and where each of its things was written. */
export interface ExtendedEstate {
  readonly estate: ExpandedEstate
  /** In file order, without what is inside racks. */
  readonly written: readonly { readonly path: string; readonly file: string }[]
}

/**
 * The estate of a folder with files that are not its own, held to the same rules together. What is there without them has the index that it has, what they
 * bring has one beyond; nothing is written.
 * @throws EstateError that tells everything that is wrong, by file and line
 */
export async function loadExtended(given: string | undefined, more: ExtraFiles): Promise<ExtendedEstate> {
  const own = await readEstateFolder(given === undefined ? shippedFolder() : resolve(given))
  const files = new Map([...own.files, ...more.files])
  const folder = { ...own, files, refused: [...own.refused, ...more.refused] }
  const guests = new Set(more.files.keys())
  const { expansion, files: read } = expanded(folder, guests)
  // In the order in which they would be without guests, so that what has no index in the file gets the same.
  const today = expansion.drafts.filter(({ origin }) => !guests.has(origin.file))
  const { assignment, ids } = indexes(folder, read, [today, expansion.drafts])
  return {
    estate: new ExpandedEstate(expansion, assignment, versionOf(folder, ids)),
    written: expansion.drafts.map(({ origin: { file }, thing: { path } }) => ({ path, file })),
  }
}

const ONLY_TODAY = 'is no word of what is planned: only what is there can be renamed, in its own file'

/** Files that do not lie in the folder of the estate, by the names that messages give them. */
export type ExtraFiles = Pick<EstateFolder, 'files' | 'refused'>

/** @param guests names of files that are not the estate's own */
function expanded(
  folder: EstateFolder,
  guests: ReadonlySet<string> = new Set(),
): { readonly expansion: Expansion; readonly files: EstateFiles } {
  const files = readEstateFiles(folder)
  // Without one of its files, half of an estate would seem to be missing.
  if (!files.isWhole) throw wrongEstate(folder.path, files.diagnostics)
  const expansion = expand(files.parsed)
  const problems = [...expansion.problems, ...checkExpansion(expansion, files.parsed)].filter(
    ({ origin }) => !files.isStandIn(origin),
  )
  const renamings = files.parsed.filter(({ document, name }) => guests.has(name) && document.renamed !== undefined)
  const diagnostics = [
    ...files.diagnostics,
    ...renamings.flatMap(({ name }) => files.sources.get(name)?.diagnostic(['renamed'], ONLY_TODAY) ?? []),
    ...expansionDiagnostics(problems, files.sources),
  ]
  if (diagnostics.length > 0) throw wrongEstate(folder.path, diagnostics)
  return { expansion, files }
}

async function keep(folder: string, text: string): Promise<{ readonly written: boolean; readonly reason?: string }> {
  try {
    await replaceFile(join(folder, IDS_FILE), text)
    return { written: true }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return { written: false, reason: `${IDS_FILE} could not be written in ${folder} (${code ?? message})` }
  }
}

/** @param stages what is there; then that with what comes to it */
function indexes(folder: EstateFolder, files: EstateFiles, stages: readonly (readonly Draft[])[]) {
  const renamings = files.parsed.flatMap(({ name, document }) =>
    Object.entries(document.renamed ?? {}).map(([from, to]) => ({ file: name, from, to })),
  )
  try {
    const ids = readIds(folder.ids)
    const before = ids.register.extent
    let assignment = assignIndexes(stages[0] ?? [], renamings, ids)
    for (const drafts of stages.slice(1)) assignment = assignIndexes(drafts, renamings, ids)
    const text = assignment.added.length === 0 ? folder.ids : appendedIds(folder.ids, assignment.added, ids.shapes)
    return { ids: { before, text }, assignment }
  } catch (error) {
    if (!(error instanceof IdsFault)) throw error
    throw wrongEstate(folder.path, [faultDiagnostic(error, renamings, files)])
  }
}

function faultDiagnostic(
  fault: IdsFault,
  renamings: readonly { readonly file: string; readonly from: string; readonly to: string }[],
  files: EstateFiles,
): Diagnostic {
  const { line, message, found } = fault
  const said = found === undefined ? {} : { found }
  const renaming =
    line === 0 ? renamings.find(({ from, to }) => from.startsWith(found ?? '') || to === found) : undefined
  if (!renaming) return { file: IDS_FILE, line: Math.max(line, 1), column: 1, path: [], message, ...said }
  const problem: ExpansionProblem = {
    origin: { file: renaming.file, path: ['renamed', renaming.from] },
    message,
    ...said,
  }
  return expansionDiagnostics([problem], files.sources)[0] as Diagnostic
}

/** Of all that the estate is made of: its files and its indexes. */
function versionOf(folder: EstateFolder, ids: { readonly text: string }): string {
  const hash = createHash('sha256')
  for (const [name, bytes] of folder.files) hash.update(`${name} ${bytes.length}\n`).update(bytes)
  return hash.update(ids.text).digest('hex').slice(0, 16)
}
