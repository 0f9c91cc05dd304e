import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../../../', import.meta.url))

export interface BuiltProgram extends AsyncDisposable {
  readonly path: string
  readonly url: URL
}

/**
 * Bundles a source file into a program that plain Node runs, as a process or a thread. It lies below `dist/`, where packages with native
 * parts are found, and goes with the test.
 */
export async function buildProgram(source: URL): Promise<BuiltProgram> {
  const folder = join(root, 'dist', `test-program-${randomUUID().slice(0, 8)}`)
  await mkdir(folder, { recursive: true })
  await build({
    ...{ configFile: false, root, logLevel: 'error' },
    ssr: { noExternal: true, external: ['@duckdb/node-api', '@duckdb/node-bindings'] },
    build: {
      ...{ ssr: true, target: 'node20', outDir: folder, emptyOutDir: false, minify: false },
      rollupOptions: {
        input: fileURLToPath(source),
        output: { entryFileNames: 'program.mjs', chunkFileNames: 'chunk-[hash].mjs' },
      },
    },
  })
  const path = join(folder, 'program.mjs')
  return {
    ...{ path, url: pathToFileURL(path) },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
