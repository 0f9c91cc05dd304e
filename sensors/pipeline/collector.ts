import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Batch } from '../../twin/model/batch.ts'
import type { DeviceEntry } from '../device-entry.ts'
import type { Session } from '../driver.ts'
import { type Clock, systemClock } from './clock.ts'
import type { CollectorSettings, OwnStatus } from './collector-messages.ts'
import { messageOf } from './errors.ts'
import { Intake } from './intake.ts'
import { Journal } from './journal/journal.ts'
import { SharedPositions } from './journal/shared-positions.ts'
import { NewPointLimit } from './normalise/new-point-limit.ts'
import { Normaliser } from './normalise/normaliser.ts'
import { PointBook } from './normalise/point-book.ts'
import { PointFile } from './points/point-file.ts'
import type { IndexedPoint } from './points/point-registry.ts'
import { DeviceTask } from './scheduler/device-task.ts'
import { Scheduler } from './scheduler/scheduler.ts'

/** What the collector needs of the rest of the product. */
export interface CollectorParts {
  /** @throws DeviceError */
  readonly open: (entry: DeviceEntry, signal: AbortSignal) => Promise<Session>
  /** A URL as it may be shown. */
  readonly shownUrl: (url: string) => string
  /** Called with every batch that is on disk; the columns are views that hold until it returns. */
  readonly accepted: (batch: Batch, newPoints: readonly IndexedPoint[]) => void
  readonly log: (message: string) => void
  readonly clock?: Clock
}

const MOST_POINTS = 2_000_000
/** Of a device that is asked: the largest, a BMC with all its sensors or a panel with all its circuits, have hundreds. */
const DEVICE_POINTS = 5_000
/** Of a subscription, which speaks for a whole room or site. */
const SUBSCRIPTION_POINTS = 200_000
const SUBSCRIPTION_POINTS_A_MINUTE = 50_000
const SEGMENT_BYTES = 64 * 2 ** 20

/** Devices at one end, journal and live readings at the other. */
export class Collector {
  readonly #journal: Journal
  readonly #points: PointFile
  readonly #intake: Intake
  readonly #tasks: readonly DeviceTask[]
  readonly #scheduler: Scheduler

  private constructor(settings: CollectorSettings, parts: CollectorParts, journal: Journal, points: PointFile) {
    const { devices, limits = {} } = settings
    const { open, shownUrl, accepted, log, clock = systemClock } = parts
    this.#journal = journal
    this.#points = points
    const book = new PointBook(points.registry, limits.points ?? MOST_POINTS)
    const intake = new Intake({ journal, points, book, clock, accepted, log })
    this.#intake = intake
    this.#tasks = devices.map((entry) => {
      const [most, aMinute] =
        entry.path === '' ? [SUBSCRIPTION_POINTS, SUBSCRIPTION_POINTS_A_MINUTE] : [DEVICE_POINTS, DEVICE_POINTS]
      const normaliser = new Normaliser(entry, book, new NewPointLimit(clock, most, aMinute))
      return new DeviceTask({
        entry,
        shownUrl: shownUrl(entry.url),
        open,
        deliver: (readings) => intake.add(normaliser, readings),
        complaint: () => normaliser.complaint,
        clock,
      })
    })
    this.#scheduler = new Scheduler(this.#tasks, limits, clock)
  }

  /**
   * Opens journal and points, then begins with the devices.
   * @throws PipelineError journal-locked; Error of the file system
   */
  static async start(settings: CollectorSettings, parts: CollectorParts): Promise<Collector> {
    const { dataFolder, shared, journal: bounds } = settings
    await mkdir(join(dataFolder, 'journal'), { recursive: true, mode: 0o700 })
    const journal = await Journal.open({
      folder: join(dataFolder, 'journal'),
      segmentBytes: Math.min(SEGMENT_BYTES, Math.floor(bounds.maxBytes / 4)),
      ...bounds,
      shared: new SharedPositions(shared),
      log: parts.log,
    })
    try {
      const points = await PointFile.open(dataFolder, journal.pointFloor)
      return new Collector(settings, parts, journal, points)
    } catch (error) {
      await journal.close()
      throw error
    }
  }

  /** Every point that is known so far. */
  get points(): readonly IndexedPoint[] {
    return this.#points.registry.from(0)
  }

  begin(): void {
    this.#scheduler.start()
  }

  status(): OwnStatus {
    const journal = this.#journal.status()
    return {
      devices: this.#tasks.map((task) => task.status()),
      polls: this.#scheduler.figures(),
      journal: { ...journal, writable: journal.writable && this.#intake.isTaking },
    }
  }

  /** Lets go of the devices, writes and syncs what was read, closes the journal. Never throws. */
  async stop(): Promise<void> {
    await this.#scheduler.stop()
    await this.#intake.flush()
    await this.#points.close().catch(messageOf)
    await this.#journal.close().catch(messageOf)
  }
}
