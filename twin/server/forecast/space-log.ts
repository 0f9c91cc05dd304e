import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type DayMeasure, startOfDay } from '../../analysis/forecast/daily-series.ts'
import { rackSpace } from '../../analysis/space/rack-space.ts'
import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import { openLine, sealLine } from '../sealed-lines/line-checksum.ts'

const FILE = 'space.log'

/** Rack units that are taken, of racks whose figure is another than on the day before; null where a rack is gone. */
const daySchema = z.object({
  /** Since 1970-01-01, in UTC. */
  day: z.number().int(),
  /** All racks are in it: what was known before is forgotten. */
  whole: z.literal(true).optional(),
  racks: z.record(z.string(), z.number().min(0).nullable()),
})
type LoggedDay = z.infer<typeof daySchema>

/**
 * How many rack units were taken on each day on which the server ran, as the estate declares it: the estate itself has no past. A file of checksummed lines, a line a day with
 * what changed.
 */
export class SpaceLog {
  readonly #days: LoggedDay[] = []
  readonly #taken = new Map<string, number>()
  #isWhole = true
  #endsOpen = false

  private constructor(private readonly folder: string) {}

  /**
   * @param folder made with the first line
   * @throws Error of the file system where there is a file that cannot be read
   */
  static async open(folder: string): Promise<SpaceLog> {
    const log = new SpaceLog(folder)
    let text = ''
    try {
      text = await readFile(join(folder, FILE), 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
    log.#endsOpen = text !== '' && !text.endsWith('\n')
    for (const line of text.split('\n')) if (line !== '') log.#replay(line)
    return log
  }

  /** Adds the day unless it is there already, or a later one. Resolves when it is on disk. @throws Error of the file system; the day is then noted with the next try */
  async note(day: number, estate: Estate): Promise<void> {
    if (day <= (this.#days.at(-1)?.day ?? Number.NEGATIVE_INFINITY)) return
    const taken = takenByRack(estate)
    // After a line that was lost nobody knows what it changed.
    const before: ReadonlyMap<string, number> = this.#isWhole ? this.#taken : new Map()
    const changed = [...taken].filter(([path, units]) => before.get(path) !== units)
    const gone = [...before.keys()].filter((path) => !taken.has(path)).map((path) => [path, null] as const)
    const logged = {
      day,
      ...(!this.#isWhole && { whole: true as const }),
      racks: Object.fromEntries([...changed, ...gone]),
    }
    await this.#append(`${this.#endsOpen ? '\n' : ''}${sealLine(logged)}`)
    this.#endsOpen = false
    this.#isWhole = true
    this.#take(logged)
  }

  /** What was taken in the racks of a place, day by day. */
  taken(place: string): readonly DayMeasure[] {
    const inside = new Map<string, number>()
    let sum = 0
    return this.#days.flatMap(({ day, racks, whole }) => {
      if (whole) {
        inside.clear()
        sum = 0
      }
      for (const [path, units] of Object.entries(racks)) {
        if (!isWithin(path, place)) continue
        sum += (units ?? 0) - (inside.get(path) ?? 0)
        inside.set(path, units ?? 0)
      }
      return inside.size === 0 ? [] : [{ from: startOfDay(day), to: startOfDay(day + 1), value: sum }]
    })
  }

  #replay(line: string): void {
    const logged = daySchema.safeParse(openLine(line))
    if (logged.success) this.#take(logged.data)
    else this.#isWhole = false
  }

  #take(logged: LoggedDay): void {
    if (logged.whole) {
      this.#taken.clear()
      this.#isWhole = true
    }
    this.#days.push(logged)
    for (const [path, units] of Object.entries(logged.racks)) {
      if (units === null) this.#taken.delete(path)
      else this.#taken.set(path, units)
    }
  }

  async #append(text: string): Promise<void> {
    await mkdir(this.folder, { recursive: true })
    const file = await open(join(this.folder, FILE), 'a', 0o600)
    try {
      await file.appendFile(text)
      await file.datasync()
    } catch (error) {
      // Part of it may be there.
      this.#endsOpen = true
      throw error
    } finally {
      await file.close()
    }
  }
}

function takenByRack(estate: Estate): ReadonlyMap<string, number> {
  return new Map(
    estate.ofKind('rack').map((rack) => {
      const devices = estate.children(rack.path).filter((child) => child.kind === 'device')
      return [rack.path, rackSpace(rack, devices, (slug) => estate.deviceType(slug)).taken]
    }),
  )
}
