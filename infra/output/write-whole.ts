import { cp, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { makeFolder } from '../../twin/kit/make-folder.ts'
import { unusableFolder } from '../errors.ts'
import { filesBelow, inspectFolder, MARK_FILE, markOf, reasonOf, TERRAFORM_FILES } from './stacks-folder.ts'

/**
 * Writes a folder of stacks whole or not at all: into a folder beside it, which takes its place only when everything is there. Where `write` throws, what
 * was there before stays as it was. Between the two renamings the place is empty for a moment: no file system call of Node swaps two folders.
 *
 * @param write puts the files into the folder that it is given
 * @throws InfraError `folder` where the folder holds anything else or cannot be written; what `write` throws
 */
export async function writeWhole(folder: string, write: (draft: string) => void | Promise<void>): Promise<void> {
  const isThere = await inspectFolder(folder)
  const draft = await besides(folder)
  try {
    await write(draft)
    await writeFile(join(draft, MARK_FILE), markOf(await filesBelow(draft)))
    if (isThere) await replace(folder, draft)
    else await rename(draft, folder)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error instanceof Error && 'syscall' in error ? unusableFolder(folder, reasonOf(error), error) : error
  }
}

async function besides(folder: string): Promise<string> {
  try {
    await makeFolder(dirname(folder))
    return await mkdtemp(join(dirname(folder), `.${basename(folder)}-`))
  } catch (error) {
    throw unusableFolder(folder, reasonOf(error), error)
  }
}

async function replace(folder: string, draft: string): Promise<void> {
  const before = `${draft}-before`
  // The lock file says which provider was verified: it must be there from the first moment on. Plugins can be installed again.
  await eachStack(folder, draft, async (from, to) => {
    await cp(join(from, '.terraform.lock.hcl'), join(to, '.terraform.lock.hcl')).catch(passMissing)
  })
  await rename(folder, before)
  try {
    await rename(draft, folder)
  } catch (error) {
    await rename(before, folder)
    throw error
  }
  await eachStack(before, folder, async (from, to) => {
    for (const name of TERRAFORM_FILES) await rename(join(from, name), join(to, name)).catch(passMissing)
  })
  await rm(before, { recursive: true, force: true })
}

/** Stacks that are in both folders. */
async function eachStack(from: string, to: string, visit: (from: string, to: string) => Promise<void>): Promise<void> {
  const names = async (folder: string) => readdir(join(folder, 'stacks'))
  const kept = new Set(await names(to))
  for (const name of await names(from)) {
    if (kept.has(name)) await visit(join(from, 'stacks', name), join(to, 'stacks', name))
  }
}

function passMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
