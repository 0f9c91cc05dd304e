// `npm test`: first the unit tests, which take every processor; then the integration tests of sensors and server and after them the browser's, and beside
// them those of the stacks' programs, which wait for clocks and disks of their own most of the time. Then one closing line. In CI a test may skip only when
// skips.json names it with a reason.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Stages follow each other. In a stage tracks run side by side, each of lanes that follow each other; a lane is files of one project. */
const STAGES = [
  [[{ project: 'unit' }]],
  [
    [{ project: 'integration', folders: ['sensors/', 'twin/'] }, { project: 'e2e' }],
    // Timings of sensors and of the page are tested: what runs beside them gives way.
    [{ project: 'integration', folders: ['infra/'], gives: 'way' }],
  ],
]

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const excused = JSON.parse(readFileSync(new URL('./skips.json', import.meta.url), 'utf8'))
const wanted = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'oblak-tests-'))
const sum = { passed: 0, failed: 0, skipped: 0 }
let broken = false

for (const stage of STAGES) {
  const tracks = stage.map((lanes) => lanes.filter(({ project }) => wanted.length === 0 || wanted.includes(project)))
  await Promise.all(
    tracks.map(async (lanes, track) => {
      for (const lane of lanes) {
        const report = join(folder, `${track}-${lane.project}.json`)
        await run(lane, track, report)
        count(lane, report)
      }
    }),
  )
}
rmSync(folder, { recursive: true, force: true })
process.stdout.write(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped\n`)
process.exitCode = broken || sum.failed > 0 ? 1 : 0

/** The first track writes as it goes; what another says follows when its lane has ended, so that few lines mix. */
function run({ project, folders = [], gives }, track, report) {
  const vitest = [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', project, ...folders]
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const command = [process.execPath, ...vitest, ...reports]
  const [program, ...words] = gives === 'way' ? ['nice', ...command] : command
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd: root,
      stdio: ['inherit', ...Array(2).fill(track === 0 ? 'inherit' : 'pipe')],
    })
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk))
    child.once('error', (error) => said.push(Buffer.from(`${error.message}\n`)))
    child.once('error', () => resolve(fail()))
    child.once('close', (status) => {
      if (status !== 0) fail()
      process.stdout.write(Buffer.concat(said))
      resolve()
    })
  })
}

function fail() {
  broken = true
}

function count({ project }, file) {
  const skipped = []
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    sum.passed += report.numPassedTests
    sum.failed += report.numFailedTests
    for (const suite of report.testResults)
      for (const test of suite.assertionResults)
        if (['skipped', 'pending', 'todo'].includes(test.status)) skipped.push(test.fullName)
  } catch (error) {
    fail()
    process.stderr.write(`No report of the ${project} tests: ${error.message}\n`)
  }
  sum.skipped += skipped.length
  const unexcused = skipped.filter((name) => !excused.some(({ test }) => name.startsWith(test)))
  if (unexcused.length > 0) {
    process.stderr.write(`Skipped: ${unexcused.join('; ')}\n`)
    if (process.env.CI) fail()
  }
}
