import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import type { JournalPosition } from '../../../twin/model/store.ts'
import { syncFolder } from '../journal/segment-files.ts'

/** How far a store has got that cannot say so itself. Written after the rows are stored: at worst some are stored again. */
export class PositionFile {
  constructor(private readonly path: string) {}

  /** Undefined where there is no file, or none that its checksum vouches for: everything in the journal is then sent again. */
  async read(): Promise<JournalPosition | undefined> {
    const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw error
    })
    const [, digits = '', checksum] = /^(\d{1,19}) ([0-9a-f]{8})\n$/.exec(text) ?? []
    return checksum === checksumOf(digits) ? BigInt(digits) : undefined
  }

  /** Whole or not at all, also when the power goes. */
  async write(position: JournalPosition): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true })
    const draft = await open(`${this.path}.new`, 'w', 0o600)
    try {
      await draft.writeFile(`${position} ${checksumOf(String(position))}\n`)
      await draft.datasync()
    } finally {
      await draft.close()
    }
    await rename(`${this.path}.new`, this.path)
    await syncFolder(dirname(this.path))
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true })
    await syncFolder(dirname(this.path))
  }
}

function checksumOf(digits: string): string {
  return crc32(digits).toString(16).padStart(8, '0')
}
