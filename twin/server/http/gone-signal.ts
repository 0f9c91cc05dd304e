import type { FastifyReply } from 'fastify'

/** Aborted when the connection closes before the answer is out: nobody waits for it any more. */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const control = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) control.abort(new Error('whoever asked has gone'))
  })
  return control.signal
}
