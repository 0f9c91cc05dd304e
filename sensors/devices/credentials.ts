import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import type { CredentialReference } from '../device-entry.ts'
import { type Credential, DeviceError } from '../driver.ts'

const secret = z.string().min(1).max(4096)
// RFC 3414, 11.2: passwords of at least eight characters.
const key = z.string().min(8).max(4096)

/** What a credential file or variable may hold as JSON; the members are those of sensors/driver.ts. */
const credentialSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('community'), community: secret }),
  z.strictObject({
    kind: z.literal('usm'),
    user: secret,
    level: z.enum(['noAuthNoPriv', 'authNoPriv', 'authPriv']),
    authProtocol: z.enum(['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512']).exactOptional(),
    authKey: key.exactOptional(),
    privProtocol: z.enum(['des', 'aes', 'aes256b', 'aes256r']).exactOptional(),
    privKey: key.exactOptional(),
    context: z.string().max(255).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('password'), user: secret, password: secret }),
  z.strictObject({ kind: z.literal('token'), token: secret }),
])

export interface CredentialSource {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Told once a file that others of this machine can read. */
  readonly warn: (message: string) => void
}

const MOST_BYTES = 65_536

/**
 * Reads what a reference points to: one JSON object, or a bare line, which is a community for SNMP, `user:password` for the others, or a
 * token alone. Messages name the reference and never what it holds.
 * @param scheme of the device's URL
 * @throws DeviceError bad-target
 */
export async function resolveCredential(
  reference: CredentialReference,
  scheme: string,
  source: CredentialSource,
): Promise<Credential> {
  const text = (await textOf(reference, source)).trim()
  if (text === '') throw faulty(reference, 'is empty')
  if (!text.startsWith('{')) return bare(reference, text, scheme)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw faulty(reference, 'begins with { but is no JSON')
  }
  const parsed = credentialSchema.safeParse(value)
  // Paths and rules only: what was found would show the secret.
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'kind'} (${ruleOf(issue)})`)
    throw faulty(reference, `is not as docs/devices.md says: ${issues.slice(0, 5).join(', ')}`)
  }
  return parsed.data
}

/** The rule that was broken, with the words that are allowed where there are such. */
function ruleOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `allowed: ${issue.values.join(', ')}`
  if (issue.code === 'too_small') return `${issue.code}: at least ${issue.minimum} characters`
  return issue.code === 'unrecognized_keys' ? 'has a member that is none' : issue.code
}

async function textOf(reference: CredentialReference, { environment, warn }: CredentialSource): Promise<string> {
  if (reference.startsWith('env:')) {
    const value = environment[reference.slice(4)]
    if (value === undefined) throw faulty(reference, 'is not set; set the variable before Oblak is started')
    return value
  }
  const path = reference.slice('file:'.length)
  try {
    const { mode, size } = await stat(path)
    if (size > MOST_BYTES) throw faulty(reference, `has ${size} bytes; a credential has at most ${MOST_BYTES}`)
    if ((mode & 0o077) !== 0) {
      warn(`${path} holds a credential and can be read by others (mode ${(mode & 0o777).toString(8)}): chmod 600 it.`)
    }
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof DeviceError) throw error
    throw faulty(reference, `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'no reason given'})`)
  }
}

function bare(reference: CredentialReference, text: string, scheme: string): Credential {
  if (/[\r\n]/.test(text)) throw faulty(reference, 'has several lines; it holds one line or one JSON object')
  if (scheme === 'snmp') return { kind: 'community', community: text }
  const colon = text.indexOf(':')
  if (colon > 0 && colon < text.length - 1) {
    return { kind: 'password', user: text.slice(0, colon), password: text.slice(colon + 1) }
  }
  return { kind: 'token', token: text }
}

/** Waiting does not mend a variable. A file may be just being exchanged, and no device is asked in vain meanwhile. */
function faulty(reference: CredentialReference, why: string): DeviceError {
  return new DeviceError('bad-target', `the credential ${reference} ${why}`, reference.startsWith('file:'))
}
