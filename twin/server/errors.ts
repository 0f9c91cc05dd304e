/**
 * The catalogue of what the server refuses: stable code, status and title. The detail says what happened with the values and what to do.
 */
const CATALOGUE = {
  'bad-request': [400, 'The request is not understood'],
  'sign-in-required': [401, 'Sign in first'],
  'wrong-credentials': [401, 'Name or password is wrong'],
  'not-allowed': [403, 'Your role may not do this'],
  'foreign-host': [403, 'The page was asked for under a foreign name'],
  'foreign-origin': [403, 'Another site made this request'],
  'not-found': [404, 'There is no such thing'],
  'no-simulator': [404, 'No simulator runs here'],
  'not-configured': [404, 'This server was started without it'],
  'too-slow': [408, 'The request took too long'],
  conflict: [409, 'The state of things forbids it'],
  'too-large': [413, 'The request is too large'],
  'unsupported-media-type': [415, 'Send JSON'],
  unprocessable: [422, 'The request is understood and cannot be done'],
  'too-many': [429, 'Too many requests'],
  'head-too-large': [431, 'The request is too large'],
  internal: [500, 'The server failed'],
  unavailable: [503, 'A part could not be reached'],
} as const satisfies Record<string, readonly [number, string]>

export type ProblemCode = keyof typeof CATALOGUE

/** An answer that says no, with names as RFC 9457 has them. */
export class ServerProblem extends Error {
  override readonly name = 'ServerProblem'
  readonly status: number
  readonly title: string
  /** When the same request may go through, where that is known. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    readonly code: ProblemCode,
    /** What happened with the values, the rule, what to do. Shown to whoever asked: holds no secret and no path of the server's disk. */
    readonly detail: string,
    options?: ErrorOptions & { readonly retryAfterSeconds?: number },
  ) {
    super(detail, options)
    this.retryAfterSeconds = options?.retryAfterSeconds
    ;[this.status, this.title] = CATALOGUE[code]
  }

  body() {
    return { title: this.title, status: this.status, detail: this.detail, code: this.code }
  }
}

export function problemTitle(code: ProblemCode): string {
  return CATALOGUE[code][1]
}

export function problemStatus(code: ProblemCode): number {
  return CATALOGUE[code][0]
}

/** The server cannot be started as asked. */
export class ServerStartError extends Error {
  override readonly name = 'ServerStartError'
}
