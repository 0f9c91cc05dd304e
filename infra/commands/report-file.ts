import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { unusableFile } from '../errors.ts'
import { reasonOf } from '../output/stacks-folder.ts'

/** A file that a command is asked to write beside its answer. */
export interface ReportFile {
  /** Whole or not at all: who watches the file sees no half of it. */
  put(text: string): Promise<void>
}

/**
 * Makes sure that a file can be written before anything else is done, and makes its folder.
 * @throws InfraError `file`, here and when it is put
 */
export async function reportFile(file: string): Promise<ReportFile> {
  const draft = `${file}.part`
  const tried = async (act: () => Promise<void>) => {
    try {
      await act()
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined)
      throw unusableFile(file, `it cannot be written: ${reasonOf(error)}`, error)
    }
  }
  await tried(async () => {
    await mkdir(dirname(file), { recursive: true })
    const there = await stat(file).catch(() => undefined)
    if (there?.isDirectory()) throw new Error('it is a folder')
    await writeFile(draft, '')
    await rm(draft)
  })
  return {
    put: (text) =>
      tried(async () => {
        await writeFile(draft, text)
        await rename(draft, file)
      }),
  }
}
