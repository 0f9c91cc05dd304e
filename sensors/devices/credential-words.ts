import { isAbsolute, resolve } from 'node:path'
import type { CredentialReference } from '../device-entry.ts'

/** The reference that a devices file gives, or what is wrong with it. Never repeats what was written: it may be the secret itself. */
export function credentialReference(
  written: unknown,
  folder: string,
): { readonly reference: CredentialReference } | { readonly wrong: string } {
  if (typeof written === 'string') {
    if (/^env:[A-Za-z_][A-Za-z0-9_]{0,200}$/.test(written)) return { reference: written as `env:${string}` }
    const file = /^file:(?!\/\/)(.{1,4000})$/.exec(written)?.[1]
    if (file !== undefined) return { reference: `file:${isAbsolute(file) ? file : resolve(folder, file)}` }
  }
  return {
    wrong: 'is no reference to a credential. A secret does not belong into this file (what was written is not shown)',
  }
}

export const CREDENTIAL_FORMS =
  'env:NAME or file:PATH; put the secret into that variable or file, readable by Oblak alone'

/** Names of options under which people write secrets. */
export function isSecretName(name: string): boolean {
  return /pass(word|phrase|wd)?$|secret|community|token|(auth|priv|api)_?key$/i.test(name)
}
