import type { Estate } from '../../twin/model/estate.ts'
import { isWithin } from '../../twin/model/path.ts'
import type { Host } from './supply.ts'

/** A thing that fails alone, or nothing: then what is there must fit as it is. */
export type Loss =
  | { readonly kind: 'nothing'; readonly path: '' }
  | { readonly kind: 'site' | 'hall' | 'ups' | 'feed'; readonly path: string }

export const NO_LOSS: Loss = { kind: 'nothing', path: '' }

/** Each site and hall with hosts, each UPS and each feed, the greatest first; before all of them that nothing is lost. */
export function lossesOf(estate: Estate, hosts: readonly Host[]): readonly Loss[] {
  const sites = [...new Set(hosts.map(({ site }) => site))]
  const halls = estate.ofKind('room').filter(({ path }) => hosts.some((host) => isWithin(host.path, path)))
  const isOurs = ({ path }: { readonly path: string }) => sites.some((site) => isWithin(path, site))
  return [
    NO_LOSS,
    ...sites.map((path): Loss => ({ kind: 'site', path })),
    ...halls.map(({ path }): Loss => ({ kind: 'hall', path })),
    ...estate
      .ofKind('ups')
      .filter(isOurs)
      .map(({ path }): Loss => ({ kind: 'ups', path })),
    ...estate
      .ofKind('power-feed')
      .filter(isOurs)
      .map(({ path }): Loss => ({ kind: 'feed', path })),
  ]
}
