import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sessionAnswer, sessionRequest } from '../../protocol/rest.ts'
import { ServerProblem } from '../errors.ts'
import type { Who } from '../http/route.ts'
import { securityHeaders } from '../http/security-headers.ts'
import { sessionCookie, tokenOf } from './session-cookie.ts'
import type { Sessions } from './sessions.ts'
import { type SignInRefusal, safeNext, signInPage } from './sign-in-page.ts'

/** Reachable without a session: the way to get one, and whether the process lives. */
const OPEN = new Set(['/healthz', '/readyz', '/sign-in', '/api/session'])
const EVERYBODY: Who = { name: undefined, role: 'operator' }

/** What a person at the page is told by it, and not by a problem document. */
const REFUSAL_OF: Readonly<Partial<Record<ServerProblem['code'], SignInRefusal['why']>>> = {
  'wrong-credentials': 'wrong',
  'too-many': 'often',
}

/** Who asks, and the routes to sign in and out. Without sessions (loopback) everybody is an operator. */
export class SignIn {
  readonly #who = new WeakMap<FastifyRequest, Who>()

  constructor(
    private readonly sessions: Sessions | undefined,
    private readonly secure: boolean,
    private readonly metricsToken: string | undefined,
  ) {}

  whoIs(request: FastifyRequest): Who {
    return this.#who.get(request) ?? { name: undefined, role: 'viewer' }
  }

  /** Is the request's session still good? For sockets, which outlive their request. */
  isStillIn(request: FastifyRequest): boolean {
    return this.sessions === undefined || this.sessions.find(tokenOf(request.headers.cookie)) !== undefined
  }

  serve(app: FastifyInstance): void {
    app.addHook('onRequest', async (request, reply) => {
      if (!this.sessions) {
        this.#who.set(request, EVERYBODY)
        return
      }
      const who = this.sessions.find(tokenOf(request.headers.cookie))
      if (who) this.#who.set(request, who)
      const path = request.url.split('?', 1)[0] ?? ''
      if (who || OPEN.has(path) || (path === '/metrics' && this.#isScraper(request))) return
      const wantsPage = request.method === 'GET' && String(request.headers.accept ?? '').includes('text/html')
      if (wantsPage && !path.startsWith('/api/')) {
        return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303)
      }
      throw new ServerProblem('sign-in-required', 'POST name and password to /api/session, or open /sign-in.')
    })
    app.get('/api/session', async (request) => this.#answer(this.#who.get(request)))
    app.post('/api/session', async (request, reply) => {
      const parsed = sessionRequest.safeParse(request.body)
      if (!parsed.success) throw new ServerProblem('bad-request', 'body: name and password are needed.')
      const { token, who } = await this.#begin(parsed.data.name, parsed.data.password, request)
      reply.header('set-cookie', sessionCookie(token, this.secure))
      return this.#answer(who)
    })
    app.delete('/api/session', async (request, reply) => {
      this.sessions?.end(tokenOf(request.headers.cookie))
      reply.header('set-cookie', sessionCookie(undefined, this.secure))
      return this.#answer(undefined)
    })
    if (!this.sessions) return
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 4_096 },
      (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    app.get('/sign-in', async (request, reply) => {
      const query = request.query as Readonly<Record<string, unknown>>
      return this.#sendPage(reply, safeNext(query.next), undefined)
    })
    app.post('/sign-in', async (request, reply) => {
      const form = request.body as Readonly<Record<string, unknown>> | undefined
      const next = safeNext(form?.next)
      const parsed = sessionRequest.safeParse({ name: form?.name, password: form?.password })
      try {
        if (!parsed.success) throw new ServerProblem('wrong-credentials', 'Name and password are needed.')
        const { token } = await this.#begin(parsed.data.name, parsed.data.password, request)
        return reply.header('set-cookie', sessionCookie(token, this.secure)).redirect(next, 303)
      } catch (error) {
        const why = error instanceof ServerProblem ? REFUSAL_OF[error.code] : undefined
        if (!(error instanceof ServerProblem) || why === undefined) throw error
        const { retryAfterSeconds = 1 } = error
        reply.code(error.status)
        if (why === 'often') reply.header('retry-after', retryAfterSeconds)
        const name = String(form?.name ?? '').slice(0, 64)
        return this.#sendPage(reply, next, { why, name, retryAfterSeconds })
      }
    })
  }

  #begin(name: string, password: string, request: FastifyRequest) {
    if (!this.sessions)
      throw new ServerProblem('not-configured', 'This server has no users: everybody may do everything.')
    return this.sessions.begin(name, password, request.ip)
  }

  #sendPage(reply: FastifyReply, next: string, refusal: SignInRefusal | undefined) {
    const page = signInPage(next, refusal)
    reply.headers(securityHeaders(page, this.secure)).header('cache-control', 'no-store')
    return reply.type('text/html; charset=utf-8').send(page)
  }

  #isScraper(request: FastifyRequest): boolean {
    if (this.metricsToken === undefined) return false
    const digest = (text: string) => createHash('sha256').update(text).digest()
    return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${this.metricsToken}`))
  }

  #answer(who: Who | undefined) {
    const signInRequired = this.sessions !== undefined
    const user = signInRequired && who?.name !== undefined ? { name: who.name, role: who.role } : null
    return sessionAnswer.parse({ signInRequired, user })
  }
}
