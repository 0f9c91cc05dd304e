import { constants } from 'node:fs'
import { type FileHandle, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Diagnostic } from '../kit/diagnostic.ts'
import { shippedPath } from '../kit/shipped-path.ts'
import { YAML_LIMITS } from '../kit/yaml-limits.ts'
import { noEstate } from './errors.ts'
import { IDS_FILE } from './ids/ids-file.ts'

/** A folder's files as they are on disk. */
export interface EstateFolder {
  readonly path: string
  /** By name, in the order of names. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** The file of indexes; '' where there is none. */
  readonly ids: string
  readonly refused: readonly Diagnostic[]
}

/** What begins with a dot is an editor's or the system's own. */
const ESTATE_FILE = /^[^.].*\.ya?ml$/isu
/** Dated edits of the estate stand beside it in a file of their own. */
export const RESERVATIONS_FILE = 'reservations.yaml'
/** And so does the programme of what is to be built. */
export const PROGRAMME_FILE = 'programme.yaml'
/** What was reported since, and what somebody supposes. */
export const PROGRESS_FILE = 'progress.yaml'
export const SCENARIOS_FILE = 'scenarios.yaml'
const BESIDE = new Set([RESERVATIONS_FILE, PROGRAMME_FILE, PROGRESS_FILE, SCENARIOS_FILE])

/** Whether a file of a folder is one of the estate, by its name. */
export function isEstateFile(name: string): boolean {
  return ESTATE_FILE.test(name) && !BESIDE.has(name)
}

/** In any script; what cannot be seen in a message is no name. */
const SANE_NAME = /^[^\p{C}\p{Zl}\p{Zp}]{1,100}$/u
const UNUSABLE_NAME =
  'The file is not read: its name has control characters or more than 100 characters. Give it another.'
const MOST_FILES = 500
const MOST_BYTES = 64 << 20
const MOST_IDS_BYTES = 128 << 20

/** The folder of the estate that comes with the program: beside the sources, whether they run or what was built of them. */
export function shippedFolder(): string {
  const below = join('twin', 'estate', 'shipped')
  const shipped = shippedPath(below)
  if (shipped === undefined) throw noEstate(below, 'the program stands alone, without the files that came with it')
  return shipped
}

/**
 * Reads the `*.yaml` files of a folder and its file of indexes. Only plain files right in the folder are read: links, pipes,
 * devices and unusable names are refused, folders and other endings passed over.
 * @throws EstateError when the folder cannot be read or holds no estate file
 */
export async function readEstateFolder(path: string): Promise<EstateFolder> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    throw noEstate(path, reasonOf(error), error)
  })
  const names = entries.filter((entry) => !entry.isDirectory() && isEstateFile(entry.name)).map(({ name }) => name)
  if (names.length === 0) throw noEstate(path, 'the folder holds no .yaml file')
  if (names.length > MOST_FILES)
    throw noEstate(path, `the folder holds ${names.length} .yaml files, more than ${MOST_FILES}`)
  const files = new Map<string, Uint8Array>()
  const refused: Diagnostic[] = []
  let left = MOST_BYTES
  for (const name of names.sort()) {
    if (!SANE_NAME.test(name)) {
      refused.push({ file: name, line: 1, column: 1, path: [], message: UNUSABLE_NAME })
      continue
    }
    const read = await readPlainFile(join(path, name), Math.min(left, YAML_LIMITS.bytes))
    if ('bytes' in read) {
      files.set(name, read.bytes)
      left -= read.bytes.length
    } else refused.push({ file: name, line: 1, column: 1, path: [], message: read.wrong })
  }
  const ids = await readIdsText(join(path, IDS_FILE))
  if (typeof ids !== 'string') refused.push({ file: IDS_FILE, line: 1, column: 1, path: [], message: ids.wrong })
  return { path, files, ids: typeof ids === 'string' ? ids : '', refused }
}

/** The text of a file of indexes, '' where there is none. */
export async function readIdsText(path: string): Promise<string | { readonly wrong: string }> {
  const read = await readPlainFile(path, MOST_IDS_BYTES)
  if ('bytes' in read) return new TextDecoder().decode(read.bytes)
  return read.isMissing ? '' : { wrong: read.wrong }
}

/** A file that an estate has besides those in its folder; no link is followed. */
export function readGuestFile(path: string): Promise<PlainFile> {
  return readPlainFile(path, YAML_LIMITS.bytes)
}

type PlainFile = { readonly bytes: Uint8Array } | { readonly wrong: string; readonly isMissing?: boolean }

async function readPlainFile(path: string, most: number): Promise<PlainFile> {
  let file: FileHandle | undefined
  try {
    // A link may lead anywhere, and opening a pipe waits for its other end.
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    const status = await file.stat()
    if (!status.isFile()) return { wrong: 'This is no plain file; only such are read.' }
    if (status.size > most) {
      return {
        wrong: `The file has ${status.size.toLocaleString('en')} bytes, and ${most.toLocaleString('en')} are allowed; divide it into several.`,
      }
    }
    return { bytes: await file.readFile() }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ELOOP') return { wrong: 'This is a link; put the file itself into the folder.' }
    return { wrong: `The file cannot be read: ${reasonOf(error)}.`, isMissing: code === 'ENOENT' }
  } finally {
    await file?.close()
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  const known: Readonly<Partial<Record<string, string>>> = {
    ENOENT: 'it does not exist',
    ENOTDIR: 'it is a file, not a folder',
    EACCES: 'this user may not read it',
  }
  return known[code ?? ''] ?? code ?? message
}
