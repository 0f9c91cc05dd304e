import { expect, it } from 'vitest'
import { goodStack } from '../corpus/good-stack.ts'
import { plannedStack, planSchema } from '../planned-stack.ts'
import { stackOf } from '../rendered-stack.ts'
import { nothingUnseen } from './nothing-unseen.ts'

it('nothing-unseen refuses a module in a configuration: its resources are in the plan alone', () => {
  const stack = { ...goodStack('pod'), module: { archive: { source: './archive' } } }
  expect(nothingUnseen.judge(stackOf('evisa', stack)).breaches).toEqual([
    { path: 'evisa/module.archive', message: 'a module makes resources that are not seen here' },
  ])
})

it('nothing-unseen refuses a provisioner of a module in a plan, by its address', () => {
  const run = {
    address: 'terraform_data.run',
    mode: 'managed',
    type: 'terraform_data',
    provisioners: [{ type: 'local-exec' }],
  }
  const plan = planSchema.parse({
    format_version: '1.2',
    planned_values: { root_module: {} },
    configuration: { root_module: { module_calls: { archive: { module: { resources: [run] } } } } },
  })
  expect(nothingUnseen.judge(plannedStack('evisa', plan)).breaches).toEqual([
    { path: 'module.archive.terraform_data.run', message: 'it has a provisioner, which does what is not seen' },
  ])
})
