import { join } from 'node:path'
import { EVENT_AREAS, EVENT_SEVERITIES, type RaisedEvents } from '../../model/security-event.ts'
import type { EpochMs } from '../../model/units.ts'
import { type SecurityEventView, securityEventView } from '../../protocol/security-event.ts'
import { ServerProblem } from '../errors.ts'
import { SealedLinesFile } from '../sealed-lines/sealed-lines-file.ts'

const FILE = 'security-events.log'
const MOST_OPEN = 2_000
/** Those that are over and are kept, newest last. */
const MOST_OVER = 500

/** What a look did to the events. */
interface Told {
  readonly opened: number
  readonly seenAgain: number
  readonly closed: number
}

/** Events of the Security Operations Centre, on disk: what was raised, who has seen it, what is over. */
export class SecurityEventBook {
  readonly #file: SealedLinesFile<SecurityEventView>
  #events: Promise<readonly SecurityEventView[]> | undefined

  constructor(
    dataFolder: string,
    private readonly say: (message: string) => void,
  ) {
    this.#file = new SealedLinesFile(join(dataFolder, FILE), securityEventView)
  }

  /** The open ones, what matters most first; then those that are over, the newest first. */
  async all(mostOver: number): Promise<readonly SecurityEventView[]> {
    const events = await this.#read()
    const over = events.filter(isOver).toSorted((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0))
    return [...events.filter(isOpen).toSorted(byUrgency), ...over.slice(0, mostOver)]
  }

  /**
   * Takes what a look found. What is seen again is the same event; one whose live value is another by now, or was written again and is not shown, is to be acknowledged again. Open events of places that the look
   * covers, and that it did not find, are over, unless it does not tell all that it found there.
   * @throws ServerProblem bad-request for an event of a place that is not covered; conflict where too many are open; unavailable when the disk refuses
   */
  async raise({ covers, events, source }: RaisedEvents, now: EpochMs): Promise<Told> {
    const covered = new Set(covers.map(placeOf))
    const stray = events.find((event) => !covered.has(placeOf(event)))
    if (stray) {
      const what = `${stray.object} is at ${stray.site}, ${stray.stack ?? 'in no stack'}, which is not among what was looked at.`
      throw new ServerProblem('bad-request', `body.events: ${what}`)
    }
    const cut = new Set(covers.filter(({ isCut }) => isCut === true).map(placeOf))
    const known = await this.#read()
    const found = new Map(events.map((event) => [event.key, event]))
    let [seenAgain, closed] = [0, 0]
    const kept = known.map((event): SecurityEventView => {
      if (isOver(event) || event.source !== source || !covered.has(placeOf(event))) return event
      const again = found.get(event.key)
      if (!again) {
        if (cut.has(placeOf(event))) return event
        closed++
        return { ...event, closedAt: now }
      }
      seenAgain++
      found.delete(event.key)
      // Of what is not shown, a later write is all that tells another value.
      const isSame =
        again.live === event.live &&
        again.kind === event.kind &&
        (again.live !== null || again.who?.at === event.who?.at)
      return { ...event, ...again, lastSeen: now, acknowledged: isSame ? event.acknowledged : null }
    })
    const last = known.reduce((most, { id }) => Math.max(most, Number(id.slice(1)) || 0), 0)
    const opened = [...found.values()].map(
      (event, place): SecurityEventView => ({
        ...event,
        ...{ id: `s${last + 1 + place}`, source, firstSeen: now, lastSeen: now, closedAt: null, acknowledged: null },
      }),
    )
    const open = [...kept.filter(isOpen), ...opened]
    if (open.length > MOST_OPEN)
      throw new ServerProblem('conflict', `${open.length} events would be open; at most ${MOST_OPEN} are kept.`)
    await this.#keep([...kept.filter(isOver).slice(-MOST_OVER), ...open])
    return { opened: opened.length, seenAgain, closed }
  }

  /** @throws ServerProblem not-found, conflict where it is over or acknowledged, unavailable when the disk refuses */
  async acknowledge(id: string, by: string, note: string | null, now: EpochMs): Promise<SecurityEventView> {
    const events = await this.#read()
    const event = events.find((one) => one.id === id)
    if (!event) throw new ServerProblem('not-found', `There is no security event ${JSON.stringify(id)}.`)
    if (isOver(event)) throw new ServerProblem('conflict', `The security event ${id} is over.`)
    if (event.acknowledged)
      throw new ServerProblem('conflict', `${event.acknowledged.by} has acknowledged the security event ${id} already.`)
    const acknowledged = { ...event, acknowledged: { by, at: now, note } }
    await this.#keep(events.map((one) => (one === event ? acknowledged : one)))
    return acknowledged
  }

  #read(): Promise<readonly SecurityEventView[]> {
    this.#events ??= this.#file.read().then(
      ({ damagedLines, records }) => {
        if (damagedLines > 0) this.say(`${damagedLines} lines of ${FILE} were damaged and left out`)
        return records
      },
      (error: unknown) => {
        this.#events = undefined
        throw new ServerProblem('unavailable', 'The security events cannot be read from disk.', { cause: error })
      },
    )
    return this.#events
  }

  async #keep(events: readonly SecurityEventView[]): Promise<void> {
    this.#events = Promise.resolve(events)
    try {
      await this.#file.write(events)
    } catch (error) {
      const what = 'The security events are known but not on disk, and a restart would forget them. Free the disk.'
      throw new ServerProblem('unavailable', what, { cause: error })
    }
  }
}

function isOpen({ closedAt }: SecurityEventView): boolean {
  return closedAt === null
}

function isOver({ closedAt }: SecurityEventView): boolean {
  return closedAt !== null
}

function placeOf({ site, stack }: { readonly site: string; readonly stack: string | null }): string {
  return JSON.stringify([site, stack])
}

/** What nobody has acknowledged first, of that what matters most, of that the newest. */
function byUrgency(a: SecurityEventView, b: SecurityEventView): number {
  const rank = ({ acknowledged, area, severity }: SecurityEventView) =>
    (acknowledged ? 1_000 : 0) + EVENT_SEVERITIES.indexOf(severity) * 100 + EVENT_AREAS.indexOf(area)
  return rank(a) - rank(b) || b.firstSeen - a.firstSeen || (a.key < b.key ? -1 : 1)
}
