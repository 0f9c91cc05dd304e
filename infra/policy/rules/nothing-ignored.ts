import { UNKNOWN } from '../block.ts'
import type { Rule } from '../rule.ts'

/** What a scaler owns. */
const REPLICAS = /^spec(\[0\]|\.0)\.replicas$/

export const nothingIgnored: Rule = {
  id: 'nothing-ignored',
  over: { name: 'resources', form: 'configuration' },
  standard: 'Terraform, lifecycle: ignore_changes',
  reason: 'what is ignored is judged once and may be anything from then on: no plan shows it, and none puts it right',
  fix: 'leave ignore_changes out; spec[0].replicas alone may be ignored, where a scaler owns it',
  judge: ({ resources }) => ({
    looked: resources.length,
    breaches: resources.flatMap(({ path, source, config }) =>
      config
        .one('lifecycle')
        .texts('ignore_changes')
        .filter((what) => what === UNKNOWN || !REPLICAS.test(what))
        .map((what) => ({
          path,
          message: `changes of ${what === UNKNOWN ? 'what is not known' : what} are ignored`,
          ...(source !== undefined && { source }),
        })),
    ),
  }),
}
