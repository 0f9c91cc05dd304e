import type { Measurement } from '../../analysis/reconcile/measurement.ts'
import type { CommandCall, ExitStatus } from '../../kit/command.ts'
import { askServer, HERE, ServerUnasked } from './ask-server.ts'

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
  /** What does not feed anything now, as `oblak fail` names it. */
  readonly lost: readonly string[]
}

/** The body of an answer of /api/loads; undefined where it is none. */
type ReadLoads = (body: unknown) => Omit<LiveLoads, 'server'> | undefined

/**
 * The live values of the server that `--server` names, else of one on this machine; undefined where none runs here.
 * @param read is given by the main file, which joins the command line and the protocol
 * @throws what askServer throws
 */
export async function liveLoads(call: CommandCall, read: ReadLoads): Promise<LiveLoads | undefined> {
  const asked = await askServer(call, '/api/loads', read, { here: HERE_WITHIN_MS, there: THERE_WITHIN_MS })
  return asked && { server: asked.server, ...asked.answer }
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
