import snmp, { type Session, type SessionOptions, type User } from 'net-snmp'
import type { Credential } from '../../driver.ts'
import { supplyDes } from './des-privacy.ts'
import { snmpErrors } from './errors.ts'
import type { WireRule } from './wire.ts'

/** How a device is spoken to: made of a credential, without a socket yet. */
export interface SnmpAccess {
  readonly rule: WireRule
  /** `public` where the community is that which everybody knows. */
  readonly kind: 'usm' | 'public' | 'community'
  open(host: string, options: Omit<SessionOptions, 'version' | 'context'>): Session
}

/** The shortest key that the user-based security model allows (RFC 3414, 11.2). */
const SHORTEST_KEY = 8

/**
 * @param version of a community: 2c, or 1
 * @throws DeviceError bad-target where the credential is none of SNMP, or lacks a key that its level needs
 */
export function snmpAccess(host: string, credential: Credential | undefined, version: string): SnmpAccess {
  if (!credential) throw snmpErrors.badCredential(host, 'none is given; SNMP needs a community or an SNMPv3 user')
  if (credential.kind === 'community') {
    const number = version === '1' ? snmp.Version1 : snmp.Version2c
    return {
      rule: { version: version === '1' ? 0 : 1, flags: 0 },
      kind: credential.community === 'public' ? 'public' : 'community',
      open: (address, options) => snmp.createSession(address, credential.community, { ...options, version: number }),
    }
  }
  if (credential.kind !== 'usm') {
    throw snmpErrors.badCredential(host, `SNMP takes a community or an SNMPv3 user, not a ${credential.kind}`)
  }
  const user = userOf(host, credential)
  const { context } = credential
  return {
    rule: { version: 3, flags: FLAGS[credential.level] },
    kind: 'usm',
    open: (address, options) =>
      snmp.createV3Session(address, user, { ...options, ...(context === undefined ? {} : { context }) }),
  }
}

const FLAGS = { noAuthNoPriv: 0, authNoPriv: 1, authPriv: 3 } as const

function userOf(host: string, usm: Extract<Credential, { kind: 'usm' }>): User {
  const level = snmp.SecurityLevel[usm.level] ?? 1
  if (usm.level === 'noAuthNoPriv') return { name: usm.user, level }
  const authKey = key(host, usm.authKey, 'authentication')
  const authProtocol = snmp.AuthProtocols[usm.authProtocol ?? 'sha256'] ?? 5
  if (usm.level === 'authNoPriv') return { name: usm.user, level, authProtocol, authKey }
  const privKey = key(host, usm.privKey, 'privacy')
  if (usm.privProtocol === 'des') supplyDes()
  return {
    name: usm.user,
    level,
    authProtocol,
    authKey,
    privProtocol: snmp.PrivProtocols[usm.privProtocol ?? 'aes'] ?? 4,
    privKey,
  }
}

function key(host: string, given: string | undefined, what: string): string {
  if (given === undefined) throw snmpErrors.badCredential(host, `its level needs a key for ${what}`)
  if (given.length < SHORTEST_KEY) {
    throw snmpErrors.badCredential(
      host,
      `the key for ${what} is shorter than ${SHORTEST_KEY} characters (RFC 3414, 11.2)`,
    )
  }
  return given
}
