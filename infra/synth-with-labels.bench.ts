import { join } from 'node:path'
import { synthCost } from './testing/synth-cost.ts'

export const benchmarks = synthCost(
  'all stacks, with the gate and the labels of every node: oblak synth',
  { seconds: 3, MB: 300 },
  async (estate, folder) => {
    const { synthesize } = await import('./synth.ts')
    const { stacks, policies } = await synthesize(estate, join(folder, 'out'), { backend: 'local', gate: true })
    const resources = stacks.flatMap((stack) => Object.values(stack.resources)).reduce((sum, number) => sum + number, 0)
    return `${stacks.length} stacks, ${resources.toLocaleString('en')} resources, ${policies.length} rules`
  },
)
