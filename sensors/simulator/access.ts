import { randomBytes } from 'node:crypto'
import type { UsmUser } from './snmp/usm-keys.ts'

/** What the simulated devices ask of who reads them. Made anew at every start and written to a file of mode 0600. */
export interface Access {
  /** The community of devices that speak v2c: a practice word, no secret (they listen on loopback only). */
  readonly community: string
  readonly usm: UsmUser
  readonly redfish: { readonly user: string; readonly password: string }
  readonly mqtt: { readonly user: string; readonly password: string }
}

/** Random passwords of 144 bits. */
export function freshAccess(): Access {
  const secret = () => randomBytes(18).toString('base64url')
  return {
    community: 'oblak-practice',
    usm: { name: 'oblak-collector', authKey: secret(), privKey: secret() },
    redfish: { user: 'oblak-collector', password: secret() },
    mqtt: { user: 'oblak-collector', password: secret() },
  }
}
