import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

/** A request that is refused for its body. */
export class BodyError extends Error {
  override readonly name = 'BodyError'
  constructor(
    readonly status: 400 | 408 | 413 | 415,
    message: string,
  ) {
    super(message)
  }
}

const unpack = promisify(gunzip)

/**
 * The body as text, unpacked; never more than `most` bytes are held, packed or unpacked.
 * @throws BodyError
 */
export async function bodyText(request: IncomingMessage, most: number): Promise<string> {
  const encoding = request.headers['content-encoding']?.toLowerCase() ?? 'identity'
  if (encoding !== 'gzip' && encoding !== 'identity') {
    throw new BodyError(415, `the encoding ${encoding.slice(0, 40)} is not known; send gzip or plain`)
  }
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge(most)
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > most) throw tooLarge(most)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof BodyError) throw error
    throw new BodyError(408, 'the request ended before its body did')
  }
  const bytes = Buffer.concat(chunks)
  if (encoding === 'identity') return bytes.toString('utf8')
  try {
    return (await unpack(bytes, { maxOutputLength: most })).toString('utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(most)
    throw new BodyError(400, 'the body is no gzip')
  }
}

function tooLarge(most: number): BodyError {
  return new BodyError(413, `the body has more than ${most} bytes; send fewer lines a request`)
}
