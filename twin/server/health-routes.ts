import type { FastifyInstance } from 'fastify'
import { metricsOf } from './metrics.ts'
import type { ServerContext } from './routes/server-context.ts'

/** The store is asked at most this often, however often somebody asks whether we are ready. */
const ASK_EVERY_MS = 5_000
const PATIENCE_MS = 2_000

/** For orchestrators and scrapers: /healthz (the process lives), /readyz (it can do its work), /metrics. */
export function serveHealth(app: FastifyInstance, context: ServerContext): void {
  const { parts, alarms } = context
  const metrics = metricsOf(context)
  let store: { readonly at: number; readonly reachable: Promise<boolean> } | undefined

  app.get('/healthz', async (_, reply) => reply.header('cache-control', 'no-store').send({ alive: true }))
  app.get('/readyz', async (_, reply) => {
    const { watch } = alarms
    const checks = {
      estate: parts.estate.children('').length > 0,
      // Where nothing is polled there is no journal to be written.
      journal: parts.status === undefined || (watch?.status?.journal.writable === true && !watch.isSilent),
      store: await storeReachable(),
    }
    const ready = Object.values(checks).every(Boolean)
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready, checks })
  })
  app.get('/metrics', async (_, reply) => reply.type(metrics.contentType).send(await metrics.metrics()))

  function storeReachable(): Promise<boolean> {
    const now = performance.now()
    if (!store || now - store.at > ASK_EVERY_MS) {
      const asked = parts.store.latest([0]).then(
        () => true,
        () => false,
      )
      store = { at: now, reachable: Promise.race([asked, after(PATIENCE_MS)]) }
    }
    return store.reachable
  }
}

function after(milliseconds: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), milliseconds).unref())
}
