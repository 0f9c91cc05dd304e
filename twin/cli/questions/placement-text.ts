import type { Place, PlacementAnswer } from '../../analysis/placement/request.ts'
import { count, place as named, power, three, usage } from './figures-text.ts'

/** Where devices fit, for people. */
export function placementText(answer: PlacementAnswer, limit: number): string {
  const { fits, isExact, places, racks, refusals, request } = answer
  const { feeds, ports, units, watts, weight } = request
  const each = `${three(units)} U, ${power(watts)}, ${feeds === 1 ? 'one feed' : `${count(feeds)} feeds`}`
  const lines = [
    `${fits ? 'fits' : 'does not fit'}: ${count(places.length)} of ${count(request.count)} (${each}) in ${racks === 1 ? 'one rack' : `${count(racks)} racks`}`,
    ...places.slice(0, limit).map(placeText),
  ]
  if (places.length > limit) lines.push(`  … ${count(places.length - limit)} more: --limit, or --json for all`)
  if (refusals.length > 0) {
    lines.push(places.length > 0 && !fits ? 'with these in place no more in' : 'not in')
    for (const { example, racks: refused, reason } of refusals)
      lines.push(`  ${count(refused)} ${refused === 1 ? 'rack' : 'racks'}: ${reason} (${example})`)
  }
  if (!fits && !isExact) lines.push('too many combinations to try them all: another might place more')
  const unlooked = [weight === undefined ? '--weight' : '', ports === undefined ? '--ports' : ''].filter((one) => one)
  if (unlooked.length > 0) lines.push(`not looked at without ${unlooked.join(' and ')}`)
  return lines.join('\n')
}

function placeText({ coolingLeft, cords, position, rack, rests, restsOn, unitsLeft }: Place): string {
  const [fullest] = rests
  const pdus = cords.map(({ pdu, bank }) => named(pdu.slice(rack.length + 1), bank)).join(' and ')
  const full = fullest
    ? `; fullest after any single loss ${named(fullest.path, fullest.bank)} ${usage(fullest.use)}`
    : ''
  const cooling = coolingLeft === undefined ? 'cooling not known' : `${power(coolingLeft)} of cooling left`
  const alone = restsOn === undefined ? '' : `; both rest on ${restsOn}`
  return `  ${rack} U${three(position)} on ${pdus}${full}; largest run left ${three(unitsLeft)} U, ${cooling}${alone}`
}
