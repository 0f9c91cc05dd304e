import { type FileHandle, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { PointDefinition } from '../../../twin/model/reading.ts'
import { messageOf, PipelineError } from '../errors.ts'
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
    if (isWhole) await file.#openFiles()
    else await file.#writeAnew(registry.from(0))
    return file
  }

  /** Reads what is there, for a thread that only looks. Points that come later travel in the journal. */
  static async read(folder: string): Promise<PointRegistry> {
    return (await readBoth(folder)).registry
  }

  /**
   * Gives indexes to points that have none yet, and resolves when that is on disk.
   * @returns the new ones
   * @throws PipelineError journal-full when the disk refuses; the points are then not known, and their indexes left out for ever
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
    try {
      if (!this.#isWhole) await this.#writeAnew([...this.registry.from(0), ...added])
      else await this.#append(added)
    } catch (error) {
      this.#isWhole = false
      this.registry.reserve(this.registry.size + added.length)
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

  /** Both files under other names first: at every instant there is a whole one. A damaged one is kept as `.damaged`. */
  async #writeAnew(points: readonly IndexedPoint[]): Promise<void> {
    for (const file of this.#files) await file.close()
    this.#files = []
    for (const name of [FILE, COPY]) {
      const path = join(this.folder, name)
      const draft = await open(`${path}.new`, 'w', 0o600)
      try {
        if (points.length > 0) await draft.appendFile(encodePointRecord(points))
        await draft.datasync()
      } finally {
        await draft.close()
      }
      await rename(path, `${path}.damaged`).catch(() => undefined)
      await rename(`${path}.new`, path)
    }
    const folder = await open(this.folder, 'r')
    await folder.sync().finally(() => folder.close())
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
