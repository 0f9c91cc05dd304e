import { describe, expect, it } from 'vitest'
import { goodStack } from './corpus/good-stack.ts'
import { judgeStacks } from './judge-stacks.ts'
import { stackOf } from './rendered-stack.ts'
import type { Rule } from './rule.ts'
import { priorityClass } from './rules/priority-class.ts'
import { stateElsewhere } from './rules/state-elsewhere.ts'

const PODS = stackOf('evisa', goodStack('deployment'))
const NODES = stackOf('topology', {
  terraform: { backend: { local: { path: 'topology.tfstate' } } },
  resource: { kubernetes_labels: { node: { kind: 'Node' } } },
})
const blind: Rule = { ...priorityClass, id: 'blind', judge: () => ({ looked: 0, breaches: [] }) }
const told = (stacks: readonly (typeof PODS)[], rule: Rule) =>
  judgeStacks(stacks, [rule]).findings.map(({ path, message }) => `${path}: ${message}`)

describe('a rule about workloads', () => {
  it('has nothing to look at in a stack without any, and that is told', () => {
    expect(judgeStacks([NODES], [priorityClass])).toMatchObject({
      findings: [],
      tallies: [{ id: 'priority-class', looked: 0 }],
    })
  })

  it('is broken where there are some and it looked at none', () => {
    expect(told([NODES, PODS], blind)).toEqual(['evisa: found nothing to look at'])
  })

  it('is broken where it left one out, whatever it says of the others', () => {
    const two = { ...goodStack('deployment') }
    const resource = { ...two.resource, kubernetes_job_v1: { job: {} }, kubernetes_daemonset: { old: {} } }
    const lax: Rule = { ...priorityClass, judge: () => ({ looked: 2, breaches: [] }) }
    expect(told([stackOf('evisa', { ...two, resource })], lax)).toEqual(['evisa: looked at 2 of 3'])
  })
})

describe('a rule about stacks', () => {
  it('is broken in every stack in which it found nothing', () => {
    const { families: _, ...over } = blind.over
    expect(told([NODES, PODS], { ...blind, over })).toEqual([
      'topology: found nothing to look at',
      'evisa: found nothing to look at',
    ])
  })

  it('that a plan does not tell is not asked of one', () => {
    const plan = { ...NODES, form: 'plan' as const, backends: {} }
    expect(told([plan], stateElsewhere)).toEqual([])
    expect(told([{ ...plan, form: 'configuration' }], stateElsewhere)).toEqual(['topology: it has 0 backends'])
  })
})
