import type { DeviceEntry } from '../device-entry.ts'

/**
 * What is polled where real devices and simulated rooms are mixed: a thing that the devices file names is read there, and its
 * simulated double is left alone. Subscriptions, which speak for many things, are all kept.
 */
export function joinedEntries(
  listed: readonly DeviceEntry[],
  simulated: readonly DeviceEntry[],
): readonly DeviceEntry[] {
  const real = new Set(listed.map(({ path }) => path))
  return [...listed, ...simulated.filter(({ path }) => path === '' || !real.has(path))]
}
