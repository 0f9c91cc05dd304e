import { join } from 'node:path'
import { type Alarm, isActive, type Shelving } from '../../analysis/alarms/alarm.ts'
import { ALARM_RULES } from '../../analysis/alarms/alarm-rules.ts'
import { lossesOf } from '../../analysis/alarms/loss.ts'
import { isOpen } from '../../analysis/alarms/quieting.ts'
import { RootCauses } from '../../analysis/alarms/root-causes.ts'
import type { CollectorStatusSource } from '../../model/collector-status.ts'
import { healthCode } from '../../model/health.ts'
import { type EpochMs, epochMs } from '../../model/units.ts'
import { ServerProblem } from '../errors.ts'
import type { Update, ValuePlane } from '../values/value-plane.ts'
import { AlarmBook, subjectKey } from './alarm-book.ts'
import { AlarmLog } from './alarm-log.ts'
import { CollectorWatch } from './collector-watch.ts'
import { ConditionAlarms } from './condition-alarms.ts'
import { DeadSides } from './dead-sides.ts'
import { DeadSupplies } from './dead-supplies.ts'
import { maintenanceFile } from './maintenance-file.ts'
import { MaintenancePlan } from './maintenance-plan.ts'
import { PointAlarms } from './point-alarms.ts'
import { machineTime, SilenceGrace } from './silence-grace.ts'

/** Asking a worker with thousands of devices costs it some milliseconds. */
const ASK_EVERY_SWEEPS = 2
const RULES: ReadonlySet<string> = new Set(ALARM_RULES.map(({ id }) => id))

/** The alarms of the estate and the system, as readings and status come; kept on disk. */
export class AlarmPlane {
  readonly watch: CollectorWatch | undefined
  readonly #points: PointAlarms
  readonly #conditions: ConditionAlarms
  readonly #deadSides: DeadSides
  readonly #deadSupplies: DeadSupplies
  readonly #causes: RootCauses
  /** Undefined until it is read. */
  #works: MaintenancePlan | undefined
  /** Alarms that are not history, by the index of their thing. */
  readonly #byThing = new Map<number, Map<string, Alarm>>()
  #listener: () => void = () => undefined
  #sweeps = 0
  /** Devices that were down until the last status. */
  #answering: readonly string[] = []
  readonly #grace: SilenceGrace
  #isStarting = true
  /** Things that are silent and not called so yet: it may be our own doing. */
  readonly #withheld = new Set<number>()
  #lastWrite: Promise<unknown> = Promise.resolve()

  private constructor(
    private readonly values: ValuePlane,
    readonly book: AlarmBook,
    private readonly disk: AlarmLog,
    startedAt: EpochMs,
    source: CollectorStatusSource | undefined,
    log: (message: string) => void,
  ) {
    this.#points = new PointAlarms(values, book)
    this.#conditions = new ConditionAlarms(book)
    this.#deadSides = new DeadSides(values, this.#conditions, (thing) => this.#mark(thing))
    this.#deadSupplies = new DeadSupplies(values, book, this.#conditions, this.#deadSides)
    this.#causes = new RootCauses(values.estate, (path) => this.watch?.gateways.get(path))
    for (const alarm of book.open()) this.#index(alarm)
    book.onNew((alarm) => this.#causes.quietingOf(alarm, alarm.since))
    this.#grace = new SilenceGrace(startedAt)
    this.watch = source && new CollectorWatch(source, this.#conditions, this.#grace, log)
  }

  /** @throws Error of the file system when the data folder cannot be read or made */
  static async open(
    values: ValuePlane,
    dataFolder: string,
    source: CollectorStatusSource | undefined,
    now: EpochMs,
    log: (message: string) => void,
  ): Promise<AlarmPlane> {
    let plane: AlarmPlane | undefined
    const { log: disk, state, damagedLines } = await AlarmLog.open(join(dataFolder, 'alarms'), () => book.state())
    if (damagedLines > 0) log(`${damagedLines} lines of the alarm log were damaged and left out`)
    const book: AlarmBook = new AlarmBook(state, (alarm, revision) => {
      const written = disk.append(alarm, revision)
      if (plane) plane.#changed(alarm, written)
    })
    plane = new AlarmPlane(values, book, disk, now, source, log)
    const file = maintenanceFile(join(dataFolder, 'alarms', 'maintenance.log'))
    plane.#works = await MaintenancePlan.open(file, book, plane.#conditions, plane.#causes, log)
    plane.#works.sweep(now)
    return plane
  }

  /** The works on things. @throws Error before the plane is open */
  get maintenance(): MaintenancePlan {
    if (!this.#works) throw new Error('the maintenance file has not been read yet')
    return this.#works
  }

  /** Is the last write to disk a good one? */
  get logHealthy(): boolean {
    return this.disk.failure === undefined
  }

  /** After the values have been collected. */
  evaluate(update: Update, now: number): void {
    this.#grace.beat(machineTime(), now)
    this.#points.place(update.gained)
    const racks = this.values.figures.moved['power-use']
    this.#points.evaluate(update.points, racks, now)
    this.#deadSides.moved(this.values.figures.moved.power)
    const things = new Set<number>()
    for (const point of update.points) {
      const thing = this.values.points.get(point)?.thing
      if (thing) things.add(thing.index)
    }
    for (const thing of things) this.#checkStale(thing, now)
    if (this.#isStarting && !this.#grace.isStarting(now)) {
      this.#isStarting = false
      for (const thing of this.values.tree.things()) if (thing) this.#checkStale(thing.index, now)
    }
  }

  /** Once a second: delays, status. */
  async sweep(clock: () => EpochMs): Promise<void> {
    const now = clock()
    this.#grace.beat(machineTime(), now)
    this.#points.sweep(now)
    this.#deadSides.sweep(now)
    this.#deadSupplies.sweep(now)
    this.#conditions.sweep(now)
    this.#conditions.set('alarm-log-unwritable', '', null, !this.logHealthy, now)
    this.#works?.sweep(now)
    this.book.settle(now, (alarm) => this.#causes.quietingOf(alarm, now, this.#deadSides.mayWait(alarm)))
    if (this.watch && this.#sweeps++ % ASK_EVERY_SWEEPS === 0) {
      const before = this.watch.down
      await this.watch.ask(clock)
      const { down } = this.watch
      // A thing that is silent because its device is down has one alarm, not two. One whose device answers again is looked at
      // by the next status: its readings may come a moment later.
      for (const path of [...this.#answering, ...[...down].filter((one) => !before.has(one))]) {
        const thing = this.values.estate.find(path)
        if (thing) this.#checkStale(thing.index, clock())
      }
      this.#answering = [...before].filter((one) => !down.has(one))
    }
    for (const thing of [...this.#withheld]) this.#checkStale(thing, clock())
    await this.disk.retry()
  }

  /** @throws ServerProblem not-found, conflict, unavailable when the disk refuses */
  async acknowledge(id: string, by: string, note: string | null, at: EpochMs): Promise<Alarm> {
    return this.#kept(this.book.acknowledge(id, by, note, at))
  }

  /** @throws ServerProblem not-found, conflict, unavailable when the disk refuses */
  async shelve(id: string, shelved: Shelving): Promise<Alarm> {
    return this.#kept(this.book.shelve(id, shelved))
  }

  /** @throws ServerProblem not-found, conflict, unavailable when the disk refuses */
  async unshelve(id: string): Promise<Alarm> {
    return this.#kept(this.book.unshelve(id))
  }

  /** Waits until what somebody has said is on disk. */
  async #kept(alarm: Alarm): Promise<Alarm> {
    try {
      await this.#lastWrite
    } catch (error) {
      throw new ServerProblem(
        'unavailable',
        'What you said is shown but not on disk: the alarm log cannot be written, and a restart would forget it. Free the disk.',
        { cause: error },
      )
    }
    return alarm
  }

  /** Paths of things that are without power by what is told now, without what follows from that. */
  lost(): readonly string[] {
    const told = this.book.open().filter((alarm) => isActive(alarm) && alarm.quieted === null)
    return told.flatMap((alarm) =>
      lossesOf(alarm, this.values.estate).flatMap(({ way, path }) => (way === 'input' ? [] : [path])),
    )
  }

  /** Paths of UPS whose input is lost by what is told now, or would be told if nothing above them were. */
  onBattery(): readonly string[] {
    const active = this.book.open().filter(isActive)
    return active.flatMap((alarm) =>
      lossesOf(alarm, this.values.estate).flatMap(({ way, path }) => (way === 'input' ? [path] : [])),
    )
  }

  /** What is open at or below a path. */
  under(path: string): readonly Alarm[] {
    return this.book.open().filter((alarm) => path === '' || alarm.path === path || alarm.path.startsWith(`${path}/`))
  }

  async close(): Promise<void> {
    await this.disk.close()
  }

  /** Tells `listener` after every change of the list. */
  onChange(listener: () => void): void {
    this.#listener = listener
  }

  /** Takes a change in. */
  #changed(alarm: Alarm, written: Promise<void>): void {
    this.#lastWrite = written
    // Who waits for it hears of a failure; the log remembers it for the alarm.
    written.catch(() => undefined)
    this.#index(alarm)
    this.#listener()
  }

  #index(alarm: Alarm): void {
    this.#causes.take(alarm)
    const thing = alarm.path === '' ? undefined : this.values.estate.find(alarm.path)
    if (!thing) return
    const alarms = this.#byThing.get(thing.index) ?? new Map<string, Alarm>()
    this.#byThing.set(thing.index, alarms)
    if (isOpen(alarm)) alarms.set(alarm.id, alarm)
    else alarms.delete(alarm.id)
    this.#mark(thing.index)
  }

  /** Gives the figures the worst of a thing's own active alarms, or of that of its feed. */
  #mark(thing: number): void {
    let worst = this.#deadSides.isCovered(thing) ? healthCode('warning') : 0
    for (const open of this.#byThing.get(thing)?.values() ?? []) {
      worst = Math.max(worst, healthOf(open))
    }
    this.values.figures.setAlarm(thing, worst)
  }

  #checkStale(index: number, now: number): void {
    const thing = this.values.tree.thing(index)
    if (!thing || !this.values.tree.isMeasured(index)) return
    const points = this.values.points.ofThing(index)
    const isRaised = this.#conditions.holds('stale', thing.path, null)
    // After a restart nothing may be known of it but that it was silent: that is no sign of life.
    const had = isRaised || !Number.isNaN(this.values.figures.newestAt[index] as number)
    const told = this.watch?.down.has(thing.path) ?? false
    const isSilent = had && !told && !this.values.figures.isAlive(index, points)
    this.#withheld.delete(index)
    if (isSilent && !isRaised) {
      const delay = Math.max(...points.map((point) => this.values.table.staleAfter(point.index)))
      // Whether its device is down is decided by the next tries.
      const isOpen = this.watch?.failing.has(thing.path) ?? false
      if (isOpen || !this.#grace.isOver(delay, now)) {
        this.#withheld.add(index)
        return
      }
    }
    this.#conditions.set('stale', thing.path, null, isSilent, now)
  }

  /** Ends the alarms that nothing would ever end: once, after the points have been placed. */
  retire(now: EpochMs): void {
    for (const alarm of this.book.open()) {
      if (!this.#isOrphan(alarm)) continue
      const { rule, path, point, unit } = alarm
      this.book.observe(
        { rule, path, point, unit },
        { severity: undefined, value: null, limit: null, at: epochMs(now) },
      )
    }
  }
  /** Of a thing or a rule that there is no more, or of a rule that no longer applies to its point. */
  #isOrphan(alarm: Alarm): boolean {
    const { path, point } = alarm
    const thing = path === '' ? undefined : this.values.estate.find(path)
    if (path !== '' && !thing) return true
    const key = subjectKey(alarm)
    if (!isActive(alarm) || this.#points.isLive(key) || this.#conditions.isLive(key)) return false
    if (!RULES.has(alarm.rule) || !thing || point === null) return true
    // A point that the directory does not have yet is decided on when it comes.
    return this.values.points.ofThing(thing.index).some(({ local }) => local === point)
  }
}

/** What an alarm makes of its thing: a consequence is a warning there, what is put away or worked on nothing. */
function healthOf(alarm: Alarm): number {
  if (!isActive(alarm) || alarm.shelved) return 0
  if (alarm.quieted) return alarm.quieted.kind === 'alarm' ? healthCode('warning') : 0
  return healthCode(alarm.severity)
}
