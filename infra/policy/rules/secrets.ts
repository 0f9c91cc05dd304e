import { UNKNOWN } from '../block.ts'
import { ruleOver } from '../rule-over.ts'
import { CONFIG_AND_SECRETS, WORKLOADS } from '../subjects.ts'
import { familyOf } from '../workload.ts'

/** `DB_PASSWORD`, `DB_PASS`, `apiKey`, `SIGNING_KEY`, `AWS_SECRET_ACCESS_KEY`; not `TOKEN_URL`, `PASSWORD_FILE`, `SECRET_NAME`, `PUBLIC_KEY`. */
const SECRET_NAME =
  /(passw(or)?d|passphrase|(^|_)(pass|pwd)|secret|token|(api|private|signing|access|encryption|secret)_?key|credentials?|conn(ection)?_?str(ing)?)$/i

/** `postgres://evisa:…@store/evisa` */
const SIGNED_IN_URL = /^[a-z][a-z0-9+.-]*:\/\/[^/@:]*:[^/@]+@/i

/** A key as RFC 7468 writes it. */
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/

export const noSecretInState = ruleOver(CONFIG_AND_SECRETS, {
  id: 'no-secret-in-state',
  standard: 'Terraform, sensitive data in state; CIS Kubernetes Benchmark 5.4',
  reason: 'Terraform keeps what it writes in its state, as plain text',
  fix: 'let the cluster fetch the secret (an ExternalSecret), or write it by data_wo, which no state keeps; a config map holds no secret',
  faults: (element, { dataSources }) => {
    const { type, config } = element
    const isAsked = dataSources.includes(element)
    if (familyOf(type) === 'token_request') return ['its token is kept in the state']
    if (isAsked && familyOf(type) === 'secret') return ['what it asks for is kept in the state']
    if (familyOf(type).startsWith('config_map'))
      return secretKeys(config).map((key) => `its ${key} reads like a secret`)
    return ['data', 'binary_data'].filter((name) => config.has(name)).map((name) => `its ${name} is kept in the state`)
  },
})

export const noSecretInEnvironment = ruleOver(WORKLOADS, {
  id: 'no-secret-in-environment',
  standard: 'checkov CKV_K8S_35; kube-linter env-var-secret',
  reason: 'a value that stands in the workload is read by all who may see the workload, the state or the repository',
  fix: 'keep the value out, of the environment and of the arguments: mount the secret as a file',
  faults: ({ containers }) =>
    containers.flatMap(({ label, config }) => [
      ...secretArguments([...config.texts('command'), ...config.texts('args')]).map(
        (flag) => `${label}: ${flag} reads like a secret and has a value`,
      ),
      ...config.all('env').flatMap((variable) => {
        const name = variable.text('name')
        if (variable.text('value') === undefined) return []
        if (name === UNKNOWN) return [`${label}: the name of a variable is known only at apply, so it is not proved`]
        const value = variable.text('value')
        if (isSecretText(value)) return [`${label}: ${name} is a key, or a URL with a password`]
        return isSecretName(name) ? [`${label}: ${name} reads like a secret and has a value`] : []
      }),
    ]),
})

export const secretsAsFiles = ruleOver(WORKLOADS, {
  id: 'secrets-as-files',
  standard: 'CIS Kubernetes Benchmark 5.4.1; kube-linter read-secret-from-env-var',
  reason:
    'the environment is inherited by every child and printed by many a crash, and does not change when the secret does',
  fix: 'mount the secret as a volume in place of value_from secret_key_ref or env_from secret_ref',
  faults: ({ containers }) =>
    containers.flatMap(({ label, config }) => [
      ...config
        .all('env')
        .filter((variable) => variable.one('value_from').has('secret_key_ref'))
        .map((variable) => `${label}: ${String(variable.text('name'))} is read from a secret`),
      ...config
        .all('env_from')
        .flatMap((source) => (source.has('secret_ref') ? [`${label}: env_from is a secret`] : [])),
    ]),
})

/** `--password=…`, `--db-password …`; not what the environment fills in, `--token=$(TOKEN)`. */
function secretArguments(all: readonly (string | typeof UNKNOWN)[]): readonly string[] {
  return all.flatMap((argument, place) => {
    const [, flag, written] = typeof argument === 'string' ? (/^--?([\w-]+)(?:=(.*))?$/s.exec(argument) ?? []) : []
    if (flag === undefined || !isSecretName(flag.replaceAll('-', '_'))) return []
    const next = all[place + 1]
    const value = written ?? (typeof next === 'string' && !next.startsWith('-') ? next : '')
    return value === '' || value.startsWith('$(') ? [] : [`--${flag}`]
  })
}

function secretKeys(config: { map(name: string): ReadonlyMap<string, unknown> | symbol }): readonly string[] {
  return ['data', 'binary_data'].flatMap((name) => {
    const data = config.map(name)
    return typeof data === 'symbol'
      ? []
      : [...data].filter(([key, value]) => isSecretName(key) || isSecretText(value)).map(([key]) => key)
  })
}

function isSecretText(value: unknown): boolean {
  return typeof value === 'string' && (PRIVATE_KEY.test(value) || SIGNED_IN_URL.test(value))
}

/** Whether a name says that a secret is under it. */
export function isSecretName(name: unknown): boolean {
  return typeof name === 'string' && SECRET_NAME.test(name)
}
