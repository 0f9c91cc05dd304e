import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

// node twin/server/testing/serve.mjs [port]
// The server over a small estate with synthetic readings, for work on the page; serves dist/web where it has been built. A page
// from `vite --config …` with a proxy for /api and /live works too: its Host and Origin stay the proxy's.
const root = fileURLToPath(new URL('../../..', import.meta.url))
const vite = await createServer({
  root,
  configFile: false,
  appType: 'custom',
  server: { middlewareMode: true, hmr: false },
})
const { startSyntheticServer } = await vite.ssrLoadModule('/twin/server/testing/synthetic-server.ts')
const { smallEstate } = await vite.ssrLoadModule('/twin/server/testing/small-estate.ts')
const web = join(root, 'dist', 'web')
const started = await startSyntheticServer({
  estate: smallEstate(12, 18),
  port: Number(process.argv[2] ?? 8080),
  intervalMs: 5_000,
  webFolder: existsSync(join(web, 'index.html')) ? web : undefined,
})
process.stdout.write(`${started.server.url}  (synthetic readings)\n`)
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await started[Symbol.asyncDispose]()
    await vite.close()
  })
}
