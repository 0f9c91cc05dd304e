import { randomBytes, timingSafeEqual } from 'node:crypto'

export interface BmcUser {
  readonly user: string
  readonly password: string
}

interface BmcSession {
  readonly id: string
  readonly token: string
  used: number
}

/** A BMC keeps few sessions, and for a while only: whoever does not end his own locks others out. */
const MOST_SESSIONS = 6
const IDLE_MS = 300_000

/** Sessions of one BMC. */
export class BmcSessions {
  readonly #user: BmcUser
  readonly #now: () => number
  readonly #sessions = new Map<string, BmcSession>()
  #count = 0

  /** @param now milliseconds, monotonic */
  constructor(user: BmcUser, now: () => number) {
    this.#user = user
    this.#now = now
  }

  get size(): number {
    this.#forget()
    return this.#sessions.size
  }

  /** A new session; `full` where there are too many, undefined for a wrong user or password. */
  open(user: unknown, password: unknown): { readonly id: string; readonly token: string } | 'full' | undefined {
    if (!this.isPassword(user, password)) return undefined
    this.#forget()
    if (this.#sessions.size >= MOST_SESSIONS) return 'full'
    const session = { id: String(++this.#count), token: randomBytes(16).toString('hex'), used: this.#now() }
    this.#sessions.set(session.token, session)
    return session
  }

  isOpen(token: string): boolean {
    this.#forget()
    const session = this.#sessions.get(token)
    if (session) session.used = this.#now()
    return session !== undefined
  }

  /** Returns whether there was such a session. */
  end(id: string): boolean {
    for (const session of this.#sessions.values()) if (session.id === id) return this.#sessions.delete(session.token)
    return false
  }

  get ids(): readonly string[] {
    return [...this.#sessions.values()].map(({ id }) => id)
  }

  isPassword(user: unknown, password: unknown): boolean {
    if (user !== this.#user.user || typeof password !== 'string') return false
    const [given, known] = [Buffer.from(password), Buffer.from(this.#user.password)]
    return given.length === known.length && timingSafeEqual(given, known)
  }

  #forget(): void {
    const now = this.#now()
    for (const session of this.#sessions.values()) {
      if (now - session.used > IDLE_MS) this.#sessions.delete(session.token)
    }
  }
}
