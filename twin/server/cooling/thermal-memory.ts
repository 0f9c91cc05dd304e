import { join } from 'node:path'
import { z } from 'zod'
import type { ThermalParameters } from '../../analysis/cooling/room-thermal.ts'
import { SealedLinesFile } from '../sealed-lines/sealed-lines-file.ts'

interface Remembered {
  readonly room: string
  /** Epoch ms of the record's end. */
  readonly at: number
  readonly still: ThermalParameters
}

const number = z.number()
const record = z.object({
  room: z.string(),
  at: number,
  still: z.object({
    ...{ capacity: number, conductance: number, ambient: number, mixing: number, mixingTime: number },
    source: z.object({ how: z.literal('fitted'), samples: number, residual: number }),
  }),
})

/** What was fitted to the rooms' own records, kept over restarts: a room seldom stands without air, and it is not sought again. */
export class ThermalMemory {
  readonly #byRoom: Map<string, Remembered>

  private constructor(
    records: readonly Remembered[],
    private readonly file: SealedLinesFile<Remembered>,
    private readonly log: (message: string) => void,
  ) {
    this.#byRoom = new Map(records.map((one) => [one.room, one]))
  }

  /** A file that cannot be read, or a damaged line, is told and costs no more than what it held. */
  static async open(dataFolder: string, log: (message: string) => void): Promise<ThermalMemory> {
    const file = new SealedLinesFile<Remembered>(join(dataFolder, 'rooms', 'thermal.log'), record)
    try {
      const { damagedLines, records } = await file.read()
      if (damagedLines > 0) log(`${damagedLines} lines of what was fitted to rooms are damaged and left out.`)
      return new ThermalMemory(records, file, log)
    } catch (error) {
      log(`What was fitted to rooms cannot be read: ${error instanceof Error ? error.message : String(error)}`)
      return new ThermalMemory([], file, log)
    }
  }

  of(room: string): ThermalParameters | undefined {
    return this.#byRoom.get(room)?.still
  }

  /** Remembers the newest record of a room; an older one changes nothing. */
  async keep(room: string, still: ThermalParameters, at: number): Promise<void> {
    const known = this.#byRoom.get(room)
    if ((known && known.at >= at) || still.source.how !== 'fitted' || !isWritable(still)) return
    this.#byRoom.set(room, { room, at, still })
    try {
      await this.file.write([...this.#byRoom.values()])
    } catch (error) {
      this.log(`What was fitted to rooms is not on disk: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

/** JSON has neither NaN nor infinity. */
function isWritable({ ambient, capacity, conductance, mixing, mixingTime }: ThermalParameters): boolean {
  return [ambient, capacity, conductance, mixing, mixingTime].every(Number.isFinite)
}
