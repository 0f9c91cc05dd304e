import { readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ServerProblem } from '../errors.ts'
import { securityHeaders } from './security-headers.ts'

const YEAR_SECONDS = 31_536_000
const NO_PAGE = `The page has not been built: \`npm run build\`, or \`npm start\`, which builds it. The API is at /api.`

/** Places that are the server's own: a path below them that is unknown is an error, never the page. */
const OWN = /^\/(?:api|live|healthz|readyz|metrics|sign-in)(?:\/|$)/

/** The built page: hashed assets for ever, the page itself asked for anew each time, and for every place of it. */
export class WebPage {
  #html = ''
  #readAt = -1
  #headers: Readonly<Record<string, string>>

  constructor(
    private readonly folder: string | undefined,
    private readonly secure: boolean,
  ) {
    this.#headers = securityHeaders('', secure)
  }

  /** For every answer; the page's own inline parts are allowed by hash. */
  get headers(): Readonly<Record<string, string>> {
    return this.#headers
  }

  async serve(app: FastifyInstance): Promise<void> {
    const { folder } = this
    if (folder !== undefined) {
      await this.#read(folder)
      await app.register(fastifyStatic, {
        root: folder,
        index: false,
        redirect: false,
        dotfiles: 'deny',
        preCompressed: true,
        cacheControl: false,
        setHeaders: (response, path) => {
          // Vite puts the content's hash into the names below assets/.
          const hashed = path.slice(folder.length).replaceAll('\\', '/').startsWith('/assets/')
          response.setHeader('vary', 'accept-encoding')
          response.setHeader('cache-control', hashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache')
        },
      })
      app.get('/', (_, reply) => this.#send(folder, reply))
      app.get('/index.html', (_, reply) => this.#send(folder, reply))
    }
    app.setNotFoundHandler(async (request, reply) => {
      if (folder !== undefined && isPlace(request)) return this.#send(folder, reply)
      const path = request.url.split('?', 1)[0]
      throw new ServerProblem(
        'not-found',
        folder === undefined && isPlace(request)
          ? NO_PAGE
          : `There is nothing at ${request.method} ${path}; /api says what there is.`,
      )
    })
  }

  async #send(folder: string, reply: FastifyReply): Promise<FastifyReply> {
    await this.#read(folder)
    return reply
      .headers(this.#headers)
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(this.#html)
  }

  /** Anew only when the file has changed: a build beside a running server. */
  async #read(folder: string): Promise<void> {
    const path = join(folder, 'index.html')
    const { mtimeMs } = await stat(path)
    if (mtimeMs === this.#readAt) return
    this.#html = await readFile(path, 'utf8')
    this.#headers = securityHeaders(this.#html, this.secure)
    this.#readAt = mtimeMs
  }
}

/** A place of the page (ux.md): a GET for no file. A missing script must not be answered with a page. */
function isPlace(request: FastifyRequest): boolean {
  const path = request.url.split('?', 1)[0] ?? ''
  return (
    (request.method === 'GET' || request.method === 'HEAD') &&
    !OWN.test(path) &&
    extname(path) === '' &&
    !path.includes('%')
  )
}
