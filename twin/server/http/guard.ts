import { networkInterfaces } from 'node:os'
import { ServerProblem } from '../errors.ts'

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]', '::1'])

export function isLoopback(address: string): boolean {
  return LOOPBACK.has(address)
}

/** What the guard looks at, of a request or an upgrade to a WebSocket. */
export interface Caller {
  readonly method: string
  readonly host: string | undefined
  readonly origin: string | undefined
  /** Sec-Fetch-Site, which browsers send and pages cannot forge. */
  readonly site: string | undefined
  readonly secure: boolean
}

/**
 * Against pages of other sites that reach a server on loopback through the user's browser: by DNS rebinding the name in Host is
 * theirs, by a cross-site request the Origin is. Both must be ours: a loopback name (any port, so that a tunnel works), an
 * address of this machine when bound there, or one of the public origins.
 */
export class Guard {
  readonly #hosts: ReadonlySet<string>
  readonly #origins: ReadonlySet<string>

  /** @throws TypeError when a public origin is not a URL */
  constructor(bind: string, publicOrigins: readonly string[]) {
    const origins = publicOrigins.map((origin) => new URL(origin))
    this.#origins = new Set(origins.map((url) => url.origin))
    this.#hosts = new Set([
      ...LOOPBACK,
      ...(isLoopback(bind) ? [] : ownAddresses()),
      ...origins.map((url) => url.hostname),
    ])
  }

  /** @throws ServerProblem foreign-host, foreign-origin */
  check(caller: Caller): void {
    const url = URL.canParse(`http://${caller.host}`) ? new URL(`http://${caller.host}`) : undefined
    if (url === undefined || url.username !== '' || url.pathname !== '/' || !this.#hosts.has(url.hostname)) {
      throw new ServerProblem(
        'foreign-host',
        `The request names the host ${JSON.stringify(caller.host ?? '')}. Open the page under localhost, or start the server with that address among its public origins.`,
      )
    }
    if (caller.origin !== undefined) {
      const own = `${caller.secure ? 'https' : 'http'}://${url.host}`
      if (caller.origin !== own && !this.#origins.has(caller.origin)) {
        throw new ServerProblem('foreign-origin', `The request comes from a page of ${JSON.stringify(caller.origin)}.`)
      }
    } else if (caller.method !== 'GET' && caller.method !== 'HEAD' && caller.site === 'cross-site') {
      throw new ServerProblem('foreign-origin', 'The browser says that a page of another site made this request.')
    }
  }
}

/** Addresses are safe against rebinding, names are not: a name's owner decides what it points to. */
function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .map(({ address, family }) => (family === 'IPv6' ? `[${address.split('%')[0]}]` : address))
}
