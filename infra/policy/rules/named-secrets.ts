import type { NamedValue } from '../named-values.ts'
import type { Rule } from '../rule.ts'
import { isSecretName } from './secrets.ts'

/** Resources and data sources whose attributes are secrets. */
const SECRET_SOURCE = /\bkubernetes_(secret|token_request)(_v\d)?\./

export const noNamedSecret: Rule = {
  id: 'no-secret-by-name',
  over: { name: 'stacks' },
  standard:
    'Terraform, sensitive data in state: outputs are kept there, sensitive or not; CIS Kubernetes Benchmark 5.4',
  reason:
    'an output is kept in the state, and the default of a variable and a local value in the stack’s file, as plain text',
  fix: 'hand no secret on; give a variable that holds one no default, and write it as ephemeral',
  judge: ({ name: stack, namedValues }) => ({
    looked: 1 + namedValues.length,
    breaches: namedValues.flatMap((value) =>
      wrongs(value).map((message) => ({ path: `${stack}/${value.kind}.${value.name}`, message })),
    ),
  }),
}

/** One is enough; what is written is not told. */
function wrongs({ name, kind, isSensitive, text }: NamedValue): readonly string[] {
  if (isSensitive) return [`the ${kind} is sensitive, and is kept as plain text`]
  if (kind === 'output' && SECRET_SOURCE.test(text)) return ['the output hands on a secret']
  return isSecretName(name) ? [`the ${kind} reads like a secret and has a value`] : []
}
