import type { CommandCall } from '../../kit/command.ts'
import type { RaisedEvents } from '../../model/security-event.ts'
import { askServer } from './ask-server.ts'

const WITHIN_MS = 30_000

/** What the server says that came of it. */
interface Told {
  readonly opened: number
  readonly seenAgain: number
  readonly closed: number
}

/**
 * Raises events in the twin that runs at an address. Of more than it takes at once the most urgent are told: they come in that order, and what is not told stays open.
 * @param read the body of the answer; undefined where it is none
 * @throws what askServer throws
 */
export async function tellEvents(
  call: CommandCall,
  server: string,
  { covers, events, source }: RaisedEvents,
  { most, read }: { readonly most: number; readonly read: (body: unknown) => Told | undefined },
): Promise<Told & { readonly server: string }> {
  if (events.length > most) call.io.message(`oblak: of ${events.length} differences the first ${most} are told.`)
  const asked = await askServer(
    { ...call, options: { ...call.options, server } },
    '/api/security-events',
    read,
    { here: WITHIN_MS, there: WITHIN_MS },
    { source, covers: cutAt(most, events, covers), events: events.slice(0, most) },
  )
  if (!asked) throw new Error(`No server answers at ${server}.`)
  return { server: asked.server, ...asked.answer }
}

/** The same places, and of which of them something is not told. */
function cutAt(most: number, events: RaisedEvents['events'], covers: RaisedEvents['covers']): RaisedEvents['covers'] {
  const left = events.slice(most)
  return covers.map((place) => {
    const isCut = left.some(({ site, stack }) => site === place.site && stack === place.stack)
    return isCut ? { ...place, isCut } : place
  })
}
