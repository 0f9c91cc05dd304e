import { UNIT_OF } from '../../../twin/model/quantity.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { DeviceError, type DeviceIdentity, type DeviceReading, type LeftOut, type Session } from '../../driver.ts'
import { pointFilter } from '../../profiles/point-filter.ts'
import type { RedfishProfile } from '../../profiles/redfish-profile.ts'
import { type ApiLimits, RedfishApi } from './api.ts'
import { believed } from './believe.ts'
import { redfishErrors } from './errors.ts'
import type { RedfishHttp } from './http.ts'
import type { RedfishLogin } from './login.ts'
import { nameObservations } from './names.ts'
import type { Observation } from './observation.ts'
import type { Source } from './source.ts'

/** Polls after which the device's tree is looked at afresh: a supply may have been put in. */
const LOOK_AGAIN_AFTER = 120
/** Sources in a row that time out before the rest of a poll is given up. */
const GIVE_UP_AFTER = 2
/** Names that are kept of what is not read: a device may give its sensors new ones at every poll. */
const MOST_LEFT_OUT = 2_000

export interface RedfishSessionParts {
  readonly http: RedfishHttp
  readonly login: RedfishLogin
  readonly identity: DeviceIdentity
  readonly profile: RedfishProfile
  readonly limits: ApiLimits
  readonly expand: string | undefined
  readonly sources: readonly Source[]
  /** What the look at the tree left out. */
  readonly leftOut: readonly LeftOut[]
  readonly points: readonly string[] | undefined
  readonly look: (api: RedfishApi) => Promise<readonly Source[]>
}

/** A device that is signed in to and whose tree is known. */
export class RedfishSession implements Session {
  readonly identity: DeviceIdentity
  readonly #parts: RedfishSessionParts
  readonly #names = new Map<string, string>()
  readonly #taken = new Set<string>()
  readonly #last = new Map<string, DeviceReading>()
  /** Since the tree was looked at, by what they are. */
  readonly #leftOut = new Map<string, LeftOut>()
  readonly #isWanted: (name: string) => boolean
  #sources: readonly Source[]
  #expand: string | undefined
  #polls = 0
  #lookAgain = false

  constructor(parts: RedfishSessionParts) {
    this.identity = parts.identity
    this.#parts = parts
    this.#sources = parts.sources
    this.#expand = parts.expand
    this.#isWanted = pointFilter(parts.points)
    this.#leaveOut(parts.leftOut)
  }

  get leftOut(): readonly LeftOut[] {
    return [...this.#leftOut.values()]
  }

  async gather(signal: AbortSignal): Promise<readonly DeviceReading[]> {
    const { http, login, limits } = this.#parts
    const api = new RedfishApi(http, login, limits, signal, this.#expand)
    if (this.#lookAgain || (this.#polls > 0 && this.#polls % LOOK_AGAIN_AFTER === 0)) {
      const looked = await this.#parts.look(api)
      this.#leftOut.clear()
      // What a device leaves out while it starts up is not gone.
      this.#sources = api.leftOut ? united(looked, this.#sources) : looked
      this.#lookAgain = false
    }
    this.#polls++
    const found = new Map<Source, readonly Observation[]>()
    const refused = new Set<Source>()
    let failure: DeviceError | undefined
    let silent = 0
    for (const source of this.#sources) {
      if (silent >= GIVE_UP_AFTER) break
      try {
        found.set(source, await source.read(api))
        silent = 0
      } catch (error) {
        if (!(error instanceof DeviceError) || error.code === 'aborted') throw error
        failure ??= error
        if (api.isRefusal(error)) refused.add(source)
        else if (error.code !== 'protocol') silent++
        else this.#lookAgain = true
      }
    }
    this.#expand = api.expand
    this.#leaveOut(api.parts)
    if (found.size === 0 && refused.size === this.#sources.length) {
      throw redfishErrors.nothingAllowed(
        http.host,
        this.#sources.map(({ at }) => at),
      )
    }
    if (found.size === 0) throw failure ?? redfishErrors.nothing(http.host)
    // Not asked again at every poll: the next look at the tree shows whether the right to it was given.
    this.#sources = this.#sources.filter((source) => !refused.has(source))
    return this.#readings(found, api.leftOut === undefined)
  }

  #leaveOut(parts: readonly LeftOut[]): void {
    for (const part of parts.slice(0, MOST_LEFT_OUT - this.#leftOut.size))
      this.#leftOut.set(`${part.why} ${part.what}`, part)
  }

  async close(): Promise<void> {
    await this.#parts.login.end()
    this.#parts.login.settled().finally(() => this.#parts.http.close())
  }

  /** @param isWhole whether nothing was left out that may come the next time */
  #readings(found: ReadonlyMap<Source, readonly Observation[]>, isWhole: boolean): readonly DeviceReading[] {
    const at = epochMs(Date.now())
    const readings = new Map<string, DeviceReading>()
    const used = new Set<string>()
    for (const prefix of new Set([...found.keys()].map((source) => source.prefix))) {
      const observations = believed(
        [...found]
          .filter(([source]) => source.prefix === prefix)
          .map(([source, told]) => ({ told, legacy: source.legacy })),
        this.#parts.profile,
      )
      for (const { name, observation } of nameObservations(observations, prefix, this.#names, this.#taken)) {
        if (!this.#isWanted(name)) continue
        used.add(keyOf(observation))
        readings.set(name, {
          point: name,
          quantity: observation.quantity,
          value: observation.value,
          unit: UNIT_OF[observation.quantity],
          quality: observation.quality,
          at,
          address: observation.uri,
          ...(observation.label === undefined ? {} : { label: observation.label }),
        })
      }
    }
    if (isWhole && found.size === this.#sources.length && used.size > 0) this.#sources = fruitful(found, used)
    // What was there before and did not come is told as missing, never left out.
    for (const [name, last] of this.#last) {
      if (!readings.has(name)) readings.set(name, { ...last, value: Number.NaN, quality: 'invalid', at })
    }
    for (const [name, reading] of readings) this.#last.set(name, reading)
    return [...readings.values()]
  }
}

/** The sources that are the first to tell something that is used: the others would be asked for nothing. */
function fruitful(found: ReadonlyMap<Source, readonly Observation[]>, used: ReadonlySet<string>): readonly Source[] {
  const told = new Set<string>()
  return [...found].flatMap(([source, observations]) => {
    const fresh = observations.map(keyOf).filter((key) => used.has(key) && !told.has(key))
    for (const key of fresh) told.add(key)
    return fresh.length > 0 ? [source] : []
  })
}

/** The sources of both, those of the first before those that only the second has. */
function united(first: readonly Source[], second: readonly Source[]): readonly Source[] {
  const places = new Set(first.map(({ at }) => at))
  return [...first, ...second.filter(({ at }) => !places.has(at))]
}

function keyOf(observation: Observation): string {
  return `${observation.uri} ${observation.local}`
}
