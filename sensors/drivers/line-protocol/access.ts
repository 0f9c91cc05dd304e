import { createHash, timingSafeEqual } from 'node:crypto'
import type { Credential } from '../../driver.ts'
import { lineProtocolErrors } from './errors.ts'

/** Who may write, by the ways of both APIs: Basic, `u` and `p` in the query, `Token` and `Bearer`. */
export type Access = (authorization: string | undefined, query: URLSearchParams) => boolean

/** @throws DeviceError bad-target for a credential of another kind */
export function accessOf(credential: Credential | undefined): Access {
  if (!credential) return () => true
  if (credential.kind === 'token') {
    return (authorization) => same(scheme(authorization, /^(?:Token|Bearer)\s+(.+)$/i), credential.token)
  }
  if (credential.kind !== 'password') throw lineProtocolErrors.credential(credential.kind)
  const wanted = `${credential.user}:${credential.password}`
  return (authorization, query) => {
    const basic = scheme(authorization, /^Basic\s+(.+)$/i)
    if (basic !== undefined) return same(Buffer.from(basic, 'base64').toString('utf8'), wanted)
    const token = scheme(authorization, /^(?:Token|Bearer)\s+(.+)$/i)
    if (token !== undefined) return same(token, wanted)
    return same(`${query.get('u') ?? ''}:${query.get('p') ?? ''}`, wanted)
  }
}

function scheme(authorization: string | undefined, shape: RegExp): string | undefined {
  return authorization === undefined ? undefined : shape.exec(authorization.trim())?.[1]
}

/** In a time that tells nothing of how much is right. */
function same(given: string | undefined, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given ?? ''), digest(wanted)) && given !== undefined
}
