import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadEstate } from '../twin/estate/load-estate.ts'
import { describeWith } from '../twin/kit/testing/real-part.ts'
import { serveStandIn } from './stand-in/serve-stand-in.ts'
import { synthesize } from './synth.ts'
import { estateOf, rowWith, siteWith } from './testing/estate-of.ts'
import { terraformPlace } from './testing/terraform-place.ts'

/**
 * Real Terraform. Without a provider it reads the configuration, versions, names and backend, and says which provider it wants. With a stand-in, which has the
 * provider's schema and nothing else of it, it validates and plans. What the real provider would say beyond its schema, and an apply, are NOT proved here.
 */
describeWith(['terraform'], 'stacks before a real Terraform', () => {
  it('give it the backend, and want one version of one provider by its full address', async () => {
    await using place = await workplace()
    await synthesize(await small(), place.out, { backend: 'local' })
    const { code, text } = await place.terraform('topology-nis', 'init', '-input=false')
    expect(text).toContain('Successfully configured the backend "local"!')
    // The CLI configuration of the test knows a mirror that is empty, so that no network is asked.
    expect(text).toMatch(/Finding hashicorp\/kubernetes versions matching "2\.38\.0"/)
    expect(text).toMatch(/provider\s+registry\.terraform\.io\/hashicorp\/kubernetes\s+was\s+not\s+found/)
    expect(code).toBe(1)
  })

  it('with the PostgreSQL backend take its address from PG_CONN_STR', async () => {
    await using place = await workplace({ PG_CONN_STR: 'postgres://127.0.0.1:1/none?sslmode=disable' })
    await synthesize(await small(), place.out, { backend: 'pg' })
    const { text } = await place.terraform('topology-nis', 'init', '-input=false')
    expect(text).toMatch(/127\.0\.0\.1:1/)
    expect(text).not.toMatch(/Unsupported argument|Invalid backend/)
  })

  it('keep their state beside the folder, where a new synth does not touch it', async () => {
    await using place = await workplace()
    await synthesize(await small(), place.out, { backend: 'local' })
    const { backend } = (await place.json('topology-nis')).terraform
    // The same backend in a stack of as deep a folder, of what Terraform can apply without a provider.
    const trial = { terraform: { backend }, resource: { terraform_data: { any: { input: 'x' } } } }
    await mkdir(join(place.path, 'trial', 'stacks', 'topology-nis'), { recursive: true })
    await writeFile(join(place.path, 'trial', 'stacks', 'topology-nis', 'cdk.tf.json'), JSON.stringify(trial))
    const inTrial = (...words: string[]) => place.run(join(place.path, 'trial', 'stacks', 'topology-nis'), words)
    expect((await inTrial('init', '-input=false')).code).toBe(0)
    expect((await inTrial('apply', '-auto-approve', '-input=false')).text).toContain('1 added')
    const state = join(place.path, 'terraform-state', 'topology-nis.tfstate')
    expect(existsSync(state)).toBe(true)
    await synthesize(await small(), place.out, { backend: 'local' })
    expect(existsSync(state)).toBe(true)
  })

  it('of the shipped estate are valid and planned whole, before a stand-in for the provider', async () => {
    await using place = await workplace()
    const { estate } = await loadEstate(undefined)
    const { stacks } = await synthesize(estate, place.out, { backend: 'local', gate: true })
    const types = stacks
      .flatMap(({ resources }) => Object.keys(resources))
      .filter((type) => type.startsWith('kubernetes_'))
    using standIn = await serveStandIn([...new Set(types)])
    place.use(standIn.environment)
    const found: string[] = []
    const judged = async ({ name, resources }: (typeof stacks)[number]) => {
      const terraform = (...words: readonly string[]) => place.terraform(name, ...words)
      expect(await terraform('init', '-input=false')).toMatchObject({ code: 0 })
      expect((await terraform('validate')).text).toContain('Success! The configuration is valid.')
      const { code, text } = await terraform('plan', '-input=false')
      const count = Object.values(resources).reduce((sum, number) => sum + number, 0)
      expect(`${name}: ${text}`).toContain(`Plan: ${count} to add, 0 to change, 0 to destroy.`)
      expect(code).toBe(0)
      found.push(name)
    }
    // Two at a time: each of them waits for Terraform most of its time.
    const queue = [...stacks]
    const lane = async () => {
      for (let stack = queue.shift(); stack; stack = queue.shift()) await judged(stack)
    }
    await Promise.all([lane(), lane()])
    expect(found).toHaveLength(22)
  }, 600_000)

  it('are not valid before the stand-in where an attribute is misspelt, missing or one too many', async () => {
    using standIn = await serveStandIn(['kubernetes_labels', 'kubernetes_node_taint'])
    await using place = await workplace(standIn.environment)
    await synthesize(await small(), place.out, { backend: 'local' })
    const good = JSON.stringify(await place.json('topology-nis'))
    await place.terraform('topology-nis', 'init', '-input=false')
    const judged = async (from: string | RegExp, to: string) => {
      const spoiled = good.replace(from, to)
      expect(spoiled).not.toBe(good)
      await writeFile(place.file('topology-nis'), spoiled)
      // Terraform breaks its lines where they are long.
      return (await place.terraform('topology-nis', 'validate')).text.replaceAll(/\s+/g, ' ')
    }
    expect(await judged('"field_manager"', '"feild_manager"')).toContain('Did you mean "field_manager"?')
    expect(await judged('"kind":"Node",', '')).toContain('The argument "kind" is required')
    expect(await judged('"metadata":{"name"', '"metadata":{"nmae"')).toContain('The argument "name" is required')
    expect(await judged('"kubernetes_labels"', '"kubernetes_lables"')).toContain('Did you mean "kubernetes_labels"?')
    expect(await judged('"config_context"', '"context"')).toContain('No argument or block type is named "context"')
  })

  it('are refused by it where they are spoiled: so what it reads is judged', async () => {
    await using place = await workplace()
    await synthesize(await small(), place.out, { backend: 'local' })
    const good = JSON.stringify(await place.json('topology-nis'))
    const spoiled = async (from: string, to: string) => {
      expect(good).toContain(from)
      await writeFile(place.file('topology-nis'), good.replaceAll(from, to))
      return (await place.terraform('topology-nis', 'get')).text
    }
    expect(await spoiled('>= 1.11.0, < 1.12.0', '>= 99.0.0')).toContain('Unsupported Terraform Core version')
    expect(await spoiled('"node-nis', '"1-nis')).toContain('Invalid resource name')
    expect(await spoiled('"2.38.0"', '"two"')).toContain('Invalid version constraint')
  })
})

const small = () => estateOf(siteWith(rowWith('rack-01: {kind: rack, type: served}')))

/** Terraform, with a folder that stacks are written to. */
async function workplace(environment: Readonly<Record<string, string>> = {}) {
  const place = await terraformPlace()
  const out = join(place.path, 'out')
  const file = (stack: string) => join(out, 'stacks', stack, 'cdk.tf.json')
  let given = environment
  const run = (within: string, words: readonly string[]) => place.run(within, words, given)
  return {
    path: place.path,
    out,
    file,
    run,
    /** From now on Terraform has this in its environment as well. */
    use: (more: Readonly<Record<string, string>>) => {
      given = { ...given, ...more }
    },
    terraform: (stack: string, ...words: readonly string[]) => run(join(out, 'stacks', stack), words),
    json: async (stack: string) => JSON.parse(await readFile(file(stack), 'utf8')),
    [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
  }
}
