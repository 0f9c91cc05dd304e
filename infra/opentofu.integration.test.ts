import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeWith } from '../twin/kit/testing/real-part.ts'
import { serveStandIn } from './stand-in/serve-stand-in.ts'
import { synthesize } from './synth.ts'
import { estateOf, rowWith, siteWith } from './testing/estate-of.ts'
import { imagesOf, serviceOf, workloadOf } from './testing/service-of.ts'
import { terraformPlace } from './testing/terraform-place.ts'

/** OpenTofu before the stand-in for the provider. Up to 1.11 it takes `required_version` for its own: so it is given one that says nothing. */
describeWith(['tofu'], 'stacks before OpenTofu', () => {
  it('are valid, and one that is spoiled is not', async () => {
    await using place = await terraformPlace('tofu')
    const rows = [
      rowWith('rack-[01-02]: {kind: rack, type: served}', 'power/board-a', 'power/board-a'),
      rowWith('rack-[01-02]: {kind: rack, type: served}', 'power/board-b', 'power/board-b', 'row-b').replace(
        '[2, 4]',
        '[2, 8]',
      ),
    ].join('\n')
    const estate = await estateOf(['belgrade', 'kragujevac'].map((site) => siteWith(rows, site)).join('\n'))
    const out = join(place.path, 'out')
    const { stacks } = await synthesize(estate, out, {
      backend: 'local',
      gate: true,
      catalogue: [serviceOf('portal', [workloadOf('web', { calls: ['api'] }), workloadOf('api')])],
      images: imagesOf(),
    })
    const types = stacks
      .flatMap(({ resources }) => Object.keys(resources))
      .filter((type) => type.startsWith('kubernetes_'))
    using standIn = await serveStandIn([...new Set(types)])
    for (const { name } of stacks) {
      const folder = join(out, 'stacks', name)
      const file = join(folder, 'cdk.tf.json')
      const { terraform, ...rest } = JSON.parse(await readFile(file, 'utf8'))
      const text = JSON.stringify({ ...rest, terraform: { ...terraform, required_version: '>= 1.10.2' } })
      await writeFile(join(folder, 'cdk.tofu.json'), text)
      const tofu = (...words: readonly string[]) => place.run(folder, words, standIn.environment)
      expect(await tofu('init', '-input=false')).toMatchObject({ code: 0 })
      expect(await tofu('validate')).toMatchObject({ code: 0, text: expect.stringContaining('Success!') })
      if (!name.startsWith('egov')) continue
      await writeFile(join(folder, 'cdk.tofu.json'), text.replace('"labels":{', '"lables":{'))
      expect(await tofu('validate')).toMatchObject({ code: 1, text: expect.stringContaining('lables') })
    }
    expect(stacks.map(({ name }) => name)).toEqual(expect.arrayContaining(['capacity', 'egov-belgrade']))
  }, 120_000)
})
