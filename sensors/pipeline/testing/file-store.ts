import { appendFileSync, closeSync, fdatasyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import type { Batch } from '../../../twin/model/batch.ts'
import type { JournalPosition, Refusal, TelemetryStore, WriteOutcome } from '../../../twin/model/store.ts'

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

  /**
   * @param keepsPosition false: like InfluxDB, which does not know how far the journal was sent
   * @param refuses a reading in thirteen, which nobody can expect: as a field type conflict
   */
  constructor(
    path: string,
    private readonly keepsPosition: boolean,
    private readonly refuses = false,
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
    const refused: Refusal[] = []
    const taken: number[] = []
    batch.value.forEach((value, row) => {
      if (this.refuses && isRefused(value)) refused.push({ row, reason: 'field type conflict' })
      else taken.push(row)
    })
    const pick = (column: ArrayLike<number>) => taken.map((row) => column[row] ?? Number.NaN)
    const kept = refused.length === 0 ? String(position) : (this.#lines.at(-1)?.position ?? '0')
    const line = { position: kept, point: pick(batch.point), at: pick(batch.at), value: pick(batch.value) }
    writeSync(this.#file, `${JSON.stringify(line)}\n`)
    fdatasyncSync(this.#file)
    this.#lines.push(line)
    return { stored: taken.length, refused }
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

  async keptSince() {
    return { raw: undefined, '1m': undefined, '15m': undefined }
  }

  async maintain() {
    return { rolledUp: 0, dropped: 0 }
  }

  async backup(): Promise<void> {}

  async close(): Promise<void> {
    closeSync(this.#file)
  }
}

/** Of a store that refuses. */
export function isRefused(value: number): boolean {
  return value % 13 === 0
}
