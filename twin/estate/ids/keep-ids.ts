import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { IDS_FILE } from './ids-file.ts'

/** Puts a file of indexes in the place of the one that is there: whole or not at all, whatever happens meanwhile. */
export async function keepIds(
  folder: string,
  text: string,
): Promise<{ readonly written: boolean; readonly reason?: string }> {
  const temporary = join(folder, `.${IDS_FILE}.${process.pid}.${Math.random().toString(36).slice(2)}`)
  try {
    const file = await open(temporary, 'wx', 0o644)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, join(folder, IDS_FILE))
    return { written: true }
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    const { code, message } = error as NodeJS.ErrnoException
    return { written: false, reason: `${IDS_FILE} could not be written in ${folder} (${code ?? message})` }
  }
}
