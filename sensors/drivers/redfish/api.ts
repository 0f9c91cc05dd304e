import { DeviceError, type LeftOut } from '../../driver.ts'
import { asDocument, type Document, linkOf, numberOf } from './document.ts'
import { redfishErrors } from './errors.ts'
import { type Answer, errorDetail, type RedfishHttp } from './http.ts'
import type { RedfishLogin } from './login.ts'

const MAX_PAGES = 50
const MAX_MEMBERS = 2_000

export interface ApiLimits {
  readonly timeoutMs: number
  readonly totalMs: number
  readonly maxRequests: number
}

/** Reads resources within the bounds of one round: so many requests, so much time, and signed in again once at most. */
export class RedfishApi {
  readonly #http: RedfishHttp
  readonly #login: RedfishLogin
  readonly #limits: ApiLimits
  readonly #signal: AbortSignal
  readonly #deadline: number
  #requests = 0
  #renewed = false
  /** Why a part was left out for which waiting can help: what is known without it is not all that there is. */
  leftOut: DeviceError | undefined
  /** Parts that are not read and will not be the next time either. */
  readonly parts: LeftOut[] = []
  readonly #refusals = new WeakSet<Error>()
  #isLetIn = false
  /** The query that embeds the members of a collection; undefined where the device cannot. */
  expand: string | undefined

  constructor(
    http: RedfishHttp,
    login: RedfishLogin,
    limits: ApiLimits,
    signal: AbortSignal,
    expand: string | undefined,
  ) {
    this.#http = http
    this.#login = login
    this.#limits = limits
    this.#signal = signal
    this.#deadline = Date.now() + limits.totalMs
    this.expand = expand
  }

  /** @throws DeviceError where it is not answered with 200 */
  async get(link: string): Promise<Document> {
    const path = this.#http.pathOf(link)
    let answer = await this.#ask(path)
    if (answer.status === 401 && !this.#renewed) {
      this.#renewed = true
      if (await this.#login.renew(this.#limits.timeoutMs, this.#signal)) answer = await this.#ask(path)
    }
    if (answer.status >= 200 && answer.status < 300) {
      this.#isLetIn = true
      return answer.body
    }
    if (answer.status === 401 || answer.status === 403) throw this.#refusal(path, answer)
    throw redfishErrors.status(this.#http.host, path, answer.status, errorDetail(answer))
  }

  /** The resource behind a property that is a reference; undefined where there is none or it cannot be read. */
  async follow(reference: unknown): Promise<Document | undefined> {
    const link = linkOf(reference)
    return link === undefined ? undefined : this.orNothing(this.get(link))
  }

  /** The members of a collection, whole. A member that cannot be read is left out. */
  async members(link: string): Promise<readonly Document[]> {
    const members: Document[] = []
    const seen = new Set<string>()
    let next: string | undefined = link
    for (let page = 0; next !== undefined && page < MAX_PAGES && !seen.has(next); page++) {
      seen.add(next)
      const collection: Document = await this.#collection(next, page === 0)
      const given = Array.isArray(collection.Members) ? collection.Members : []
      for (const member of given.slice(0, MAX_MEMBERS - members.length)) {
        const isWhole = Object.keys(asDocument(member)).length > 1
        const whole = isWhole ? asDocument(member) : await this.follow(member)
        if (whole) members.push(whole)
      }
      const following: unknown = collection['Members@odata.nextLink']
      next = typeof following === 'string' && members.length < MAX_MEMBERS ? following : undefined
    }
    return members
  }

  /** Whether the device lets us in, but not to what was asked for. */
  isRefusal(error: Error): boolean {
    return this.#refusals.has(error)
  }

  /** A part that the device refuses or botches is missing; a device that is gone or a signal is not. */
  async orNothing<T>(part: Promise<T>): Promise<T | undefined> {
    try {
      return await part
    } catch (error) {
      if (!(error instanceof DeviceError) || error.code !== 'protocol' || this.#isSpent()) throw error
      if (error.retry) this.leftOut ??= error
      return undefined
    }
  }

  /**
   * DSP0266 13: 403 is no right to this resource. 401 is no sign-in; where that is known to be good, devices mean the same by it. Where
   * it is not, nothing more is asked: each try with a wrong password may lock the account.
   */
  #refusal(path: string, answer: Answer): DeviceError {
    const { host } = this.#http
    const isKnown = this.#isLetIn || this.#login.hasSession
    const isAnonymous = Object.keys(this.#login.headers).length === 0
    if (isAnonymous && !isKnown) return redfishErrors.credentialNeeded(host)
    if (answer.status === 401 && !isKnown) return redfishErrors.authentication(host, errorDetail(answer))
    this.parts.push({ why: 'refused', what: path.replace(/\?.*$/s, '') })
    const refusal = redfishErrors.forbidden(host, path, errorDetail(answer))
    this.#refusals.add(refusal)
    return refusal
  }

  async #collection(link: string, isFirst: boolean): Promise<Document> {
    if (this.expand === undefined || !isFirst || link.includes('?')) return this.get(link)
    try {
      return await this.get(`${link}?${this.expand}`)
    } catch (error) {
      if (!(error instanceof DeviceError) || error.code !== 'protocol' || this.isRefusal(error)) throw error
      if (this.#isSpent()) throw error
      // It says that it expands and does not: never asked again in this session.
      this.expand = undefined
      return this.get(link)
    }
  }

  #isSpent(): boolean {
    return this.#requests >= this.#limits.maxRequests || Date.now() > this.#deadline
  }

  async #ask(path: string): Promise<Answer> {
    if (this.#requests >= this.#limits.maxRequests) {
      throw redfishErrors.budget(this.#http.host, `${this.#limits.maxRequests} requests were sent (option maxRequests)`)
    }
    const left = this.#deadline - Date.now()
    if (left <= 0)
      throw redfishErrors.budget(this.#http.host, `it took longer than ${this.#limits.totalMs} ms (option totalMs)`)
    this.#requests++
    return this.#http.ask(path, {
      headers: this.#login.headers,
      timeoutMs: Math.min(this.#limits.timeoutMs, left),
      signal: this.#signal,
    })
  }
}

/** DSP0266 7.3.1: `.` expands what is subordinate and not in Links. */
export function expandQuery(root: Document): string | undefined {
  const query = asDocument(asDocument(root.ProtocolFeaturesSupported).ExpandQuery)
  if (query.NoLinks !== true) return undefined
  const levels = query.Levels === true && (numberOf(query.MaxLevels) ?? 1) >= 1
  return levels ? '$expand=.($levels=1)' : '$expand=.'
}
