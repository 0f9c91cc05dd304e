import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Maintenance } from '../../analysis/alarms/maintenance.ts'
import { openLine, sealLine } from './line-checksum.ts'

const time = z.number()
const record = z.object({
  ...{ id: z.string(), path: z.string(), by: z.string(), reason: z.string() },
  ...{ from: time, to: time, endedAt: time.nullable(), restoredAt: time.nullable() },
})

/** Works on disk, a checksummed line each. Written whole, under another name first: there is a whole file at every instant. */
export class MaintenanceFile {
  #writing: Promise<void> = Promise.resolve()

  constructor(private readonly path: string) {}

  /** @throws Error of the file system where there is one that cannot be read */
  async read(): Promise<{ readonly works: readonly Maintenance[]; readonly damagedLines: number }> {
    let text: string
    try {
      text = await readFile(this.path, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { works: [], damagedLines: 0 }
      throw error
    }
    const lines = text.split('\n').filter((line) => line !== '')
    const works = lines.flatMap((line) => {
      const parsed = record.safeParse(openLine(line))
      return parsed.success ? [parsed.data as unknown as Maintenance] : []
    })
    return { works, damagedLines: lines.length - works.length }
  }

  /** Resolves when it is on disk; one after the other. @throws Error of the file system */
  write(works: readonly Maintenance[]): Promise<void> {
    const bytes = works.map(sealLine).join('')
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
