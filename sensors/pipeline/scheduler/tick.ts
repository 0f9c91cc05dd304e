/**
 * When a device is due: at instants that are equal to its phase modulo its interval by the wall clock, so that a restart polls it at the
 * same places of every minute. The phase is a hash of the device's name, which spreads the devices evenly and always alike.
 */
export function phaseOf(key: string, intervalMs: number): number {
  // FNV-1a, 32 bits, then MurmurHash3's finaliser: FNV alone spreads names badly that differ in the last character only.
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  hash = (hash ^ (hash >>> 16)) >>> 0
  return Math.floor((hash / 2 ** 32) * intervalMs)
}

/** The first instant after `monotonic` at which the wall clock shows the phase. In monotonic milliseconds: later steps of the clock move nothing. */
export function firstDue(wall: number, monotonic: number, phase: number, intervalMs: number): number {
  const wait = (((phase - wall) % intervalMs) + intervalMs) % intervalMs
  return monotonic + wait
}

/** The next instant that is still to come after one that was due; how many were passed over. Those are never made up for. */
export function nextDue(
  due: number,
  now: number,
  intervalMs: number,
): { readonly due: number; readonly missed: number } {
  const missed = Math.max(0, Math.floor((now - due) / intervalMs))
  return { due: due + (missed + 1) * intervalMs, missed }
}
