import type { CommandCall } from '../../kit/command.ts'

/** Where a server of this machine is looked for. */
export const HERE = 'http://127.0.0.1:8080'

/** A server that was named cannot be asked. The message says why. */
export class ServerUnasked extends Error {
  override readonly name = 'ServerUnasked'
  constructor(
    message: string,
    readonly status: 2 | 3,
  ) {
    super(message)
  }
}

/**
 * What the server that `--server` names answers, else one on this machine; undefined where none runs here.
 * @param read the body of the answer; undefined where it is none
 * @param body what is posted; the question is a GET without one
 * @throws ServerUnasked, see `unlessUnasked`, where the named one does not answer or refuses, and where one wants a sign-in
 */
export async function askServer<Answer>(
  { io, options, signal }: CommandCall,
  path: string,
  read: (body: unknown) => Answer | undefined,
  patience: { readonly here: number; readonly there: number },
  body?: unknown,
): Promise<{ readonly server: string; readonly answer: Answer } | undefined> {
  const named = typeof options.server === 'string' ? options.server : undefined
  if (named !== undefined && !URL.canParse(named))
    throw new ServerUnasked(`--server ${named}: say an address such as ${HERE}`, 2)
  const server = named ?? HERE
  const within = AbortSignal.timeout(named === undefined ? patience.here : patience.there)
  const ask = async (at: string, init: RequestInit = {}) =>
    fetch(new URL(at, server), { ...init, redirect: 'error', signal: AbortSignal.any([signal, within]) })
  try {
    const { OBLAK_USER: name, OBLAK_PASSWORD: password } = io.environment
    let headers: Record<string, string> = {}
    if (name !== undefined && password !== undefined) {
      const session = await ask('/api/session', posted({ name, password }))
      const cookie = session.headers.getSetCookie()[0]?.split(';', 1)[0]
      if (session.ok && cookie !== undefined) headers = { cookie }
    }
    const sent: RequestInit = body === undefined ? {} : posted(body)
    const response = await ask(path, { ...sent, headers: { ...sent.headers, ...headers } })
    if (response.status === 401)
      throw new ServerUnasked(`${server} wants a sign-in: set OBLAK_USER and OBLAK_PASSWORD.`, 3)
    const said: unknown = await response.json().catch(() => undefined)
    const answer = response.ok ? read(said) : undefined
    if (answer !== undefined) return { server, answer }
    const detail = problemIn(said)
    if (detail !== undefined && named !== undefined)
      throw new ServerUnasked(`${server}: ${detail}`, response.status < 500 ? 2 : 3)
    // Something else may listen at the usual place.
    if (named === undefined) return undefined
    throw new ServerUnasked(`What answers at ${server} is no Oblak server.`, 3)
  } catch (error) {
    if (signal.aborted || error instanceof ServerUnasked) throw error
    if (named === undefined) return undefined
    throw new ServerUnasked(`No server answers at ${server}.`, 3)
  }
}

function posted(body: unknown) {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** The detail of a problem document (RFC 9457). */
function problemIn(body: unknown): string | undefined {
  return typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string'
    ? body.detail
    : undefined
}
