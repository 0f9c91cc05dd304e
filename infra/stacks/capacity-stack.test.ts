import { expect, it } from 'vitest'
import { activeActive } from '../catalogue/recovery.ts'
import { assumed } from '../catalogue/stated.ts'
import { estateOfSites } from '../gate/testing/two-sites.ts'
import { rehearse } from '../synth.ts'
import { imagesOf, serviceOf, workloadOf } from '../testing/service-of.ts'

const why = 'a test'

it('stacks are made of services that do not fit, and it is told why Terraform will refuse them', async () => {
  const estate = await estateOfSites({ belgrade: { servers: 1 }, kragujevac: { servers: 4 } })
  const recovery = assumed(activeActive(), why)
  const tier = assumed('3' as const, why)
  const wide = (cpus: number) => {
    const size = assumed({ cpus, memoryGiB: 2 }, why)
    return [
      serviceOf('portal', [workloadOf('web', { size, exposure: { to: 'site' }, copies: assumed(4, why) })], {
        recovery,
        tier,
      }),
    ]
  }
  const refused = async (cpus: number) => {
    const options = { backend: 'local', gate: true, images: imagesOf(), catalogue: wide(cpus) } as const
    const { refusals, stacks } = await rehearse(estate, options)
    expect(stacks[0]?.name).toBe('capacity')
    return refusals
  }
  // 64 threads stand in Belgrade.
  expect(await refused(16)).toEqual([])
  expect((await refused(17))[0]).toBe(
    'What is there does not fit: belgrade needs 68 vCPU, 64 vCPU are left. ' +
      'Smallest change that fits: run 3 of 4 copies of portal/web at belgrade.',
  )
})
