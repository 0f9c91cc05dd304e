import type { Rule } from '../rule.ts'

export const noRemoteState: Rule = {
  id: 'no-remote-state',
  over: { name: 'stacks' },
  standard: 'Terraform, terraform_remote_state: whoever reads an output can read the whole state',
  reason: 'a site’s stack must be planned while the other site cannot be reached, and must not read its state',
  fix: 'hand over plain values that are known at synth: names are ours',
  judge: ({ name, dataSources, resources }) => ({
    looked: 1 + dataSources.length + resources.length,
    breaches: dataSources
      .filter(({ type }) => type === 'terraform_remote_state')
      .map(({ path }) => ({ path, message: `${name} reads the state of another stack` })),
  }),
}
