import type { Rule } from '../rule.ts'

/** Connection strings and the like: what a backend takes from the environment and a file must not hold. */
const SECRET = /conn_str|password|token|secret|access_key/

export const stateElsewhere: Rule = {
  id: 'state-elsewhere',
  over: { name: 'stacks', form: 'configuration' },
  standard: 'Terraform, backend configuration: credentials come from the environment',
  reason: 'without a backend CDKTF writes an absolute path of this machine; what a stack’s file holds, everybody reads',
  fix: 'give the stack one backend: a local one with a relative path, or pg without a connection string',
  judge: ({ name, backends }) => {
    const given = Object.entries(backends)
    const messages = given.flatMap(([kind, settings]) =>
      Object.entries(settings).flatMap(([key, value]) => {
        if (SECRET.test(key)) return [`its ${kind} backend holds ${key}`]
        return /^([~/\\]|[a-z]:)/i.test(String(value)) ? [`its ${kind} backend has an absolute ${key}: ${value}`] : []
      }),
    )
    if (given.length !== 1) messages.push(`it has ${given.length} backends`)
    return { looked: 1, breaches: messages.map((message) => ({ path: name, message })) }
  },
}
