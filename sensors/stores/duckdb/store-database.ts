import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { TurnQueue } from './turn-queue.ts'

/** The open file: one connection for changes, one transaction at a time; each reader has a connection of its own. */
export class StoreDatabase {
  readonly #turns = new TurnQueue()
  #isClosed = false

  constructor(
    private readonly instance: DuckDBInstance,
    readonly writer: DuckDBConnection,
  ) {}

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** One change after the other: the writer's connection has one transaction. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.run(work)
  }

  /** Sees what is committed when it begins. */
  async read(sql: string) {
    const connection = await this.instance.connect()
    try {
      return (await connection.runAndReadAll(sql)).getRowsJS()
    } finally {
      connection.closeSync()
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
      await this.writer.run('COMMIT')
    } catch (error) {
      await this.writer.run('ROLLBACK').catch(() => undefined)
      throw error
    }
  }

  close(): Promise<void> {
    return this.inTurn(async () => {
      if (this.#isClosed) return
      this.#isClosed = true
      this.writer.closeSync()
      this.instance.closeSync()
    })
  }
}
