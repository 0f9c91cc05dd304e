import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { messageOf } from './errors.ts'
import { TurnQueue } from './turn-queue.ts'

/** The open file: one connection for changes, one transaction at a time; each reader has a connection of its own. */
export class StoreDatabase {
  readonly #turns = new TurnQueue()
  readonly #beside = new Set<Promise<unknown>>()
  #isClosed = false
  #hasFailed = false

  constructor(
    private readonly instance: DuckDBInstance,
    readonly writer: DuckDBConnection,
  ) {}

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** After a checkpoint that did not succeed (a full disk) DuckDB refuses everything until the file is opened again. */
  get hasFailed(): boolean {
    return this.#hasFailed
  }

  /** One change after the other: the writer's connection has one transaction. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.run(() => this.#watched(work()))
  }

  /** Sees what is committed when it begins. */
  read(sql: string) {
    return this.beside(async (connection) => (await connection.runAndReadAll(sql)).getRowsJS())
  }

  /** Work on a connection of its own, beside the writer's turns. */
  async beside<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.instance.connect()
    const working = this.#watched(work(connection)).finally(() => connection.closeSync())
    const settled = working.catch(() => undefined)
    this.#beside.add(settled)
    try {
      return await working
    } finally {
      this.#beside.delete(settled)
    }
  }

  /** Changes by the writer's connection, within a turn. */
  async change(sql: string): Promise<number> {
    return (await this.writer.run(sql)).rowsChanged
  }

  /** All of the work or nothing of it, within a turn. */
  async transaction(work: () => Promise<void>): Promise<void> {
    await this.writer.run('BEGIN')
    try {
      await work()
      await this.#watched(this.writer.run('COMMIT'))
    } catch (error) {
      await this.writer.run('ROLLBACK').catch(() => undefined)
      throw error
    }
  }

  /** Waits for what is being read and written. */
  close(): Promise<void> {
    return this.#turns.run(async () => {
      if (this.#isClosed) return
      this.#isClosed = true
      await Promise.all(this.#beside)
      this.writer.closeSync()
      this.instance.closeSync()
    })
  }

  async #watched<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      this.#hasFailed ||= /^FATAL/i.test(messageOf(error))
      throw error
    }
  }
}
