import { expect, it } from 'vitest'
import { goodStack } from '../corpus/good-stack.ts'
import { stackOf } from '../rendered-stack.ts'
import { nothingUnseen } from './nothing-unseen.ts'

it('nothing-unseen refuses a module in a configuration: its resources are in the plan alone', () => {
  const stack = { ...goodStack('pod'), module: { archive: { source: './archive' } } }
  expect(nothingUnseen.judge(stackOf('evisa', stack)).breaches).toEqual([
    { path: 'evisa/module.archive', message: 'a module makes resources that are not seen here' },
  ])
})
