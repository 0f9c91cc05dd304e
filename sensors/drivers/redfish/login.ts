import type { Credential } from '../../driver.ts'
import { asDocument, type Document, linkOf } from './document.ts'
import { redfishErrors } from './errors.ts'
import { type Answer, errorDetail, type RedfishHttp } from './http.ts'

/** How long a session request may take that the caller no longer waits for: its session still has to be ended. */
const ORPHAN_MS = 30_000
const LOGOUT_MS = 3_000

/**
 * Who we are to the device. A session that was begun is ended whatever happens: on close, after a failed open, when the
 * caller gave up while the device was still making it (check_redfish #89: leaked sessions lock everybody out).
 */
export class RedfishLogin {
  readonly #http: RedfishHttp
  readonly #credential: Credential | undefined
  #headers: Readonly<Record<string, string>> = {}
  #session: string | undefined
  #orphan: Promise<void> = Promise.resolve()
  #sessions: string | undefined

  constructor(http: RedfishHttp, credential: Credential | undefined) {
    this.#http = http
    this.#credential = credential
  }

  get headers(): Readonly<Record<string, string>> {
    return this.#headers
  }

  /** Whether the device has checked the password and found it right. */
  get hasSession(): boolean {
    return this.#session !== undefined
  }

  /**
   * Begins a session, or falls back to basic authentication where there is no session service.
   * @throws DeviceError authentication | refused | aborted
   */
  async begin(root: Document, manner: 'session' | 'basic', timeoutMs: number, signal: AbortSignal): Promise<void> {
    const credential = this.#credential
    if (!credential) return
    if (credential.kind === 'token') {
      this.#headers = { 'x-auth-token': credential.token }
      return
    }
    if (credential.kind !== 'password') {
      throw redfishErrors.authentication(
        this.#http.host,
        `a credential of kind ${credential.kind} means nothing to Redfish`,
      )
    }
    const link = linkOf(asDocument(root.Links).Sessions)
    this.#sessions = link === undefined ? undefined : this.#http.pathOf(link)
    if (manner === 'basic' || this.#sessions === undefined || !(await this.#start(timeoutMs, signal))) {
      const pair = Buffer.from(`${credential.user}:${credential.password}`, 'utf8').toString('base64')
      this.#headers = { authorization: `Basic ${pair}` }
    }
  }

  /** After a 401: a session that the device has forgotten is begun anew. @returns false where that is not possible */
  async renew(timeoutMs: number, signal: AbortSignal): Promise<boolean> {
    if (this.#session === undefined) return false
    const forgotten = this.#session
    this.#session = undefined
    const renewed = await this.#start(timeoutMs, signal)
    // Perhaps it was not forgotten after all: the new session may end the old one.
    await this.#delete(forgotten)
    return renewed
  }

  /** Ends the session on the device. Never throws. */
  async end(): Promise<void> {
    const session = this.#session
    this.#session = undefined
    if (session !== undefined) await this.#delete(session)
    this.#headers = {}
  }

  /** Resolves when no session is left that the device may still be making. Bounded; never rejects. */
  settled(): Promise<void> {
    return this.#orphan
  }

  /** @returns false where the device has no session service after all */
  async #start(timeoutMs: number, signal: AbortSignal): Promise<boolean> {
    const credential = this.#credential
    const path = this.#sessions
    if (credential?.kind !== 'password' || path === undefined) return false
    const stop = new AbortController()
    // Not given the caller's signal: an abandoned request might still make a session that nobody would end.
    const request = this.#http.ask(path, {
      method: 'POST',
      body: { UserName: credential.user, Password: credential.password },
      timeoutMs: Math.max(timeoutMs, ORPHAN_MS),
      signal: stop.signal,
    })
    const answer = await waited(request, timeoutMs, signal)
    if (typeof answer === 'string') this.#orphan = request.then((late) => this.#endOrphan(late)).catch(() => undefined)
    if (answer === 'aborted') throw redfishErrors.aborted(this.#http.host)
    if (answer === 'late') throw redfishErrors.timeout(this.#http.host, path, timeoutMs)
    if ([404, 405, 501].includes(answer.status)) return false
    const made = this.#sessionOf(answer)
    if (made) {
      this.#headers = { 'x-auth-token': made.token }
      this.#session = made.path
      return true
    }
    if (answer.status === 503 || answer.status === 429) throw redfishErrors.busy(this.#http.host, errorDetail(answer))
    if (answer.status >= 500) throw redfishErrors.status(this.#http.host, path, answer.status, errorDetail(answer))
    throw redfishErrors.authentication(this.#http.host, errorDetail(answer))
  }

  async #endOrphan(answer: Answer): Promise<void> {
    const orphan = this.#sessionOf(answer)
    if (orphan) await this.#delete(orphan.path, { 'x-auth-token': orphan.token })
  }

  #sessionOf(answer: Answer): { readonly token: string; readonly path: string } | undefined {
    const token = answer.headers['x-auth-token']
    if (answer.status < 200 || answer.status > 299 || typeof token !== 'string') return undefined
    const { location } = answer.headers
    const link = typeof location === 'string' ? location : linkOf(answer.body)
    return { token, path: link === undefined ? '' : this.#http.pathOf(link) }
  }

  async #delete(path: string, headers = this.#headers): Promise<void> {
    if (path === '') return
    const signal = new AbortController().signal
    await this.#http.ask(path, { method: 'DELETE', headers, timeoutMs: LOGOUT_MS, signal }).catch(() => undefined)
  }
}

/** The answer, or why it is not waited for any longer. */
async function waited(
  request: Promise<Answer>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Answer | 'late' | 'aborted'> {
  const stop = new AbortController()
  const given = new Promise<'late' | 'aborted'>((resolve) => {
    const timer = setTimeout(() => resolve('late'), timeoutMs)
    const abort = () => resolve('aborted')
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { signal: stop.signal })
    stop.signal.addEventListener('abort', () => clearTimeout(timer))
  })
  try {
    return await Promise.race([request, given])
  } finally {
    stop.abort()
  }
}
