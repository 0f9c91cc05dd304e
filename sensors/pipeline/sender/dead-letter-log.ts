import { mkdir, open, rename, rm } from 'node:fs/promises'
import type { DeadLetter, DeadLetterSource, DeadLetterStatus } from '../../../twin/model/dead-letter.ts'
import { syncFolder } from '../journal/segment-files.ts'
import {
  HEAD_BYTES,
  type Head,
  listDeadLetterFiles,
  newestPath,
  olderPath,
  readHead,
  readLetters,
} from './dead-letter-files.ts'

const MIB = 1024 * 1024
/** Of one file, and no more than a quarter of the bound: that much at most is dropped at a time. */
const FILE_BYTES = 4 * MIB

/**
 * Readings that the store will never take, as lines of JSON in a ring of files: at the bound the oldest file goes, and each of its
 * letters is counted. The count stands in the head of the file that is begun for it, before the old one is removed: no crash
 * forgets it or counts twice. See docs/journal.md.
 */
export class DeadLetterLog implements DeadLetterSource {
  readonly #fileBytes: number
  #opening: Promise<void> | undefined
  #writing: Promise<unknown> = Promise.resolve()
  /** The head of the file that is written to. */
  #head: Head = { file: 1, dropped: 0 }
  #droppedSinceStart = 0

  /** @param maxBytes of all files; only a letter that is larger by itself is kept beyond it */
  constructor(
    private readonly folder: string,
    private readonly maxBytes = 64 * MIB,
    private readonly log: (message: string) => void = () => undefined,
  ) {
    this.#fileBytes = Math.min(FILE_BYTES, maxBytes / 4)
  }

  /**
   * Finds out what is there, and drops what is over the bound. Whatever else is asked does this first.
   * @throws Error of the file system; the next call tries again
   */
  open(): Promise<void> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined
      throw error
    })
    return this.#opening
  }

  /** Resolves when they are on disk. @throws Error of the file system: then they may be there in part */
  async add(letters: readonly DeadLetter[]): Promise<void> {
    if (letters.length === 0) return
    await this.open()
    const adding = this.#writing.then(async () => {
      for (const text of this.#texts(letters)) await this.#append(text)
    })
    this.#writing = adding.catch(() => undefined)
    await adding
  }

  async list(limit: number): Promise<readonly DeadLetter[]> {
    const { older } = await listDeadLetterFiles(this.folder)
    const paths = [newestPath(this.folder), ...older.toReversed().map(({ number }) => olderPath(this.folder, number))]
    const found: DeadLetter[] = []
    for (const path of paths) {
      if (found.length >= limit) break
      found.push(...(await readLetters(path)).slice(found.length - limit).reverse())
    }
    return found
  }

  /** @throws Error of the file system */
  async status(): Promise<DeadLetterStatus> {
    await this.open()
    // Looked at anew: people may move full files away.
    const { newestBytes, older } = await listDeadLetterFiles(this.folder)
    const bytes = older.reduce((sum, file) => sum + file.bytes, newestBytes)
    const droppedSinceStart = this.#droppedSinceStart
    return { bytes, maxBytes: this.maxBytes, dropped: this.#head.dropped, droppedSinceStart }
  }

  async #open(): Promise<void> {
    const { older, newestBytes } = await listDeadLetterFiles(this.folder)
    const last = older.at(-1)?.number ?? 0
    const paths = [...older.map(({ number }) => olderPath(this.folder, number)), newestPath(this.folder)]
    for (const path of paths) {
      const found = await readHead(path)
      if (found && found.file >= this.#head.file) this.#head = found
    }
    const [first, end] = this.#head.gone ?? []
    // Counted in the head already: the process ended before they were removed.
    for (const { number } of older) {
      if (first !== undefined && end !== undefined && number >= first && number <= end) await this.#remove(number)
    }
    this.#head = { file: Math.max(this.#head.file, last + 1), dropped: this.#head.dropped }
    if (newestBytes > 0 || last > 0) await this.#makeRoom(0)
  }

  /** Lines that together fit into a file. */
  *#texts(letters: readonly DeadLetter[]): Iterable<Buffer> {
    let rows: string[] = []
    let bytes = HEAD_BYTES
    for (const letter of letters) {
      const row = `${JSON.stringify(letter)}\n`
      const size = Buffer.byteLength(row)
      if (rows.length > 0 && bytes + size > this.#fileBytes) {
        yield Buffer.from(rows.join(''))
        rows = []
        bytes = HEAD_BYTES
      }
      rows.push(row)
      bytes += size
    }
    yield Buffer.from(rows.join(''))
  }

  async #append(text: Buffer): Promise<void> {
    const size = await this.#makeRoom(text.length + 1)
    const file = await open(newestPath(this.folder), 'a', 0o600)
    try {
      // The newline ends what a crash may have torn.
      await file.appendFile(Buffer.concat([Buffer.from('\n'), text]))
      await file.datasync()
    } catch (error) {
      // It is tried again: what is there of it would be there twice, at the cost of older letters.
      await file.truncate(size).catch(() => undefined)
      throw error
    } finally {
      await file.close()
    }
  }

  /** So many bytes fit into the newest file, and all files into the bound. @returns the size of the newest file */
  async #makeRoom(bytes: number): Promise<number> {
    const { newestBytes, older } = await listDeadLetterFiles(this.folder)
    // A head fits besides: it is written before an old file is removed.
    let total = older.reduce((sum, file) => sum + file.bytes, newestBytes + bytes + HEAD_BYTES)
    const fits = bytes === 0 || (newestBytes > 0 && newestBytes + bytes <= this.#fileBytes)
    if (fits && total <= this.maxBytes) return newestBytes
    const { folder } = this
    const full = [...older]
    const file = Math.max(this.#head.file, (older.at(-1)?.number ?? 0) + 1)
    if (newestBytes > 0) {
      await rename(newestPath(folder), olderPath(folder, file))
      await syncFolder(folder)
      full.push({ number: file, bytes: newestBytes })
    }
    total += HEAD_BYTES
    const gone: number[] = []
    let count = 0
    for (const { number, bytes: size } of full) {
      if (total <= this.maxBytes) break
      gone.push(number)
      total -= size
      count += (await readLetters(olderPath(folder, number))).length
    }
    const [first, last] = [gone[0], gone.at(-1)]
    const size = await this.#begin({
      ...{ file: newestBytes > 0 ? file + 1 : file, dropped: this.#head.dropped + count },
      ...(first === undefined || last === undefined ? {} : { gone: [first, last] }),
    })
    this.#droppedSinceStart += count
    for (const number of gone) await this.#remove(number)
    if (count > 0) {
      this.log(
        `Dead letters in ${folder} are at their bound of ${this.maxBytes} bytes: the ${count} oldest are dropped.`,
      )
    }
    return size
  }

  #remove(number: number): Promise<void> {
    return rm(olderPath(this.folder, number), { force: true })
  }

  /** Begins a file, whose head is on disk then. */
  async #begin(head: Head): Promise<number> {
    await mkdir(this.folder, { recursive: true })
    const text = `${JSON.stringify(head)}\n`
    const file = await open(newestPath(this.folder), 'w', 0o600)
    try {
      await file.writeFile(text)
      await file.datasync()
    } finally {
      await file.close()
    }
    await syncFolder(this.folder)
    this.#head = head
    return text.length
  }
}
