// Builds page and programs when the content of the sources differs from what the last build was made of. The times of
// files mean nothing in a fresh clone, so a hash of contents decides. Plain JavaScript: it runs before anything is built.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const packageRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const BUILD_INPUT = /\.(ts|tsx|css|html|json|mjs|svg|woff2)$/
const NOT_BUILT = /\.(test|bench)\.tsx?$|(^|\/)(testing|testdata|e2e|shipped)\//

function* sources(folder) {
  for (const entry of readdirSync(join(packageRoot, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) yield* sources(path)
    else if (BUILD_INPUT.test(path) && !NOT_BUILT.test(path)) yield path
  }
}

function contentHash() {
  const hash = createHash('sha256').update(process.version)
  const files = ['package-lock.json', 'vite.config.ts']
  for (const folder of ['infra', 'sensors', 'twin'])
    if (existsSync(join(packageRoot, folder))) files.push(...sources(folder))
  for (const file of files.sort()) hash.update(`\n${file}\n`).update(readFileSync(join(packageRoot, file)))
  return hash.digest('hex')
}

function holderIsGone(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

/** One build at a time: a second `oblak` started meanwhile waits for the first. */
async function withLock(work) {
  const lock = join(packageRoot, 'dist', '.building')
  mkdirSync(join(packageRoot, 'dist'), { recursive: true })
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (holderIsGone(lock)) rmSync(lock, { force: true })
      else await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
  try {
    return work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function build(mode) {
  process.stderr.write(`Building the ${mode === 'web' ? 'page' : 'programs'} …`)
  const began = Date.now()
  const vite = join(packageRoot, 'node_modules', 'vite', 'bin', 'vite.js')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vite, 'build', '--config', join(packageRoot, 'vite.config.ts'), '--mode', mode, '--logLevel', 'warn'],
    { cwd: packageRoot, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
  )
  process.stderr.write(
    status === 0 ? ` ${((Date.now() - began) / 1000).toFixed(1)} s\n` : ` failed\n${stdout}${stderr}`,
  )
  return status === 0
}

/** Makes sure that dist/ is what the sources say. Returns the URL of the program to import. */
export async function ensureBuilt() {
  const stamp = join(packageRoot, 'dist', 'built-from')
  const program = pathToFileURL(join(packageRoot, 'dist', 'server', 'oblak.mjs')).href
  const wanted = contentHash()
  const isCurrent = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
  if (isCurrent()) return { buildFailed: false, program }
  const built = await withLock(() => {
    if (isCurrent()) return true
    rmSync(stamp, { force: true })
    if (!build('server') || !build('web')) return false
    writeFileSync(stamp, wanted)
    return true
  })
  return { buildFailed: !built, program }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = (await ensureBuilt()).buildFailed ? 1 : 0
}
