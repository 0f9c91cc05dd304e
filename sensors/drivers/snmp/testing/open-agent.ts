import type { DeviceReading, Session, Target } from '../../../driver.ts'
import { type SnmpProfile, snmpProfileSchema } from '../../../profiles/snmp-profile.ts'
import { snmpDriver } from '../driver.ts'

type ProfileText = Omit<Partial<Parameters<typeof snmpProfileSchema.parse>[0] & SnmpProfile>, 'protocol'>

/** A profile for tests, with everything but its points and tables filled in. */
export function testProfile(given: object): SnmpProfile {
  const base = { protocol: 'snmp', id: 'test', name: 'Test', source: 'a test' }
  return snmpProfileSchema.parse({ ...base, match: [{ objectId: ['1.3.6.1.4.1.99999'] }], ...given } as ProfileText)
}

/** Opens an agent whose sysObjectID is below 1.3.6.1.4.1.99999. */
export function openAgent(
  agent: { readonly url: string },
  profiles: readonly SnmpProfile[],
  target: Partial<Target> = {},
): Promise<Session> {
  const credential = { kind: 'community', community: 'public' } as const
  return snmpDriver(profiles).open(
    { url: agent.url, timeoutMs: 2_000, credential, ...target },
    new AbortController().signal,
  )
}

/** Readings as `name: value`, or the quality where there is none. */
export function told(readings: readonly DeviceReading[]): Record<string, number | string> {
  return Object.fromEntries(
    readings.map(({ point, value, quality }) => [
      point,
      quality === 'good' ? value : quality === 'stale' ? `stale ${value}` : quality,
    ]),
  )
}
