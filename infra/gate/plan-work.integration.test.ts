import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadEstate } from '../../twin/estate/load-estate.ts'
import { describeWith } from '../../twin/kit/testing/real-part.ts'
import { meansOf } from '../catalogue/site-means.ts'
import { STATE_CATALOGUE } from '../catalogue/state-catalogue.ts'
import { planCheckCommand } from '../commands/plan-check-command.ts'
import { topologyOf } from '../labels/topology.ts'
import { stackOf } from '../policy/rendered-stack.ts'
import { serveStandIn } from '../stand-in/serve-stand-in.ts'
import { synthesize } from '../synth.ts'
import { terraformPlace } from '../testing/terraform-place.ts'
import { catalogueWork } from './catalogue-work.ts'
import { planWork } from './plan-work.ts'
import type { Work } from './work.ts'

const { estate } = await loadEstate(undefined)
let folder = ''
let names: readonly string[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oblak-gate-'))
  const report = await synthesize(estate, join(folder, 'out'), { backend: 'local' })
  names = report.stacks.map(({ name }) => name)
})
afterAll(() => rm(folder, { recursive: true, force: true }))
const stackFile = (name: string) => join(folder, 'out', 'stacks', name, 'cdk.tf.json')

describe('the stacks of the shipped estate', () => {
  it('ask, as Terraform will read them, exactly what the catalogue says', async () => {
    const rendered: Work[] = []
    for (const name of names) {
      const site = name.slice(name.lastIndexOf('-') + 1)
      const { resources } = stackOf(name, JSON.parse(await readFile(stackFile(name), 'utf8')))
      rendered.push(...planWork(resources, { site, nodes: 0 }))
    }
    const said = catalogueWork(STATE_CATALOGUE, meansOf(topologyOf(estate)))
    expect(rendered.length).toBeGreaterThan(60)
    // What tenants bring is no workload of ours.
    expect(inOrder(rendered)).toEqual(inOrder(said.filter(({ name }) => !name.startsWith('tenant '))))
  })
})

describeWith(['terraform'], 'the plan of a real Terraform, before a stand-in for the provider', () => {
  it('of a stack of the shipped estate fits, and what it asks is not counted twice beside the catalogue', async () => {
    await using place = await terraformPlace()
    const stack = 'assistant-kragujevac'
    const { resource } = JSON.parse(await readFile(stackFile(stack), 'utf8'))
    using standIn = await serveStandIn(Object.keys(resource))
    const terraform = (...words: readonly string[]) =>
      place.run(join(folder, 'out', 'stacks', stack), words, standIn.environment)
    expect(await terraform('init', '-input=false')).toMatchObject({ code: 0 })
    expect(await terraform('plan', '-input=false', '-out=it.plan')).toMatchObject({ code: 0 })
    const { text } = await terraform('show', '-json', 'it.plan')
    await writeFile(join(place.path, 'plan.json'), text)
    const out: string[] = []
    const io = { out: (line: string) => out.push(line), message: () => {}, colour: false, columns: 80, environment: {} }
    const status = await planCheckCommand(async () => ({ estate }), { ask: unasked, read: () => undefined }).run({
      args: ['plan.json'],
      options: {},
      json: true,
      io: { ...io, workingFolder: place.path },
      signal: new AbortController().signal,
    })
    const { after, before, site, unknown } = JSON.parse(out.join(''))
    expect({ site, status, unknown }).toEqual({ site: 'kragujevac', status: 0, unknown: [] })
    const all = catalogueWork(STATE_CATALOGUE, meansOf(topologyOf(estate))).filter((work) => work.site === site)
    const threads = (work: readonly Work[]) => work.reduce((sum, { copies, each }) => sum + copies * each.threads, 0)
    expect(after.demand.threads).toBeCloseTo(threads(all), 6)
    expect(before.demand.threads).toBeCloseTo(threads(all.filter(({ service }) => service !== 'ai-assistant')), 6)
  })
})

async function unasked(): Promise<never> {
  throw new Error('nobody is to be asked')
}

function inOrder(work: readonly Work[]) {
  const keyOf = ({ name, service, site }: Work) => `${site} ${service} ${name}`
  return [...work].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}
