import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { DeadLetter, DeadLetterSource } from '../../../twin/model/dead-letter.ts'
import { type EpochMs, epochMs } from '../../../twin/model/units.ts'
import { syncFolder } from '../journal/segment-files.ts'

const FILE = 'dead-letters.log'
const OLDER = 'dead-letters.1.log'

const line = z.object({
  at: z.number().nullable(),
  point: z.string(),
  value: z.number().nullable(),
  reason: z.string(),
})

/** Readings that the store will never take, as lines of JSON in two files: the older one goes when the newer is full. */
export class DeadLetterLog implements DeadLetterSource {
  constructor(
    private readonly folder: string,
    /** Of one file. */
    private readonly maxBytes = 4 * 1024 * 1024,
  ) {}

  /** Resolves when they are on disk. @throws Error of the file system */
  async add(letters: readonly DeadLetter[]): Promise<void> {
    if (letters.length === 0) return
    await mkdir(this.folder, { recursive: true })
    const path = join(this.folder, FILE)
    const size = await stat(path).then(
      ({ size }) => size,
      () => 0,
    )
    if (size > this.maxBytes) await rename(path, join(this.folder, OLDER))
    const file = await open(path, 'a', 0o600)
    try {
      // NaN is no number of JSON; null stands for it. The first newline ends what a crash may have torn.
      const text = letters.map((letter) => JSON.stringify(letter)).join('\n')
      await file.appendFile(`${size > 0 ? '\n' : ''}${text}\n`)
      await file.datasync()
    } finally {
      await file.close()
    }
    if (size === 0 || size > this.maxBytes) await syncFolder(this.folder)
  }

  async list(limit: number): Promise<readonly DeadLetter[]> {
    const found: DeadLetter[] = []
    for (const name of [FILE, OLDER]) {
      const text = await readFile(join(this.folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return ''
        throw error
      })
      const lines = text.split('\n')
      for (let index = lines.length - 1; index >= 0 && found.length < limit; index--) {
        const letter = parse(lines[index] ?? '')
        if (letter) found.push(letter)
      }
    }
    return found
  }
}

/** Undefined for a torn line. */
function parse(text: string): DeadLetter | undefined {
  try {
    const { at, value, ...rest } = line.parse(JSON.parse(text))
    return { ...rest, at: at === null ? (Number.NaN as EpochMs) : epochMs(at), value: value ?? Number.NaN }
  } catch {
    return undefined
  }
}
