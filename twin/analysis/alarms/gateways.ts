import type { DeviceStatus } from '../../model/collector-status.ts'

const AUTHORITY = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]+)/i

/**
 * Devices that are read through one address: a gateway with several units behind it.
 * @returns the address of each device's path; what has an address of its own is left out
 */
export function gatewaysOf(devices: readonly Pick<DeviceStatus, 'path' | 'url'>[]): ReadonlyMap<string, string> {
  const behind = new Map<string, string[]>()
  for (const { path, url } of devices) {
    const address = AUTHORITY.exec(url)?.[1]
    // A subscription speaks for many things by one address already.
    if (address !== undefined && path !== '') behind.set(address, [...(behind.get(address) ?? []), path])
  }
  const shared = [...behind].filter(([, paths]) => new Set(paths).size > 1)
  return new Map(shared.flatMap(([address, paths]) => paths.map((path) => [path, address] as const)))
}

/** Gateways behind which every device is silent. */
export function silentGateways(
  gateways: ReadonlyMap<string, string>,
  isSilent: (path: string) => boolean,
): ReadonlySet<string> {
  const silent = new Set(gateways.values())
  for (const [path, address] of gateways) if (!isSilent(path)) silent.delete(address)
  return silent
}
