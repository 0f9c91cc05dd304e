import { DeviceError } from '../../driver.ts'

export const redfishErrors = {
  badUrl: (url: string, why: string) =>
    new DeviceError(
      'bad-target',
      `${url} is no Redfish address: ${why}. Write redfish+https://HOST[:PORT] (or redfish+http://… on a closed network)`,
      false,
    ),
  unreachable: (host: string, reason: string, cause: unknown) =>
    new DeviceError('unreachable', `no connection to ${host}: ${reason}. Check address, port and network`, true, {
      cause,
    }),
  timeout: (host: string, path: string, ms: number) =>
    new DeviceError(
      'timeout',
      `${host} did not answer ${path} completely within ${ms} ms. Give it a longer timeout`,
      true,
    ),
  certificate: (host: string, reason: string, fingerprint: string | undefined, cause: unknown) =>
    new DeviceError(
      'refused',
      `the certificate of ${host} is not trusted (${reason}). ${
        fingerprint
          ? `It shows the SHA-256 fingerprint ${fingerprint}: compare it with the device's own page, then set the option fingerprint to it`
          : 'Set the option fingerprint to the SHA-256 fingerprint that its own page shows'
      }, or caFile to the authority that signed it`,
      false,
      { cause },
    ),
  wrongCertificate: (host: string, wanted: string, got: string) =>
    new DeviceError(
      'refused',
      `${host} shows a certificate with SHA-256 fingerprint ${got}, expected ${wanted}. Nothing was sent. ` +
        'If its certificate was renewed, compare with its own page and change the option fingerprint',
      false,
    ),
  authentication: (host: string, detail: string) =>
    new DeviceError(
      'authentication',
      `${host} refused the sign-in (${detail}). Check user, password and the role's right to log in`,
      false,
    ),
  forbidden: (host: string, path: string, detail: string) =>
    new DeviceError(
      'protocol',
      `${host} does not let this user read ${path} (${detail}). Give it a role that may`,
      false,
    ),
  nothingAllowed: (host: string, parts: readonly string[]) =>
    new DeviceError(
      'authentication',
      `${host} lets this user sign in, but read nothing of ${parts.slice(0, 5).join(', ')}. Give it a role that may`,
      false,
    ),
  credentialNeeded: (host: string) =>
    new DeviceError(
      'authentication',
      `${host} answers to signed-in users only: give a user and a password (credential: in the devices file, --user and OBLAK_PASSWORD)`,
      false,
    ),
  busy: (host: string, detail: string) =>
    new DeviceError(
      'refused',
      `${host} accepts no further session (${detail}). Sessions that others leaked end by themselves after its session timeout, or are deleted on its own page`,
      true,
    ),
  status: (host: string, path: string, status: number, detail: string) =>
    new DeviceError(
      'protocol',
      `${host} answered ${path} with HTTP ${status}${detail && ` (${detail})`}`,
      status >= 500,
    ),
  notRedfish: (host: string, why: string) =>
    new DeviceError('unknown-device', `${host} does not speak Redfish: ${why}`, false),
  badBody: (host: string, path: string, why: string) =>
    new DeviceError('protocol', `${host} answered ${path} with a body that cannot be used: ${why}`, true),
  budget: (host: string, what: string) => new DeviceError('protocol', `reading ${host} was cut short: ${what}`, true),
  foreignLink: (host: string, link: string) =>
    new DeviceError('protocol', `${host} gave a link that leaves it: ${link.slice(0, 120)}. It was not followed`, true),
  nothing: (host: string) =>
    new DeviceError(
      'unknown-device',
      `${host} speaks Redfish, but has no sensor, thermal, power or metrics resource`,
      false,
    ),
  aborted: (host: string) => new DeviceError('aborted', `reading ${host} was stopped`, true),
} as const
