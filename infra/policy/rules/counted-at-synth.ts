import type { Rule } from '../rule.ts'

const WAYS = ['count', 'for_each']

export const countedAtSynth: Rule = {
  id: 'counted-at-synth',
  over: { name: 'resources and data sources', form: 'configuration' },
  standard: 'Terraform, meta-arguments count and for_each',
  reason: 'a denial, a quota or a budget that is written and made no times is read as if it were there',
  fix: 'write each resource by itself, in a loop of the stack’s program, and leave count and for_each out',
  judge: ({ resources, dataSources }) => {
    const all = [...resources, ...dataSources]
    return {
      looked: all.length,
      breaches: all.flatMap(({ path, source, config }) =>
        WAYS.filter((name) => config.has(name)).map((name) => ({
          path,
          message: `how many of it there are is said by ${name}, so it is not proved that it is there`,
          ...(source !== undefined && { source }),
        })),
      ),
    }
  },
}
