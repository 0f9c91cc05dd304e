import type { JournalPosition } from '../../../twin/model/store.ts'

const CELLS = ['synced', 'syncedReadings', 'stored', 'storedReadings', 'floor', 'quarantined', 'waitingSince'] as const
type Cell = (typeof CELLS)[number]

/**
 * What the collector's thread and the storage thread tell each other without messages: eight-byte cells of shared memory,
 * each written by one side and read by the other.
 */
export class SharedPositions {
  readonly #cells: BigInt64Array

  /** @param buffer what `buffer` of another instance gave, through `workerData` */
  constructor(readonly buffer: SharedArrayBuffer) {
    this.#cells = new BigInt64Array(buffer)
  }

  static create(): SharedPositions {
    return new SharedPositions(new SharedArrayBuffer(CELLS.length * BigInt64Array.BYTES_PER_ELEMENT))
  }

  /** The first sequence number that is not on disk yet. 0 until the journal is open. */
  get synced(): JournalPosition {
    return this.#get('synced')
  }

  /** Readings accepted since the journal began. */
  get syncedReadings(): number {
    return Number(this.#get('syncedReadings'))
  }

  setSynced(position: JournalPosition, readings: number): void {
    this.#set('syncedReadings', BigInt(readings))
    this.#set('synced', position)
  }

  /** The first sequence number that the store does not have yet. 0 until the store has said. */
  get stored(): JournalPosition {
    return this.#get('stored')
  }

  /** Of the readings accepted, how many lie before `stored`. */
  get storedReadings(): number {
    return Number(this.#get('storedReadings'))
  }

  setStored(position: JournalPosition, readings: number): void {
    this.#set('storedReadings', BigInt(readings))
    this.#set('stored', position)
  }

  /** Sequence numbers below it are taken: a store knows positions that this journal never gave (it was lost or put back). */
  get floor(): JournalPosition {
    return this.#get('floor')
  }

  raiseFloor(position: JournalPosition): void {
    if (position > this.floor) this.#set('floor', position)
  }

  /** Damaged pieces set aside. */
  get quarantined(): number {
    return Number(this.#get('quarantined'))
  }

  addQuarantined(count: number): void {
    Atomics.add(this.#cells, CELLS.indexOf('quarantined'), BigInt(count))
  }

  /** When what is being sent was accepted, epoch milliseconds; 0 while nothing waits. */
  get waitingSince(): number {
    return Number(this.#get('waitingSince'))
  }

  set waitingSince(at: number) {
    this.#set('waitingSince', BigInt(Math.round(at)))
  }

  #get(cell: Cell): bigint {
    return Atomics.load(this.#cells, CELLS.indexOf(cell))
  }

  #set(cell: Cell, value: bigint): void {
    Atomics.store(this.#cells, CELLS.indexOf(cell), value)
  }
}
