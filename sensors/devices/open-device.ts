import type { DeviceEntry } from '../device-entry.ts'
import type { Driver, Session, Target } from '../driver.ts'
import { type CredentialSource, resolveCredential } from './credentials.ts'
import { driverFor } from './driver-for.ts'

/**
 * How an entry of the devices file becomes a session: by the driver of its scheme, with its credential resolved just before use.
 * The function that is returned throws DeviceError.
 */
export function deviceOpener(
  drivers: readonly Driver[],
  source: CredentialSource,
): (entry: DeviceEntry, signal: AbortSignal) => Promise<Session> {
  const warned = new Set<string>()
  const once: CredentialSource = {
    environment: source.environment,
    warn: (message) => {
      if (!warned.has(message)) source.warn(message)
      warned.add(message)
    },
  }
  return async (entry, signal) => {
    const { url, profile, timeoutMs, credential, points, options } = entry
    const driver = driverFor(drivers, url)
    const target: Target = {
      url,
      timeoutMs,
      ...(profile === undefined ? {} : { profile }),
      ...(points === undefined ? {} : { points }),
      ...(options === undefined ? {} : { options }),
      ...(credential === undefined ? {} : { credential: await resolveCredential(credential, driver.name, once) }),
    }
    return driver.open(target, signal)
  }
}
