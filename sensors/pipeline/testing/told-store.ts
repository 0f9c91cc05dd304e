import type { Batch } from '../../../twin/model/batch.ts'
import type { JournalPosition, TelemetryStore, WriteOutcome } from '../../../twin/model/store.ts'

export type Answer = (batch: Batch, position: JournalPosition) => WriteOutcome | Promise<WriteOutcome>

/** A store that remembers each row it took, and answers the nth write as told; all writes after the last answer succeed. */
export class ToldStore implements Pick<TelemetryStore, 'write' | 'position'> {
  readonly taken: number[] = []
  readonly writes: number[] = []

  constructor(private readonly answers: readonly Answer[] = []) {}

  async write(batch: Batch, position: JournalPosition): Promise<WriteOutcome> {
    const answer = this.answers[this.writes.length]
    this.writes.push(batch.point.length)
    const outcome = answer ? await answer(batch, position) : { stored: batch.point.length, refused: [] }
    const not = new Set([...outcome.refused.map(({ row }) => row), ...(outcome.keep?.rows ?? [])])
    batch.value.forEach((value, row) => {
      if (!not.has(row)) this.taken.push(value)
    })
    return outcome
  }

  async position(): Promise<JournalPosition | undefined> {
    return undefined
  }

  whole(): TelemetryStore {
    const none = async () => []
    return {
      ...{ write: this.write.bind(this), position: this.position.bind(this), latest: none, history: none },
      quantiles: async () => new Float64Array(),
      keptSince: async () => ({ raw: undefined, '1m': undefined, '15m': undefined }),
      maintain: async () => ({ rolledUp: 0, dropped: 0 }),
      ...{ backup: async () => undefined, close: async () => undefined },
    }
  }
}
