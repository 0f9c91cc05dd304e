// `npm test`: the unit, integration and browser tests one after the other (so that timings of real programs are not disturbed
// by the rest), then one closing line. In CI a test may skip only when skips.json names it with a reason.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const excused = JSON.parse(readFileSync(new URL('./skips.json', import.meta.url), 'utf8'))
const projects = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['unit', 'integration', 'e2e']
const folder = mkdtempSync(join(tmpdir(), 'oblak-tests-'))
const sum = { passed: 0, failed: 0, skipped: 0 }
let broken = false

for (const project of projects) {
  const results = join(folder, `${project}.json`)
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${results}`],
    { cwd: root, stdio: 'inherit' },
  )
  broken ||= status !== 0
  const skipped = []
  try {
    const report = JSON.parse(readFileSync(results, 'utf8'))
    sum.passed += report.numPassedTests
    sum.failed += report.numFailedTests
    for (const suite of report.testResults)
      for (const test of suite.assertionResults)
        if (['skipped', 'pending', 'todo'].includes(test.status)) skipped.push(test.fullName)
  } catch (error) {
    broken = true
    process.stderr.write(`No report of the ${project} tests: ${error.message}\n`)
  }
  sum.skipped += skipped.length
  const unexcused = skipped.filter((name) => !excused.some(({ test }) => name.startsWith(test)))
  if (unexcused.length > 0) {
    process.stderr.write(`Skipped: ${unexcused.join('; ')}\n`)
    if (process.env.CI) broken = true
  }
}
rmSync(folder, { recursive: true, force: true })
process.stdout.write(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped\n`)
process.exitCode = broken || sum.failed > 0 ? 1 : 0
