import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Programme } from '../../model/programme.ts'
import { PROGRAMME_FILE, shippedFolder } from '../estate-folder.ts'
import { ProgrammeError } from './errors.ts'
import { readProgramme } from './read-programme.ts'

/** Where the programme lies: in the file that was named, else beside the estate's files. */
export function programmePath(named: string | undefined, estateFolder: string | undefined): string {
  return named ?? join(estateFolder ?? shippedFolder(), PROGRAMME_FILE)
}

/** @throws ProgrammeError for a file that cannot be read, or with every problem of one that can */
export async function loadProgramme(path: string): Promise<Programme> {
  return readProgramme(await programmeBytes(path), path)
}

/** @throws ProgrammeError for a file that cannot be read; what it says is not looked at */
export function programmeBytes(path: string): Promise<Uint8Array> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'is not there' : `cannot be read (${error.code})`
    throw new ProgrammeError(`The programme ${path} ${why}. Say with --programme where it is.`, [], { cause: error })
  })
}
