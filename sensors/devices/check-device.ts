import type { DeviceEntry } from '../device-entry.ts'
import { DeviceError, type DeviceIdentity, type DeviceReading, type LeftOut, type Session } from '../driver.ts'
import { withoutSecret } from './driver-for.ts'
import { urlScheme } from './url-schemes.ts'

/** What became of trying one device. */
export interface DeviceCheck {
  readonly path: string
  readonly url: string
  /** `reading`: it can be collected. `silent`: a subscription stands, but nothing came. `failed`: see `error`. */
  readonly state: 'reading' | 'silent' | 'failed'
  readonly tookMs: number
  readonly identity?: DeviceIdentity
  /** How many readings, and how many of them have a value. */
  readonly readings: number
  readonly good: number
  /** Components that the entry maps and the device does not tell. */
  readonly missing: readonly string[]
  /** What the device has and the collector will not read. */
  readonly leftOut: readonly LeftOut[]
  readonly error?: { readonly code: DeviceError['code'] | 'unforeseen'; readonly message: string }
}

export interface CheckParts {
  readonly open: (entry: DeviceEntry, signal: AbortSignal) => Promise<Session>
  /** What a subscription tells within a while. */
  readonly hear: (session: Session, signal: AbortSignal) => Promise<readonly DeviceReading[]>
  readonly signal: AbortSignal
}

/** Opens a device, reads once and closes it. Never throws. */
export async function checkDevice(entry: DeviceEntry, { open, hear, signal }: CheckParts): Promise<DeviceCheck> {
  const began = performance.now()
  const about = { path: entry.path, url: withoutSecret(entry.url) }
  const took = () => Math.round(performance.now() - began)
  try {
    const session = await open(forLooking(entry), signal)
    try {
      const readings = await hear(session, signal)
      const names = readings.map(({ point }) => point)
      return {
        ...about,
        state: readings.length > 0 ? 'reading' : 'silent',
        tookMs: took(),
        identity: session.identity,
        readings: readings.length,
        good: readings.filter(({ quality }) => quality === 'good').length,
        missing: Object.keys(entry.map ?? {}).filter((part) => !names.some((name) => name.startsWith(`${part}/`))),
        leftOut: session.leftOut ?? [],
      }
    } finally {
      await session.close()
    }
  } catch (error) {
    const code = error instanceof DeviceError ? error.code : 'unforeseen'
    const message = error instanceof Error ? error.message : String(error)
    const nothing = { readings: 0, good: 0, missing: [], leftOut: [] }
    return { ...about, state: 'failed', tookMs: took(), ...nothing, error: { code, message } }
  }
}

/** As many at a time as given, in order; the results stand as the entries do. */
export async function checkDevices(
  entries: readonly DeviceEntry[],
  most: number,
  check: (entry: DeviceEntry) => Promise<DeviceCheck>,
  done: (count: number) => void,
): Promise<readonly DeviceCheck[]> {
  const results: DeviceCheck[] = []
  let next = 0
  let count = 0
  const work = async () => {
    for (let at = next++; at < entries.length; at = next++) {
      const entry = entries[at]
      if (!entry) continue
      results[at] = await check(entry)
      done(++count)
    }
  }
  await Promise.all(Array.from({ length: Math.min(most, entries.length) }, work))
  return results
}

/** The persistent session at a broker belongs to the collector: looking must not take it over. */
function forLooking(entry: DeviceEntry): DeviceEntry {
  const scheme = urlScheme(entry.url)
  if (scheme !== 'mqtt' && scheme !== 'mqtts') return entry
  const { clientId: _, ...options } = entry.options ?? {}
  return { ...entry, options: { ...options, session: 'temporary' } }
}
