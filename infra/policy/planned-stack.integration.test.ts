import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeWith } from '../../twin/kit/testing/real-part.ts'
import { serveStandIn } from '../stand-in/serve-stand-in.ts'
import { terraformPlace } from '../testing/terraform-place.ts'
import { ALL_RULES } from './all-rules.ts'
import { goodStack } from './corpus/good-stack.ts'
import { type PatchOperation, spoiled } from './corpus/spoil.ts'
import { judgeStacks } from './judge-stacks.ts'
import { plannedStack, planSchema } from './planned-stack.ts'
import { WORKLOAD_KINDS } from './workload.ts'

/** What `terraform show -json` says of a plan that a real Terraform made, before a stand-in for the provider. */
describeWith(['terraform'], 'the plan of a real Terraform', () => {
  const STATE_INSIDE: readonly PatchOperation[] = [
    { op: 'replace', path: '/stack/terraform/backend/local/path', value: 'evisa.tfstate' },
  ]
  const PRIVILEGED: readonly PatchOperation[] = [
    { op: 'remove', path: '/init/security_context/run_as_non_root' },
    { op: 'add', path: '/pod/host_network', value: true },
  ]

  it.each(WORKLOAD_KINDS)(
    'of the good stack breaks no rule, and of a spoiled one those that it ought to: kind %s',
    async (kind) => {
      await using place = await terraformPlace()
      using standIn = await serveStandIn(Object.keys(goodStack(kind).resource ?? {}))
      const terraform = (folder: string, ...words: readonly string[]) => place.run(folder, words, standIn.environment)
      const findings = async (name: string, ...patches: readonly (readonly PatchOperation[])[]) => {
        const folder = join(place.path, name)
        await mkdir(folder, { recursive: true })
        const stack = spoiled(kind, STATE_INSIDE, ...patches)
        await writeFile(join(folder, 'cdk.tf.json'), JSON.stringify(stack))
        expect(await terraform(folder, 'init', '-input=false')).toMatchObject({ code: 0 })
        const planned = await terraform(folder, 'plan', '-input=false', '-out=it.plan')
        expect(planned).toMatchObject({ code: 0 })
        const shown = await terraform(folder, 'show', '-json', 'it.plan')
        const plan = plannedStack(name, planSchema.parse(JSON.parse(shown.text)))
        expect(plan.workloads.map((workload) => workload.kind)).toEqual([kind])
        return judgeStacks([plan], ALL_RULES).findings.map(({ rule, message }) => `${rule.id}: ${message}`)
      }
      expect(await findings('good')).toEqual([])
      expect(await findings('bad', PRIVILEGED)).toEqual([
        expect.stringMatching(/^container-flags: init container migrate: run_as_non_root is /),
        'no-host-namespaces: host_network is true',
      ])
    },
  )
})
