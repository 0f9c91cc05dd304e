import type { Measurement } from '../../analysis/reconcile/measurement.ts'
import type { CommandCall, ExitStatus } from '../../kit/command.ts'

const HERE = 'http://127.0.0.1:8080'
/** One that runs on this machine answers at once. */
const HERE_WITHIN_MS = 2_000
const THERE_WITHIN_MS = 30_000

export const SERVER_OPTION = {
  flags: '--server <url>',
  description: `the running server whose live values are taken (default: ${HERE}; without one loads are as declared)`,
}

/** What a running server measures, where one was asked and answered. */
export interface LiveLoads {
  readonly server: string
  readonly estate: string
  readonly measurements: readonly Measurement[]
}

/** A server that was named cannot be asked. The message says why. */
class ServerUnasked extends Error {
  override readonly name = 'ServerUnasked'
  constructor(
    message: string,
    readonly status: 2 | 3,
  ) {
    super(message)
  }
}

/** The body of an answer of /api/loads; undefined where it is none. */
type ReadLoads = (body: unknown) => Omit<LiveLoads, 'server'> | undefined

/**
 * The live values of the server that `--server` names, else of one on this machine; undefined where none runs here.
 * @param read is given by the main file, which joins the command line and the protocol
 * @throws ServerUnasked, see `unlessUnasked`, where the named one does not answer, and where one wants a sign-in
 */
export async function liveLoads({ io, options, signal }: CommandCall, read: ReadLoads): Promise<LiveLoads | undefined> {
  const named = typeof options.server === 'string' ? options.server : undefined
  if (named !== undefined && !URL.canParse(named))
    throw new ServerUnasked(`--server ${named}: say an address such as ${HERE}`, 2)
  const server = named ?? HERE
  const within = AbortSignal.timeout(named === undefined ? HERE_WITHIN_MS : THERE_WITHIN_MS)
  const ask = async (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, server), { ...init, redirect: 'error', signal: AbortSignal.any([signal, within]) })
  try {
    const { OBLAK_USER: name, OBLAK_PASSWORD: password } = io.environment
    let headers: Record<string, string> = {}
    if (name !== undefined && password !== undefined) {
      const body = JSON.stringify({ name, password })
      const session = await ask('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      const cookie = session.headers.getSetCookie()[0]?.split(';', 1)[0]
      if (session.ok && cookie !== undefined) headers = { cookie }
    }
    const response = await ask('/api/loads', { headers })
    if (response.status === 401)
      throw new ServerUnasked(`${server} wants a sign-in: set OBLAK_USER and OBLAK_PASSWORD.`, 3)
    const loads = response.ok ? read(await response.json().catch(() => undefined)) : undefined
    if (loads) return { server, ...loads }
    // Something else may listen at the usual place.
    if (named === undefined) return undefined
    throw new ServerUnasked(`What answers at ${server} is no Oblak server.`, 3)
  } catch (error) {
    if (signal.aborted || error instanceof ServerUnasked) throw error
    if (named === undefined) return undefined
    throw new ServerUnasked(`No server answers at ${server}.`, 3)
  }
}

/** The status of a question; of one whose server cannot be asked a message and its status. */
export async function unlessUnasked({ io }: CommandCall, question: Promise<ExitStatus>): Promise<ExitStatus> {
  try {
    return await question
  } catch (error) {
    if (!(error instanceof ServerUnasked)) throw error
    io.message(`oblak: ${error.message}`)
    return error.status
  }
}
