import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { describeWith } from '../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'

const PIPELINE = join(import.meta.dirname, '..', '..', 'docs', 'examples', 'gitlab-ci.yml')
const STACKS = [
  { name: 'capacity', site: null, services: [] },
  { name: 'topology-belgrade', site: 'belgrade', services: [] },
  { name: 'topology-kragujevac', site: 'kragujevac', services: [] },
  { name: 'egov-belgrade', site: 'belgrade', services: ['portal'] },
  { name: 'egov-kragujevac', site: 'kragujevac', services: ['portal'] },
]
/** What the job calls, all but jq; the surroundings say which site is away, which plan fails and which the gate refuses. */
const PROGRAMS = {
  npm: 'exit 0',
  npx: 'test "$4" != "plans/$REFUSED.json" || exit 1',
  kubectl: 'test "$6" != "$UNKNOWN" || exit 1\necho "https://$6.example:6443"',
  curl: 'case "$*" in *"https://$AWAY.example:6443/version") exit 7 ;; esac',
  terraform: 'case "$*" in *"/$BROKEN plan "*) exit 1 ;; *" show "*) echo "{}" ;; esac',
}

/** Runs the script of the job `plan` as the pipeline's shell does. */
async function planJob(surroundings: Readonly<Record<string, string>>) {
  await using folder = await temporaryFolder()
  const bin = join(folder.path, 'bin')
  await mkdir(bin)
  for (const [name, script] of Object.entries(PROGRAMS)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  }
  await writeFile(join(folder.path, 'stacks.json'), JSON.stringify({ stacks: STACKS }))
  const job = parse(await readFile(PIPELINE, 'utf8')).plan
  const status = await new Promise<number>((resolve) => {
    const none = { AWAY: '', BROKEN: '', REFUSED: '', UNKNOWN: '' }
    const env = { PATH: `${bin}:${process.env.PATH}`, KUBE_CONFIG_PATH: 'kubeconfig', OBLAK_ESTATE: 'estate' }
    const child = execFile('sh', ['-e', '-c', job.script.join('\n')], {
      cwd: folder.path,
      env: { ...env, ...none, ...surroundings },
    })
    child.once('close', (code) => resolve(code ?? -1))
  })
  const plans = (await readdir(join(folder.path, 'plans'))).map((name) => name.replace('.json', '')).toSorted()
  return { only: job.allow_failure.exit_codes as number, plans, status }
}

describeWith(['jq'], 'the plans of the pipeline that is given as an example', () => {
  it('are made of every stack', async () => {
    const { plans, status } = await planJob({})
    expect({ plans, status }).toEqual({ plans: STACKS.map(({ name }) => name).toSorted(), status: 0 })
  })

  it('of a site that does not answer are left out, which only warns', async () => {
    const { only, plans, status } = await planJob({ AWAY: 'belgrade' })
    expect(plans).toEqual(['capacity', 'egov-kragujevac', 'topology-kragujevac'])
    expect(status).toBe(only)
  })

  it.each([
    ['fails at a cluster that answers', { BROKEN: 'topology-belgrade' }],
    ['fails while the other site is away', { BROKEN: 'egov-kragujevac', AWAY: 'belgrade' }],
    ['is of the gate, and fails', { BROKEN: 'capacity' }],
    ['the gate refuses', { REFUSED: 'egov-belgrade', AWAY: 'kragujevac' }],
    ['is for a site that the kubeconfig does not know', { UNKNOWN: 'belgrade' }],
  ])('fail the job where one %s', async (_, surroundings) => {
    const { only, status } = await planJob(surroundings)
    expect(status).toBe(1)
    expect(only).not.toBe(1)
  })
})
