import { type FileHandle, link, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PointDefinition } from '../../../twin/model/reading.ts'
import { messageOf, PipelineError } from '../errors.ts'
import { syncFolder } from '../journal/segment-files.ts'
import { decodePointRecords, encodePointRecord } from './point-records.ts'
import { type IndexedPoint, PointRegistry } from './point-registry.ts'

const FILE = 'points.ids'
/** The same again: with one of the two damaged nothing is lost. */
const COPY = 'points.ids.copy'

/**
 * Which index means which point, on disk: `points.ids` and a copy of it, both append-only and checksummed. A point is on disk before
 * its index is used. No index is given twice, whatever has become illegible.
 */
export class PointFile {
  #files: readonly FileHandle[] = []
  /** Appending one behind the other. */
  #last: Promise<unknown> = Promise.resolve()
  #isWhole = true

  private constructor(
    private readonly folder: string,
    /** Every point; grows with `add`. */
    readonly registry: PointRegistry,
  ) {}

  /**
   * @param floor indexes below it were used by readings in the journal (Journal.pointFloor): those that are not legible any more are left
   * ungiven for ever
   * @throws Error of the file system
   */
  static async open(folder: string, floor: number): Promise<PointFile> {
    const { registry, isWhole } = await readBoth(folder)
    registry.reserve(floor)
    const file = new PointFile(folder, registry)
    file.#isWhole = isWhole
    if (isWhole) {
      await file.#openFiles()
      await syncFolder(folder)
    } else {
      await file.#draft(registry.from(0))
      await file.#replace()
    }
    return file
  }

  /** Reads what is there, for a thread that only looks. Points that come later travel in the journal. */
  static async read(folder: string): Promise<PointRegistry> {
    return (await readBoth(folder)).registry
  }

  /**
   * Gives indexes to points that have none yet, and resolves when that is on disk.
   * @returns the new ones
   * @throws PipelineError journal-full when the disk refuses; the points are then not known, and their indexes left out for ever where
   * the files may hold them
   */
  add(definitions: readonly PointDefinition[]): Promise<readonly IndexedPoint[]> {
    const done = this.#last.then(() => this.#add(definitions))
    this.#last = done.catch(() => undefined)
    return done
  }

  async close(): Promise<void> {
    await this.#last
    for (const file of this.#files) await file.close()
    this.#files = []
  }

  async #add(definitions: readonly PointDefinition[]): Promise<readonly IndexedPoint[]> {
    const wanted = new Map(definitions.map((definition) => [definition.path, definition]))
    const unknown = [...wanted.values()].filter(({ path }) => this.registry.indexOf(path) === undefined)
    if (unknown.length === 0) return []
    const added = unknown.map((definition, offset) => ({ index: this.registry.size + offset, definition }))
    // Drafts are never read: a disk that refuses them again and again costs no indexes.
    let mayBeWritten = this.#isWhole
    try {
      if (this.#isWhole) await this.#append(added)
      else {
        await this.#draft([...this.registry.from(0), ...added])
        mayBeWritten = true
        await this.#replace()
      }
    } catch (error) {
      this.#isWhole = false
      if (mayBeWritten) this.registry.reserve(this.registry.size + added.length)
      throw new PipelineError('journal-full', `${unknown.length} new points cannot be written: ${messageOf(error)}`, {
        cause: error,
      })
    }
    for (const point of added) this.registry.place(point)
    return added
  }

  async #append(points: readonly IndexedPoint[]): Promise<void> {
    const bytes = encodePointRecord(points)
    for (const file of this.#files) {
      await file.appendFile(bytes)
      await file.datasync()
    }
  }

  async #openFiles(): Promise<void> {
    this.#files = [await open(join(this.folder, FILE), 'a', 0o600), await open(join(this.folder, COPY), 'a', 0o600)]
  }

  /** Both files under other names, on disk. */
  async #draft(points: readonly IndexedPoint[]): Promise<void> {
    for (const name of [FILE, COPY]) {
      const draft = await open(join(this.folder, `${name}.new`), 'w', 0o600)
      try {
        if (points.length > 0) await draft.appendFile(encodePointRecord(points))
        await draft.datasync()
      } finally {
        await draft.close()
      }
    }
  }

  /** The drafts take the places of the files. Each file is there at every instant; what it was is kept as `.damaged`. */
  async #replace(): Promise<void> {
    const before = this.#files
    this.#files = []
    for (const file of before) await file.close()
    for (const name of [FILE, COPY]) {
      const path = join(this.folder, name)
      await rm(`${path}.damaged`, { force: true })
      // One more name, not another: a process that ends before the next line must find the file.
      await link(path, `${path}.damaged`).catch(() => undefined)
      await rename(`${path}.new`, path)
    }
    await syncFolder(this.folder)
    await this.#openFiles()
    this.#isWhole = true
  }
}

async function readBoth(folder: string): Promise<{ readonly registry: PointRegistry; readonly isWhole: boolean }> {
  const registry = new PointRegistry()
  const read = await Promise.all([FILE, COPY].map((name) => readRecords(join(folder, name))))
  let isWhole = true
  for (const { points, isDamaged } of read) {
    if (isDamaged) isWhole = false
    for (const point of points) if (!registry.place(point)) isWhole = false
  }
  if (read[0]?.points.length !== read[1]?.points.length) isWhole = false
  return { registry, isWhole }
}

async function readRecords(path: string) {
  try {
    const handle = await open(path, 'r')
    const bytes = await handle.readFile().finally(() => handle.close())
    return decodePointRecords(bytes)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return { points: [], isDamaged: false }
  }
}
