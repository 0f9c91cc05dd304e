import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)

/** A large answer that stays the same: made once, compressed once, told apart by its ETag. */
export class CompressedAnswer {
  readonly #encoded = new Map<string, Promise<Buffer>>()
  #plain: Buffer | undefined

  constructor(
    private readonly etag: string,
    private readonly make: () => string,
  ) {}

  async send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.header('etag', `"${this.etag}"`)
    reply.header('cache-control', 'no-cache')
    reply.header('vary', 'accept-encoding')
    if (request.headers['if-none-match'] === `"${this.etag}"`) return reply.code(304).send()
    reply.type('application/json; charset=utf-8')
    const accepted = request.headers['accept-encoding'] ?? ''
    const encoding = /\bbr\b/.test(String(accepted)) ? 'br' : /\bgzip\b/.test(String(accepted)) ? 'gzip' : undefined
    if (encoding === undefined) return reply.send(this.#bytes())
    reply.header('content-encoding', encoding)
    return reply.send(await this.#compressed(encoding))
  }

  #bytes(): Buffer {
    this.#plain ??= Buffer.from(this.make())
    return this.#plain
  }

  #compressed(encoding: 'br' | 'gzip'): Promise<Buffer> {
    const known = this.#encoded.get(encoding)
    if (known) return known
    const bytes = this.#bytes()
    const made =
      encoding === 'gzip'
        ? compressGzip(bytes, { level: 6 })
        : compressBrotli(bytes, {
            params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
          })
    this.#encoded.set(encoding, made)
    return made
  }
}
