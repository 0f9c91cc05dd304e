import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { ServerProblem } from '../errors.ts'

/** Answers bytes that are no HTTP request with a problem as any other (RFC 9457), and ends the connection. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const refused = problemOf(error.code)
  const body = JSON.stringify(refused.body())
  socket.end(
    [
      `HTTP/1.1 ${refused.status} ${STATUS_CODES[refused.status] ?? ''}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}

function problemOf(code: string | undefined): ServerProblem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new ServerProblem('too-slow', 'The request did not end in time.')
  if (code === 'HPE_HEADER_OVERFLOW') return new ServerProblem('head-too-large', 'Address and headers are too long.')
  return new ServerProblem(
    'bad-request',
    'This is no HTTP request. An address holds ASCII only: letters beyond it are percent-encoded, as %C5%A1 for š.',
  )
}
