import { createHash, randomBytes } from 'node:crypto'
import { ServerProblem } from '../errors.ts'
import type { RateLimit } from '../http/rate-limit.ts'
import type { Who } from '../http/route.ts'
import { hashPassword, verifyPassword } from './password.ts'
import type { User } from './users-file.ts'

const IDLE_MS = 12 * 3_600_000
const LONGEST_MS = 7 * 86_400_000
const MOST_SESSIONS = 10_000
/** Each check takes 32 MiB for a tenth of a second. */
const MOST_CHECKS = 4

interface Session {
  readonly who: Who
  readonly begun: number
  used: number
}

/** Who is signed in. Tokens are 256 random bits; only their digests are kept. Sessions end with the process. */
export class Sessions {
  readonly #sessions = new Map<string, Session>()
  #checks = 0
  #decoy: Promise<string> | undefined

  constructor(
    private readonly users: ReadonlyMap<string, User>,
    private readonly now: () => number,
    private readonly attempts: RateLimit,
  ) {}

  /** @returns the token of the new session. @throws ServerProblem wrong-credentials, too-many */
  async begin(name: string, password: string, caller: string): Promise<{ readonly token: string; readonly who: Who }> {
    this.attempts.take(caller)
    if (this.#checks >= MOST_CHECKS)
      throw new ServerProblem('too-many', 'Others are signing in; try again in a second.', { retryAfterSeconds: 1 })
    const user = this.users.get(name)
    this.#checks++
    try {
      // An unknown name takes as long as a wrong password, so that names cannot be found out by the clock.
      this.#decoy ??= hashPassword(randomBytes(16).toString('hex'))
      const right = await verifyPassword(password, user?.password ?? (await this.#decoy))
      if (!user || !right) throw new ServerProblem('wrong-credentials', 'No user of this name has this password.')
      return this.#open({ name: user.name, role: user.role })
    } finally {
      this.#checks--
    }
  }

  /** Undefined where there is no such session, or it is over. Counts as use. */
  find(token: string | undefined): Who | undefined {
    if (token === undefined) return undefined
    const key = digest(token)
    const session = this.#sessions.get(key)
    if (!session) return undefined
    const now = this.now()
    if (now - session.used > IDLE_MS || now - session.begun > LONGEST_MS) {
      this.#sessions.delete(key)
      return undefined
    }
    session.used = now
    return session.who
  }

  end(token: string | undefined): void {
    if (token !== undefined) this.#sessions.delete(digest(token))
  }

  #open(who: Who) {
    const token = randomBytes(32).toString('base64url')
    const now = this.now()
    this.#sessions.set(digest(token), { who, begun: now, used: now })
    if (this.#sessions.size > MOST_SESSIONS) {
      const [oldest] = this.#sessions.keys()
      if (oldest !== undefined) this.#sessions.delete(oldest)
    }
    return { token, who }
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64')
}
