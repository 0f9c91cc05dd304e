import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder and those that it lies in where they are not there, as mkdir of Node does with `recursive`, but ends with the
 * reason where a file system answers ENOENT to everything that is made in it, as /proc does: Node tries again there without end.
 * @param mode of the folders that are made
 * @throws the error of the file system
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  const error = await makeOne(path, mode)
  if (!error) return
  const above = dirname(path)
  if (error.code !== 'ENOENT' || above === path || (await isFolder(above))) throw error
  await makeFolder(above, mode)
  const again = await makeOne(path, mode)
  if (again) throw again
}

/** Why a folder could not be made; undefined where it is there now, whoever made it. */
async function makeOne(path: string, mode: number): Promise<NodeJS.ErrnoException | undefined> {
  try {
    await mkdir(path, { mode })
    return undefined
  } catch (error) {
    const failure = error as NodeJS.ErrnoException
    return failure.code === 'EEXIST' && (await isFolder(path)) ? undefined : failure
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
