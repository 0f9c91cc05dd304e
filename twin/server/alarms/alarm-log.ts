import { type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Alarm } from '../../analysis/alarms/alarm.ts'
import { openLine, sealLine } from '../sealed-lines/line-checksum.ts'
import type { BookState } from './alarm-book.ts'
import { alarmRecord, bookState } from './alarm-record.ts'

/** Past this, and past twice what it began with, the log is written anew with only what is known now. */
const REWRITE_BYTES = 4 * 1024 * 1024
const FILE = /^alarms-(\d{8})\.log$/
const EMPTY: BookState = { revision: 0, lastId: 0, alarms: [] }

/**
 * Alarms and acknowledgements on disk: an append-only file of checksummed lines, whose first line is the state it began with. A
 * torn tail (the machine died while writing) is cut off and the rest kept; a file is replaced by a new one, written and synced
 * under another name before it takes its place, so that there is a whole one at every instant.
 */
export class AlarmLog {
  #file: FileHandle | undefined
  #bytes = 0
  #rewriteAt = REWRITE_BYTES
  #pending: { readonly line: string; readonly settle: (error?: Error) => void }[] = []
  #writing: Promise<void> | undefined
  #closed = false
  /** Why the last write failed; undefined while all is well. */
  failure: string | undefined

  private constructor(
    private readonly folder: string,
    private generation: number,
    private readonly snapshot: () => BookState,
  ) {}

  /**
   * @param snapshot what is known when a new file is begun
   * @returns the log, and what was known when the program ended
   * @throws Error of the file system when the folder cannot be read or made
   */
  static async open(
    folder: string,
    snapshot: () => BookState,
  ): Promise<{ readonly log: AlarmLog; readonly state: BookState; readonly damagedLines: number }> {
    await mkdir(folder, { recursive: true })
    const generations = (await readdir(folder))
      .flatMap((name) => FILE.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => b - a)
    let state = EMPTY
    let damagedLines = 0
    for (const generation of generations) {
      const read = replay(await readFile(fileOf(folder, generation), 'utf8'))
      damagedLines += read.damagedLines
      if (!read.state) continue
      state = read.state
      break
    }
    return { log: new AlarmLog(folder, generations[0] ?? 0, snapshot), state, damagedLines }
  }

  /** Resolves when the change is on disk. @throws Error of the file system; the change is then part of the next new file */
  append(alarm: Alarm, revision: number): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('the alarm log is closed'))
    return new Promise((resolve, reject) => {
      this.#pending.push({
        line: sealLine({ revision, alarm }),
        settle: (error) => (error ? reject(error) : resolve()),
      })
      this.#writing ??= this.#write()
    })
  }

  /** Tries again after a failure. */
  async retry(): Promise<void> {
    if (this.failure === undefined || this.#writing || this.#closed) return
    this.#writing = this.#write()
    await this.#writing
  }

  /** Writes what is pending. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#writing
    await this.#file?.close()
    this.#file = undefined
  }

  /** Everything pending in one write and one sync; what comes meanwhile goes with the next. */
  async #write(): Promise<void> {
    do {
      const group = this.#pending.splice(0)
      try {
        // After a failure the file's end is unknown: a new file holds all, this group too.
        if (!this.#file || this.#bytes > this.#rewriteAt || this.failure !== undefined) await this.#begin()
        else {
          const bytes = Buffer.from(group.map(({ line }) => line).join(''))
          await this.#file.appendFile(bytes)
          await this.#file.datasync()
          this.#bytes += bytes.length
        }
        this.failure = undefined
        for (const { settle } of group) settle()
      } catch (error) {
        const cause = error instanceof Error ? error : new Error(String(error))
        this.failure = cause.message
        for (const { settle } of group) settle(cause)
      }
    } while (this.#pending.length > 0)
    this.#writing = undefined
  }

  async #begin(): Promise<void> {
    await this.#file?.close()
    this.#file = undefined
    const generation = this.generation + 1
    const path = fileOf(this.folder, generation)
    const file = await open(`${path}.new`, 'w', 0o600)
    try {
      const bytes = Buffer.from(sealLine(this.snapshot()))
      await file.appendFile(bytes)
      await file.datasync()
      await rename(`${path}.new`, path)
      await syncFolder(this.folder)
      this.#bytes = bytes.length
      this.#rewriteAt = Math.max(REWRITE_BYTES, 2 * bytes.length)
    } catch (error) {
      await file.close()
      throw error
    }
    this.#file = file
    this.generation = generation
    for (const name of await readdir(this.folder)) {
      const old = FILE.exec(name)?.[1]
      if (old !== undefined && Number(old) < generation) await rm(join(this.folder, name), { force: true })
    }
  }
}

function fileOf(folder: string, generation: number): string {
  return join(folder, `alarms-${String(generation).padStart(8, '0')}.log`)
}

/** A renamed file is there after a power cut only when its folder is synced too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The state that a file's lines lead to; a damaged line ends a torn tail or is passed over, and is counted. */
function replay(text: string): { readonly state: BookState | undefined; readonly damagedLines: number } {
  const lines = text.split('\n')
  const tail = lines.pop()
  let damagedLines = tail === '' ? 0 : 1
  const first = bookState.safeParse(openLine(lines[0] ?? ''))
  if (!first.success) return { state: undefined, damagedLines: damagedLines + lines.length }
  const alarms = new Map(first.data.alarms.map((alarm) => [alarm.id, alarm]))
  let { revision, lastId } = first.data
  for (const line of lines.slice(1)) {
    const record = alarmRecord.safeParse(openLine(line))
    if (!record.success) {
      damagedLines++
      continue
    }
    const { alarm } = record.data
    // To the end: history is kept in the order in which it ended.
    alarms.delete(alarm.id)
    alarms.set(alarm.id, alarm)
    revision = Math.max(revision, record.data.revision)
    lastId = Math.max(lastId, Number(alarm.id.slice(1)) || 0)
  }
  return { state: { revision, lastId, alarms: [...alarms.values()] }, damagedLines }
}
