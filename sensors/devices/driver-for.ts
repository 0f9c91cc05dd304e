import { DeviceError, type Driver } from '../driver.ts'

/**
 * The driver that answers to a URL's scheme.
 * @throws DeviceError bad-target that names the schemes there are
 */
export function driverFor(drivers: readonly Driver[], url: string): Driver {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase()
  const driver = drivers.find((candidate) => scheme !== undefined && candidate.schemes.includes(scheme))
  if (driver) return driver
  const schemes = drivers.flatMap((candidate) => candidate.schemes)
  throw new DeviceError(
    'bad-target',
    `${withoutSecret(url)} is no address that a driver knows: ${scheme ? `the scheme ${scheme}:// is unknown` : 'it has no scheme'}. ` +
      `Allowed: ${schemes.map((known) => `${known}://`).join(', ')}`,
    false,
  )
}

/** A URL as it may be shown: what stands before an @ is left out, whoever wrote it there. */
export function withoutSecret(url: string): string {
  return url.replace(/(:\/\/)[^/@]*@/, '$1…@')
}
