import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { acceptedEncoding } from './accepted-encoding.ts'

const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)

/** A large answer that stays the same: made once, compressed once for each encoding, told apart by its ETag. */
export class CompressedAnswer {
  readonly #encoded = new Map<string, Promise<Buffer>>()
  #plain: Promise<Buffer> | undefined

  constructor(
    private readonly etag: string,
    private readonly make: () => string | Promise<string>,
  ) {}

  async send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const encoding = acceptedEncoding(String(request.headers['accept-encoding'] ?? ''), ['br', 'gzip'])
    // RFC 9110, 8.8.3.3: the encoded bytes are another representation, which a strong tag tells apart.
    const etag = encoding === undefined ? `"${this.etag}"` : `"${this.etag}-${encoding}"`
    reply.header('etag', etag)
    reply.header('cache-control', 'no-cache')
    reply.header('vary', 'accept-encoding')
    if (names(request.headers['if-none-match'], etag)) return reply.code(304).send()
    reply.type('application/json; charset=utf-8')
    if (encoding === undefined) return reply.send(await this.#bytes())
    reply.header('content-encoding', encoding)
    return reply.send(await this.#compressed(encoding))
  }

  #bytes(): Promise<Buffer> {
    if (this.#plain) return this.#plain
    const made = Promise.resolve()
      .then(() => this.make())
      .then((text) => Buffer.from(text))
    this.#plain = made
    // What could not be made is made anew by the next request.
    made.catch(() => {
      this.#plain = undefined
    })
    return made
  }

  #compressed(encoding: 'br' | 'gzip'): Promise<Buffer> {
    const known = this.#encoded.get(encoding)
    if (known) return known
    const made = this.#bytes().then((bytes) =>
      encoding === 'gzip'
        ? compressGzip(bytes, { level: 6 })
        : compressBrotli(bytes, {
            params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
          }),
    )
    this.#encoded.set(encoding, made)
    made.catch(() => this.#encoded.delete(encoding))
    return made
  }
}

/** Whether If-None-Match names the tag, compared weakly (RFC 9110, 13.1.2): intermediaries make strong tags weak. */
function names(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')))
}
