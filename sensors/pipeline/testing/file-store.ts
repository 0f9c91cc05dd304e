import { appendFileSync, closeSync, fdatasyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import type { Batch } from '../../../twin/model/batch.ts'
import type { JournalPosition, TelemetryStore, WriteOutcome } from '../../../twin/model/store.ts'

interface Line {
  readonly position: string
  readonly point: readonly number[]
  readonly at: readonly number[]
  readonly value: readonly number[]
}

/**
 * A store for tests: one line of JSON a write, position and rows together, synced. Unlike the real ones it forgives nothing: what comes
 * twice is there twice.
 */
export class FileStore implements TelemetryStore {
  readonly #lines: Line[]
  readonly #file: number

  /** @param keepsPosition false: like InfluxDB, which does not know how far the journal was sent */
  constructor(
    path: string,
    private readonly keepsPosition: boolean,
  ) {
    appendFileSync(path, '')
    const text = readFileSync(path, 'utf8')
    const whole = text.slice(0, text.lastIndexOf('\n') + 1)
    truncateSync(path, Buffer.byteLength(whole))
    this.#lines = whole
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line)
    this.#file = openSync(path, 'a')
  }

  /** Every row ever taken as `point at value`, in the order taken. */
  rows(): string[] {
    return this.#lines.flatMap(({ point, at, value }) => point.map((index, row) => `${index} ${at[row]} ${value[row]}`))
  }

  async write(batch: Batch, position: JournalPosition): Promise<WriteOutcome> {
    const { point, at, value } = batch
    const line = { position: String(position), point: [...point], at: [...at], value: [...value] }
    writeSync(this.#file, `${JSON.stringify(line)}\n`)
    fdatasyncSync(this.#file)
    this.#lines.push(line)
    return { stored: point.length, refused: [] }
  }

  async position(): Promise<JournalPosition | undefined> {
    if (!this.keepsPosition) return undefined
    return BigInt(this.#lines.at(-1)?.position ?? 0)
  }

  async latest() {
    return []
  }

  async history() {
    return []
  }

  async quantiles() {
    return new Float64Array()
  }

  async maintain() {
    return { rolledUp: 0, dropped: 0 }
  }

  async backup(): Promise<void> {}

  async close(): Promise<void> {
    closeSync(this.#file)
  }
}
