import type { KeptSince, TelemetryStore } from '../../model/store.ts'
import type { ServerParts } from '../server-parts.ts'

/** A store in another place is not asked again by every page that opens, nor by every day that is asked about. */
const KNOWN_FOR_MS = 60_000

/** From when on the store keeps something, as it said a minute ago at most. What failed is asked again. */
export class KnownKeptSince {
  #last: { readonly at: number; readonly since: Promise<KeptSince> } | undefined

  constructor(
    private readonly parts: Pick<ServerParts, 'clock'> & { readonly store: Pick<TelemetryStore, 'keptSince'> },
  ) {}

  /** @throws what the store throws */
  ask(): Promise<KeptSince> {
    const now = this.parts.clock()
    const age = this.#last ? now - this.#last.at : Number.NaN
    if (this.#last && age >= 0 && age < KNOWN_FOR_MS) return this.#last.since
    const asked = { at: now, since: this.parts.store.keptSince() }
    this.#last = asked
    asked.since.catch(() => {
      if (this.#last === asked) this.#last = undefined
    })
    return asked.since
  }
}
