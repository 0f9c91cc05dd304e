import { resolve } from 'node:path'
import type { Command } from '../../twin/kit/command.ts'
import { type LoadEstate, STACK_OPTIONS, tellStacks } from './stack-report.ts'

/** `oblak synth`: the stacks of an estate as Terraform JSON, in a folder. */
export function synthCommand(loadEstate: LoadEstate): Command {
  return {
    name: 'synth',
    summary: 'write the stacks of an estate as Terraform JSON, whole or not at all',
    options: [
      { flags: '--out <dir>', description: 'where to: a new or empty folder, or one that synth wrote before' },
      ...STACK_OPTIONS,
    ],
    examples: [
      'oblak synth --out stacks',
      'oblak synth --estate my-estate --out stacks --backend pg --json',
      'oblak synth --out stacks --waivers waivers.yaml --sarif rules.sarif --junit rules.xml',
    ],
    run: async (call) => {
      const { out } = call.options
      if (typeof out !== 'string' || out === '') {
        call.io.message('oblak: say where to with --out DIR.')
        return 2
      }
      const folder = resolve(call.io.workingFolder, out)
      return tellStacks(
        call,
        loadEstate,
        // CDKTF takes a quarter of a second to load: only those wait who want stacks.
        async (estate, options) => (await import('../synth.ts')).synthesize(estate, folder, options),
        { line: `Written to ${folder}.`, document: { folder } },
      )
    },
  }
}
