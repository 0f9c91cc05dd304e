// `npm run bench [WORD…]`: bundles every *.bench.ts, runs each in a process of its own, one after the other, and records the lines in
// docs/benchmarks/results.json and docs/benchmarks/README.md. With words, only files whose path holds one of them.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const folder = join(root, 'docs', 'benchmarks')
const words = process.argv.slice(2)

const files = ['infra', 'sensors', 'twin']
  .filter((top) => existsSync(join(root, top)))
  .flatMap((top) =>
    readdirSync(join(root, top), { recursive: true }).map((path) => `${top}/${path}`.replaceAll('\\', '/')),
  )
  .filter((path) => path.endsWith('.bench.ts') && (words.length === 0 || words.some((word) => path.includes(word))))
  .sort()

if (files.length === 0) {
  process.stderr.write(`No *.bench.ts file${words.length > 0 ? ` whose path holds ${words.join(' or ')}` : ''}\n`)
  process.exit(2)
}

// Below the checkout, where packages are found; of this run alone.
mkdirSync(join(root, 'dist'), { recursive: true })
const out = mkdtempSync(join(root, 'dist', 'bench-'))
process.on('exit', () => rmSync(out, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

/** Each module keeps its place in the sources, so that the files it names beside itself are found from the bundle too. */
const ownPlaces = {
  name: 'own-places',
  transform: (code, id) =>
    id.startsWith(root) && !id.includes('node_modules')
      ? code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      : undefined,
}

await build({
  configFile: false,
  root,
  logLevel: 'warn',
  plugins: [ownPlaces],
  build: {
    ssr: true,
    target: 'node20',
    outDir: out,
    rollupOptions: {
      input: Object.fromEntries(
        files.map((file) => [file.replaceAll('/', '--').replace(/\.ts$/, ''), join(root, file)]),
      ),
      output: { entryFileNames: '[name].mjs' },
    },
  },
})

const found = {}
let failed = false
for (const file of files) {
  const bundle = join(out, `${file.replaceAll('/', '--').replace(/\.ts$/, '')}.mjs`)
  const script = `import(${JSON.stringify(pathToFileURL(bundle).href)}).then(async ({ benchmarks }) => {
    for (const { name, budget, run } of benchmarks) process.send({ name, budget, ...(await run()) })
    process.exit(0)
  })`
  const load = Number(os.loadavg()[0].toFixed(1))
  const lines = await runOne(script)
  failed ||= lines === undefined || lines.some((line) => !line.holds)
  if (lines) found[file] = { load, lines }
  else process.stdout.write(`FAILED  ${file}: what was recorded of it before is kept\n`)
  for (const line of lines ?? []) process.stdout.write(`${line.holds ? 'holds ' : 'MISSED'}  ${describeLine(line)}\n`)
}
const results = recorded()
results.machine = `${os.cpus()[0]?.model.trim() ?? 'unknown'}, ${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}`
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
writeFileSync(join(folder, 'README.md'), page(results))
process.exitCode = failed ? 1 : 0

/** What is on record with what was found now, by path; without files that are no more. */
function recorded() {
  const file = join(folder, 'results.json')
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).files : {}
  const files = Object.entries({ ...before, ...found }).filter(([path]) => existsSync(join(root, path)))
  return { files: Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1))) }
}

async function runOne(script) {
  return new Promise((resolve) => {
    const lines = []
    const child = spawn(process.execPath, ['--expose-gc', '--eval', script], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child.on('message', (line) => lines.push(line))
    child.on('exit', (code) => resolve(code === 0 ? lines : undefined))
  })
}

function figure(value) {
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(3)).toString()
}

function describeLine({ name, value, unit, against, ratio, budget }) {
  const compared = against === undefined ? '' : `; ${ratio === undefined ? '' : `${figure(ratio)} × `}${against}`
  return `${name}: ${figure(value)} ${unit}${compared} (budget: ${budget})`
}

function page({ machine, files }) {
  const row = ({ name, value, unit, against, ratio, budget, holds, detail }) =>
    `| ${name} | ${figure(value)} ${unit} | ${ratio === undefined ? '' : `${figure(ratio)} ×`} ${against ?? ''} | ${budget} | ${holds ? 'holds' : '**missed**'} | ${detail ?? ''} |`
  const parts = Object.entries(files).map(
    ([file, { load, lines }]) =>
      `## ${file}\n\nLoad of the machine before: ${load}.\n\n| what | measured | against, in the same run | budget | | how |\n|---|---|---|---|---|---|\n${lines.map(row).join('\n')}\n`,
  )
  return `# Benchmarks

To repeat them: \`npm run bench\` runs all, one after the other, and writes this page; \`npm run bench estate\` only those whose path holds the word.
They need the Debian packages influxdb, snmpd and chromium.

This is the last run of each file, on: ${machine}. Where a column names a peer, the ratio is to that peer in the same run and carries over to another
machine; figures alone do not. The load is that of the minute before: near the number of cores or above, the cores were shared and times are
longer than they need be. Lines that miss their budget say so. The same stands in results.json.

${parts.join('\n')}`
}
