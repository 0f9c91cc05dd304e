import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import { afterAll, describe, expect, it } from 'vitest'
import { dependencies } from '../package.json'
import { shippedFolder } from '../twin/estate/estate-folder.ts'
import { temporaryFolder } from '../twin/kit/testing/temporary-folder.ts'
import { filesBelow } from './output/stacks-folder.ts'

/** CDK Terrain carries on what CDKTF's makers have ended (10 December 2025). Its provider bindings are those of CDKTF, whose peer it is not: hence the override. */
const SUCCESSOR = {
  private: true,
  type: 'module',
  dependencies: {
    cdktf: 'npm:cdktn@0.24.0',
    '@cdktf/provider-kubernetes': dependencies['@cdktf/provider-kubernetes'],
    constructs: dependencies.constructs,
  },
  overrides: { '@cdktf/provider-kubernetes': { cdktf: '$cdktf' } },
}
const NAME = 'one source on two engines'
const run = promisify(execFile)

const folder = await temporaryFolder()
const successor = join(folder.path, 'cdktn')
const isThere = await install().then(
  () => true,
  (error: Error) => {
    process.stderr.write(`\nNOT TESTED: "${NAME}" needs npm to fetch cdktn: ${error.message.split('\n')[0]}\n`)
    return false
  },
)
afterAll(() => folder[Symbol.asyncDispose]())

describe.skipIf(!isThere)(isThere ? NAME : `${NAME} (needs npm)`, () => {
  it('gives the same JSON on cdktf 0.21 and, by an npm alias, on cdktn 0.24', async () => {
    const ours = join(folder.path, 'cdktf')
    await mkdir(ours)
    await symlink(join(process.cwd(), 'node_modules'), join(ours, 'node_modules'))
    await bundle(ours)
    await cp(join(ours, 'program.mjs'), join(successor, 'program.mjs'))
    const [before, after] = [await synthesized(ours), await synthesized(successor)]
    expect(await nameOf(successor)).toBe('cdktn 0.24.0')
    expect(await nameOf(ours)).toBe('cdktf 0.21.0')
    expect([...before.keys()].filter((name) => name.endsWith('cdk.tf.json')).length).toBeGreaterThan(20)
    expect([...after.keys()]).toEqual([...before.keys()])
    for (const [name, json] of after) expect({ name, json }).toEqual({ name, json: before.get(name) })
  }, 300_000)
})

async function install(): Promise<void> {
  await mkdir(successor)
  await writeFile(join(successor, 'package.json'), JSON.stringify(SUCCESSOR))
  const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=1']
  await run('npm', words, { cwd: successor, timeout: 120_000 })
}

/** The whole program but the engine, which it finds from where it lies. */
async function bundle(out: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['cdktf', 'constructs', '@cdktf/provider-kubernetes'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: out,
      emptyOutDir: false,
      rollupOptions: {
        input: fileURLToPath(new URL('./testing/two-engines/main.ts', import.meta.url)),
        output: { entryFileNames: 'program.mjs', codeSplitting: false },
      },
    },
  })
}

async function synthesized(engine: string): Promise<ReadonlyMap<string, unknown>> {
  const out = join(engine, 'out')
  await run(process.execPath, ['program.mjs', shippedFolder(), out], { cwd: engine })
  const files = await filesBelow(out)
  return new Map(
    await Promise.all(
      files.map(
        async (name): Promise<[string, unknown]> => [name, JSON.parse(await readFile(join(out, name), 'utf8'))],
      ),
    ),
  )
}

async function nameOf(engine: string): Promise<string> {
  const { name, version } = JSON.parse(await readFile(join(engine, 'node_modules/cdktf/package.json'), 'utf8'))
  return `${name} ${version}`
}
