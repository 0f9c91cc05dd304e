import type { Profiles } from '../profiles/load-profiles.ts'
import { urlScheme } from './url-schemes.ts'

/** Ids of the profiles that a device at an address may be given; undefined where its driver takes none. */
export type ProfilesAt = (url: string) => readonly string[] | undefined

/** By the protocol that the scheme speaks: `redfish` of `redfish+https`, `mqtt` of `mqtts`. */
export function profilesAt(profiles: Profiles): ProfilesAt {
  const ids = new Map<string, readonly string[]>()
  for (const known of Object.values(profiles).flat()) {
    ids.set(known.protocol, [...(ids.get(known.protocol) ?? []), known.id])
  }
  return (url) => {
    const scheme = urlScheme(url) ?? ''
    return ids.get(scheme.replace(/\+https?$/, '')) ?? ids.get(scheme.replace(/s$/, ''))
  }
}
