import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { makeFolder } from '../../kit/make-folder.ts'

/**
 * Makes the data folder where there is none, for its owner only, and sees that it can be written.
 * @throws Error that names the folder, why it does not serve, and what to do
 */
export async function openDataFolder(path: string): Promise<void> {
  try {
    await makeFolder(path, 0o700)
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const why = REASONS[code] ?? `it cannot be made or written (${code})`
    throw new Error(
      `The data folder ${path} does not serve: ${why}. Give another with --data DIR, or mend its rights.`,
      {
        cause: error,
      },
    )
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there (EACCES)',
  EROFS: 'the file system is mounted for reading only (EROFS)',
  ENOENT: 'no folder can be made there (ENOENT)',
  EEXIST: 'there is a file of that name (EEXIST)',
  ENOTDIR: 'a part of the path is a file (ENOTDIR)',
  ENOSPC: 'the disk is full (ENOSPC)',
}
