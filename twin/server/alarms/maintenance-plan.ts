import { type Alarm, isActive } from '../../analysis/alarms/alarm.ts'
import { endOf, isQuieting, type Maintenance, phaseOf, RESTORED_WITHIN_MS } from '../../analysis/alarms/maintenance.ts'
import type { RootCauses, Work } from '../../analysis/alarms/root-causes.ts'
import type { ThingPath } from '../../model/path.ts'
import type { EpochMs } from '../../model/units.ts'
import { ServerProblem } from '../errors.ts'
import { type AlarmBook, subjectKey } from './alarm-book.ts'
import type { ConditionAlarms } from './condition-alarms.ts'
import type { MaintenanceFile } from './maintenance-file.ts'

const RULE = 'not-restored'
const MOST_OPEN = 200
/** Past ones that are kept, newest last. */
const MOST_PAST = 300

type Asked = Pick<Maintenance, 'path' | 'from' | 'to' | 'by' | 'reason'>

/** The works on things: what they cause is laid to them, and at their end it is looked whether all is back. */
export class MaintenancePlan {
  #works: readonly Maintenance[]

  private constructor(
    works: readonly Maintenance[],
    private readonly file: MaintenanceFile,
    private readonly book: AlarmBook,
    private readonly conditions: ConditionAlarms,
    private readonly causes: RootCauses,
    private readonly log: (message: string) => void,
  ) {
    this.#works = works
  }

  /** @throws Error of the file system */
  static async open(
    file: MaintenanceFile,
    book: AlarmBook,
    conditions: ConditionAlarms,
    causes: RootCauses,
    log: (message: string) => void,
  ): Promise<MaintenancePlan> {
    const { records, damagedLines } = await file.read()
    if (damagedLines > 0) log(`${damagedLines} lines of the maintenance file were damaged and left out`)
    return new MaintenancePlan(records, file, book, conditions, causes, log)
  }

  /** In the order in which they were entered. */
  all(): readonly Maintenance[] {
    return this.#works
  }

  /** Paths of things that are out of service now. */
  outNow(now: EpochMs): readonly string[] {
    return this.#works.filter((work) => phaseOf(work, now) === 'active').map(({ path }) => path)
  }

  /** @throws ServerProblem conflict where too many are open, unavailable when the disk refuses */
  async add(asked: Asked, now: EpochMs): Promise<Maintenance> {
    const open = this.#works.filter(({ restoredAt }) => restoredAt === null)
    if (open.length >= MOST_OPEN)
      throw new ServerProblem('conflict', `${MOST_OPEN} maintenances are open; end those that are done.`)
    const last = this.#works.reduce((most, { id }) => Math.max(most, Number(id.slice(1)) || 0), 0)
    const work: Maintenance = { id: `m${last + 1}`, ...asked, endedAt: null, restoredAt: null }
    const past = this.#works.filter(({ restoredAt }) => restoredAt !== null).slice(-MOST_PAST)
    await this.#keep([...past, ...open, work])
    this.sweep(now)
    return work
  }

  /** Ends it before its time. @throws ServerProblem not-found, conflict, unavailable when the disk refuses */
  async end(id: string, now: EpochMs): Promise<Maintenance> {
    const work = this.#works.find((one) => one.id === id)
    if (!work) throw new ServerProblem('not-found', `There is no maintenance ${JSON.stringify(id)}.`)
    if (now >= endOf(work)) throw new ServerProblem('conflict', `Maintenance ${id} has ended already.`)
    const isGivenUp = now < work.from
    const ended = { ...work, endedAt: now, restoredAt: isGivenUp ? now : null }
    await this.#keep(this.#works.map((one) => (one === work ? ended : one)))
    this.sweep(now)
    return this.#works.find((one) => one.id === id) ?? ended
  }

  /** Before alarms are folded: once a second. */
  sweep(now: EpochMs): void {
    const open = this.book.open().filter((alarm) => isActive(alarm) && alarm.rule !== RULE)
    const restored = new Set<Maintenance>()
    for (const work of this.#works) {
      if (phaseOf(work, now) !== 'ended') continue
      const isBack = !open.some((alarm) => this.#isLeftBy(work, alarm))
      if (isBack) restored.add(work)
      const isMissed = !isBack && now >= endOf(work) + RESTORED_WITHIN_MS
      this.conditions.set(RULE, work.path as ThingPath, null, isMissed, now)
    }
    if (restored.size > 0) {
      const works = this.#works.map((work) => (restored.has(work) ? { ...work, restoredAt: now } : work))
      // It would be found out again after a restart.
      this.#keep(works).catch((error: unknown) => this.log(`The maintenance file: ${String(error)}`))
    }
    this.causes.work(this.#works.flatMap((work) => this.#layTo(work, now) ?? []))
  }

  /** Did the alarm begin in its time, and is it of its doing? */
  #isLeftBy(work: Maintenance, alarm: Alarm): boolean {
    return alarm.since <= endOf(work) && this.causes.isLaidTo(alarm, work.path) !== undefined
  }

  #layTo(work: Maintenance, now: EpochMs): Work | undefined {
    const { id, path } = work
    const begun = { id, path, before: endOf(work) }
    if (isQuieting(work, now)) return { ...begun, reminder: undefined }
    if (phaseOf(work, now) !== 'ended') return undefined
    const reminder = this.book.find(subjectKey({ rule: RULE, path: path as ThingPath, point: null }))
    return reminder && isActive(reminder) ? { ...begun, reminder: reminder.id } : undefined
  }

  async #keep(works: readonly Maintenance[]): Promise<void> {
    this.#works = works
    try {
      await this.file.write(works)
    } catch (error) {
      const what = 'The maintenance holds but is not on disk, and a restart would forget it. Free the disk.'
      throw new ServerProblem('unavailable', what, { cause: error })
    }
  }
}
