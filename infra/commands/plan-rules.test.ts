import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { asPlan } from '../policy/corpus/as-plan.ts'
import { spoiled } from '../policy/corpus/spoil.ts'
import { plannedStack } from '../policy/planned-stack.ts'
import { rulesBroken } from './plan-rules.ts'

const BY_TAG = [{ op: 'replace', path: '/container/image', value: 'registry.oblak.rs/evisa/web:latest' }] as const
const WAIVER = `waivers:
  - rule: image-by-digest
    path: kubernetes_deployment_v1.app
    reason: the registry is moved
    owner: Ana Anić
    expires: 2027-01-31
`

describe('a plan whose image has no digest', () => {
  it('is refused with the rule, what is wrong and what to do, at the address of the resource', async () => {
    const broken = await judged()
    expect(broken).toMatchObject({ status: 1 })
    expect(broken?.message).toContain('kubernetes_deployment_v1.app: [image-by-digest] container web')
    expect(broken?.message).toContain('Fix: ')
  })

  it('passes with a waiver, until the day after that of its expiry', async () => {
    expect(await judged(WAIVER, '2027-01-31')).toBeUndefined()
    expect(await judged(WAIVER, '2027-02-01')).toMatchObject({
      status: 1,
      message: expect.stringContaining('has passed'),
    })
  })

  it.each([
    ['no owner', /^ {4}owner: .*\n/m, 'waivers.yaml:2:5: owner is missing'],
    ['no reason', /^ {4}reason: .*\n/m, 'waivers.yaml:2:5: reason is missing'],
    ['no day', /^ {4}expires: .*\n/m, 'waivers.yaml:2:5: expires is missing'],
  ])('is bad input where the waiver has %s, and the breach is told all the same', async (_, line, fault) => {
    const broken = await judged(WAIVER.replace(line, ''), '2026-12-01')
    expect(broken).toMatchObject({ status: 2 })
    expect(broken?.message).toContain(fault)
    expect(broken?.message).toContain('[image-by-digest]')
  })
})

async function judged(waivers?: string, at?: string) {
  await using folder = await temporaryFolder()
  if (waivers !== undefined) await writeFile(join(folder.path, 'waivers.yaml'), waivers)
  const io = {
    out: () => undefined,
    message: () => undefined,
    colour: false,
    columns: 80,
    environment: {},
    workingFolder: folder.path,
  }
  const options = {
    rules: true,
    ...(waivers !== undefined && { waivers: 'waivers.yaml' }),
    ...(at !== undefined && { at }),
  }
  const plan = plannedStack('plan', asPlan(spoiled('deployment', BY_TAG)))
  return rulesBroken({ args: [], options, json: false, io, signal: new AbortController().signal }, plan)
}
