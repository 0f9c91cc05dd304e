import { lstat, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../../kit/make-folder.ts'

/**
 * Writes files into a folder, which is made where it is missing, whole or not at all: each is written beside and takes its place when all are there.
 * @returns their paths
 * @throws what the file system says
 */
export async function writeReport(folder: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  await makeFolder(folder)
  const draft = await mkdtemp(join(folder, '.report-'))
  try {
    await Promise.all(Object.keys(files).map((name) => refuseFolder(join(folder, name))))
    for (const [name, text] of Object.entries(files)) await writeFile(join(draft, name), text)
    for (const name of Object.keys(files)) await rename(join(draft, name), join(folder, name))
    return Object.keys(files).map((name) => join(folder, name))
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** A folder cannot be replaced by a file: that is to be known before the first file takes its place. */
async function refuseFolder(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined)
  if (found?.isDirectory()) throw new Error(`${path} is a folder`)
}
