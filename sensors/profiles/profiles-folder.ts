import { readdir } from 'node:fs/promises'

/**
 * A folder of profiles that somebody named must be there: without it, devices would be read by the shipped ones alone.
 * @throws Error that names the folder, what is wrong, and what to do
 */
export async function refuseUnreadableFolder(folder: string): Promise<void> {
  await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    const code = error.code ?? error.message
    throw new Error(
      `The profiles folder ${folder} cannot be read: ${REASONS[code] ?? 'its file system refuses it'} (${code}). ` +
        'Give a folder of *.yaml files with --profiles DIR (docs/profiles.md), or leave --profiles out.',
      { cause: error },
    )
  })
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is a file',
  EACCES: 'this user may not read it',
}
