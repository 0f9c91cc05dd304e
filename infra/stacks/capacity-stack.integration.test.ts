import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { App } from 'cdktf'
import { expect, it } from 'vitest'
import { describeWith } from '../../twin/kit/testing/real-part.ts'
import { withFewer } from '../gate/fewer-copies.ts'
import { Gate } from '../gate/gate.ts'
import { estateOfSites, workWith } from '../gate/testing/two-sites.ts'
import { verdictOf } from '../gate/verdict.ts'
import type { Work } from '../gate/work.ts'
import { topologyOf } from '../labels/topology.ts'
import { terraformPlace } from '../testing/terraform-place.ts'
import { CapacityStack } from './capacity-stack.ts'

const GIB = 2 ** 30
const estate = await estateOfSites({ nis: { servers: 4 }, zajecar: { servers: 2 } })
const gate = new Gate(estate, topologyOf(estate))
// Copies of one thread at both sites; 128 threads stand at zajecar.
const both = (copies: number) =>
  ['nis', 'zajecar'].map((site) => workWith({ site, copies, each: { threads: 1, memory: GIB, gpus: 0 } }))

/** A real, unmodified Terraform, which knows nothing of this project and has no provider. */
describeWith(['terraform'], 'the capacity stack before a real Terraform', () => {
  it('is refused with the words of the gate, and passes once the smallest change is applied', async () => {
    await using place = await terraformPlace()
    const work = both(120)
    const wide = [
      ...work,
      workWith({ name: 'batch', tier: '3', copies: 5, each: { threads: 2, memory: GIB, gpus: 0 } }),
    ]
    const change = verdictOf(gate, wide).losses.find(({ loss }) => loss.path === 'nis')?.change ?? []
    expect(change).toEqual([{ work: { service: 'portal', name: 'batch' }, keep: 4, of: 5, sites: ['nis'] }])
    const refused = await planned(place, 'refused', wide)
    expect(refused.text).toContain(
      'Loss of site nis does not fit: zajecar needs 130 vCPU, 128 vCPU are left. ' +
        'Smallest change that fits: run 4 of 5 copies of portal/batch at nis.',
    )
    expect(refused.code).toBe(1)
    const passed = await planned(place, 'passed', withFewer(wide, change))
    expect(passed.text).toContain(`Plan: ${gate.losses.length} to add, 0 to change, 0 to destroy.`)
    expect(passed.code).toBe(0)
  })

  it('is applied without a provider, and the next plan says that nothing changes', async () => {
    await using place = await terraformPlace()
    const { terraform } = await written(place, 'applied', both(10))
    expect((await terraform('apply', '-auto-approve', '-input=false')).text).toContain('Apply complete!')
    expect((await terraform('plan', '-input=false')).text).toContain('No changes.')
  })
})

type Place = Awaited<ReturnType<typeof terraformPlace>>

async function planned(place: Place, name: string, work: readonly Work[]) {
  const { terraform } = await written(place, name, work)
  return terraform('plan', '-input=false')
}

/** What Terraform says is broken into lines of a width of its own. */
async function written(place: Place, name: string, work: readonly Work[]) {
  const folder = join(place.path, name)
  await mkdir(folder)
  const app = new App({ outdir: folder, stackTraces: false })
  new CapacityStack(app, { verdict: verdictOf(gate, work), backend: 'local' })
  app.synth()
  const terraform = async (...words: readonly string[]) => {
    const { code, text } = await place.run(join(folder, 'stacks', 'capacity'), words)
    return { code, text: text.replaceAll(/[│╷╵\s]+/g, ' ') }
  }
  expect((await terraform('init', '-input=false')).code).toBe(0)
  return { terraform }
}
