import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { z } from 'zod'
import { openLine, sealLine } from './line-checksum.ts'

/** A few records on disk, a checksummed line each. Written whole, under another name first: there is a whole file at every instant. */
export class SealedLinesFile<Item> {
  #writing: Promise<void> = Promise.resolve()

  /** @param schema of a record as JSON has it */
  constructor(
    private readonly path: string,
    private readonly schema: z.ZodType,
  ) {}

  /** @throws Error of the file system where there is a file that cannot be read */
  async read(): Promise<{ readonly records: readonly Item[]; readonly damagedLines: number }> {
    let text: string
    try {
      text = await readFile(this.path, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { records: [], damagedLines: 0 }
      throw error
    }
    const lines = text.split('\n').filter((line) => line !== '')
    const records = lines.flatMap((line) => {
      const parsed = this.schema.safeParse(openLine(line))
      return parsed.success ? [parsed.data as Item] : []
    })
    return { records, damagedLines: lines.length - records.length }
  }

  /** Resolves when it is on disk; one after the other. @throws Error of the file system */
  write(records: readonly Item[]): Promise<void> {
    const bytes = records.map(sealLine).join('')
    const written = this.#writing.then(() => this.#replace(bytes))
    this.#writing = written.catch(() => undefined)
    return written
  }

  async #replace(text: string): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true })
    const file = await open(`${this.path}.new`, 'w', 0o600)
    try {
      await file.writeFile(text)
      await file.datasync()
    } finally {
      await file.close()
    }
    await rename(`${this.path}.new`, this.path)
  }
}
