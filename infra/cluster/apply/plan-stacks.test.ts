import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import { planStacks } from './apply-stacks.ts'

const LOCKED = '{"diagnostic":{"severity":"error","summary":"Error acquiring the state lock","detail":"  Who: mira"}}'
/** Writes what the surroundings say into the file of a plan, and shows what is in it. */
const TERRAFORM = `#!/bin/sh
stack=$(basename "$PWD")
case "$1" in
version) echo '{"terraform_version":"1.11.4"}' ;;
plan)
  file="\${5#-out=}"
  test "$stack" != "$LOCKED" || { echo '${LOCKED}'; exit 1; }
  echo "$RUN" > "$file"
  stat -c '%a' "$file" > "$SEEN/mode-$RUN-$stack"
  touch "$SEEN/planned-$RUN"
  for other in $BESIDE; do
    left=500
    while [ ! -e "$SEEN/planned-$other" ] && [ $left -gt 0 ]; do sleep 0.02; left=$((left - 1)); done
  done ;;
show)
  test "$stack" != "$BROKEN" || { echo 'Failed to read the plan' >&2; exit 1; }
  cat "$3" ;;
esac
`

/** Stacks `one` and `two` of the site Niš, whose cluster answers. */
async function planned() {
  const folder = await temporaryFolder()
  const [stacks, seen] = [join(folder.path, 'out'), join(folder.path, 'seen')]
  await Promise.all([stacks, seen].map((path) => mkdir(path)))
  await writeFile(join(folder.path, 'terraform'), TERRAFORM, { mode: 0o755 })
  const entry = { synthesizedStackPath: 'cdk.tf.json', dependencies: [] }
  await writeFile(join(stacks, 'manifest.json'), JSON.stringify({ stacks: { one: entry, two: entry } }))
  const stack = { terraform: {}, provider: { kubernetes: [{ config_context: 'nis' }] } }
  await writeFile(join(stacks, 'cdk.tf.json'), JSON.stringify(stack))
  const server = createServer((_, response) => response.end('{"major":"1"}')).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const kubeconfig = {
    clusters: [{ name: 'nis', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
    contexts: [{ name: 'nis', context: { cluster: 'nis', user: 'nis' } }],
    users: [{ name: 'nis', user: {} }],
  }
  const clusters = join(folder.path, 'clusters')
  await mkdir(clusters)
  await writeFile(join(clusters, 'kubeconfig'), stringify(kubeconfig))
  return {
    seen,
    drift: join(clusters, 'drift'),
    async run(name: string, more: Readonly<Record<string, string>> = {}) {
      const plans: string[] = []
      const [site] = await planStacks({
        folder: clusters,
        stacks,
        environment: { PATH: `${folder.path}:/usr/bin:/bin`, RUN: name, SEEN: seen, ...more },
        message: () => undefined,
        onPlan: ({ stack: of, plan }) => plans.push(`${of}: ${plan.trim()}`),
      })
      return { plans: plans.toSorted(), stacks: site?.stacks ?? [] }
    },
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await folder[Symbol.asyncDispose]()
    },
  }
}

it('each of two runs over the same clusters has its own plans, and leaves nothing there', async () => {
  await using place = await planned()
  const beside = { BESIDE: 'morning evening' }
  const runs = await Promise.all([place.run('morning', beside), place.run('evening', beside)])
  expect(runs.map(({ plans }) => plans)).toEqual([
    ['one: morning', 'two: morning'],
    ['one: evening', 'two: evening'],
  ])
  expect(await readdir(place.drift)).toEqual([])
})

it('the file of a plan is for its user alone while it is there', async () => {
  await using place = await planned()
  await place.run('night')
  const modes = ['one', 'two'].map((stack) => readFile(join(place.seen, `mode-night-${stack}`), 'utf8'))
  expect(await Promise.all(modes)).toEqual(['600\n', '600\n'])
})

it('a plan that cannot be shown is the failure of its stack, and the others are told', async () => {
  await using place = await planned()
  const { plans, stacks } = await place.run('night', { BROKEN: 'one' })
  expect(plans).toEqual(['two: night'])
  expect(stacks).toMatchObject([
    {
      name: 'one',
      outcome: 'failed',
      complaints: [{ summary: 'Its plan cannot be shown', detail: 'Failed to read the plan' }],
    },
    { name: 'two', outcome: 'done' },
  ])
  expect(await readdir(place.drift)).toEqual([])
})

it('a state that is locked leads to no folder that is gone after the run', async () => {
  await using place = await planned()
  const { stacks } = await place.run('night', { LOCKED: 'two' })
  expect(stacks[1]?.complaints[0]?.detail).toMatch(
    /^mira holds it.*force-unlock ID, in the folder where it is applied\.$/,
  )
})
