import type { Address, Place } from './place.ts'

/** Places that show the estate of a day; alarms, faults and the status of collection are of now. */
const DATED: ReadonlySet<Place['kind']> = new Set(['cloud', 'thing', 'power', 'services', 'unknown'])

/**
 * One clock for the whole page. The build-out has a day of its own, since it shows the way there: it is that of the page when one comes, and the page's when
 * one leaves. What is of now is told of now.
 * @param before where the page was; undefined where it begins
 */
export function inStep(address: Address, before?: Pick<Address, 'place' | 'at' | 'buildOut'>): Address {
  const { at, buildOut, place } = address
  if (place.kind === 'build-out') {
    if (at === undefined) return address
    return { ...address, at: undefined, buildOut: { ...buildOut, day: buildOut.day ?? at } }
  }
  if (!DATED.has(place.kind)) return at === undefined ? address : { ...address, at: undefined }
  const left = before?.place.kind === 'build-out' ? before.buildOut.day : undefined
  return at === undefined && left !== undefined ? { ...address, at: left } : address
}
