import type { Command } from '../../twin/kit/command.ts'
import { type LoadEstate, STACK_OPTIONS, tellStacks } from './stack-report.ts'

/** `oblak stacks`: which stacks an estate gives, in the order in which they are applied; writes nothing. */
export function stacksCommand(loadEstate: LoadEstate): Command {
  return {
    name: 'stacks',
    summary: 'list the stacks of an estate in their order, with what is in them; writes nothing',
    options: STACK_OPTIONS,
    examples: ['oblak stacks', 'oblak stacks --estate my-estate --json'],
    run: async (call) =>
      tellStacks(call, loadEstate, async (estate, options) => (await import('../synth.ts')).rehearse(estate, options)),
  }
}
