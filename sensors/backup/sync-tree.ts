import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../pipeline/journal/segment-files.ts'

/**
 * Every file and folder below, and the folder itself, is on disk when it resolves: a copy that takes the place of something, or that
 * is relied on, must not be in the system's cache only when the power goes.
 */
export async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await syncTree(path)
    else if (entry.isFile()) await syncFile(path)
  }
  await syncFolder(folder)
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
