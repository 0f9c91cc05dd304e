import { DeviceError } from '../../driver.ts'
import { missingPointsText } from '../missing-point.ts'

export const PRIVACY_ADVICE =
  'privacy protocol (privProtocol: des, aes, aes256b, aes256r; the last two are AES-256 after Blumenthal and after Reeder) and key'

/** Its digest makes both keys of a user (RFC 3414, 2.6; RFC 3826, 1.2): a wrong one shows as a wrong privacy key where a device does not check signatures first. */
export const AUTHENTICATION_ADVICE = 'authentication protocol (authProtocol: md5, sha, sha224, sha256, sha384, sha512)'

export const snmpErrors = {
  badUrl: (url: string, why: string) =>
    new DeviceError(
      'bad-target',
      `${url} is no SNMP address: ${why}. Write snmp://HOST[:PORT], for example snmp://10.0.4.17`,
      false,
    ),
  badCredential: (host: string, why: string) =>
    new DeviceError('bad-target', `the credential for ${host} cannot be used: ${why}`, false),
  unreachable: (host: string, reason: string, cause?: unknown) =>
    new DeviceError('unreachable', `no way to ${host}: ${reason}. Check address, port and routing`, true, { cause }),
  /** @param tried what was asked with; no community is told but the one that everybody knows */
  timeout: (host: string, ms: number, tries: number, tried: 'usm' | 'public' | 'community') =>
    new DeviceError(
      'timeout',
      `${host} did not answer within ${ms} ms (${tries} ${tries === 1 ? 'try' : 'tries'}). ` +
        (tried === 'usm'
          ? `Check address and port, that SNMPv3 is enabled, the access list of the device, ${AUTHENTICATION_ADVICE} and ${PRIVACY_ADVICE}: some are silent to what they cannot decrypt`
          : `Check address, port and access list, and the community${tried === 'public' ? ' (“public” was tried)' : ''}: a device is silent to a wrong one`),
      true,
    ),
  authentication: (host: string, said: string, what: string) =>
    new DeviceError('authentication', `${host} refused the SNMPv3 user: ${said}. ${what}`, false),
  outOfTime: (host: string) =>
    new DeviceError(
      'protocol',
      `${host} answers with a clock that does not fit the one it had before, also after asking anew. Check whether two devices share the address or an SNMP engine id`,
      true,
    ),
  refused: (host: string, oid: string) =>
    new DeviceError(
      'refused',
      `${host} does not let this user or community read ${oid}. Give it a view of the whole tree (1.3.6.1)`,
      false,
    ),
  garbled: (host: string, what: string) =>
    new DeviceError('protocol', `${host} answered with something that is no valid SNMP message (${what})`, true),
  failed: (host: string, status: string) =>
    new DeviceError('protocol', `${host} answered every part of the poll with an error (${status})`, true),
  vanished: (host: string, profile: string) =>
    new DeviceError(
      'protocol',
      `${host} answers, but has nothing any more of what profile ${profile} read from it. It is looked at anew with the next poll`,
      true,
    ),
  noSuchPoint: (host: string, wanted: readonly string[], names: readonly string[]) =>
    new DeviceError('unknown-device', missingPointsText(host, wanted, names), false),
  /** @param better the profile that identification would have chosen */
  nothing: (host: string, description: string, objectId: string, tried: string, better?: string) =>
    new DeviceError(
      'unknown-device',
      `${host} answers (sysDescr “${description}”, sysObjectID ${objectId}), but has nothing that ${tried} reads. ` +
        (better === undefined
          ? 'Name its profile with --profile or profile: in the devices file, or describe the family: docs/profiles.md shows how'
          : `Its own profile is ${better}: name that, or none, and it is found`),
      false,
    ),
  aborted: (host: string) => new DeviceError('aborted', `reading ${host} was stopped`, true),
} as const
