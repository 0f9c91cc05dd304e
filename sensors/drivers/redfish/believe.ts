import type { RedfishProfile } from '../../profiles/redfish-profile.ts'
import type { Observation } from './observation.ts'

/**
 * The observations of one chassis, without what a deprecated resource tells again, and with the best name each: a profile's
 * rule, else the place that a metrics resource gives a sensor, where the sensor itself only has a free name.
 */
export function believed(
  parts: readonly { readonly told: readonly Observation[]; readonly legacy: boolean }[],
  profile: RedfishProfile,
): readonly Observation[] {
  const fresh = parts.filter((part) => !part.legacy).flatMap((part) => part.told)
  const kinds = new Set(fresh.map(kindOf))
  const old = parts.filter((part) => part.legacy).flatMap((part) => part.told)
  const kept = [...fresh, ...old.filter((one) => !kinds.has(kindOf(one)))]
  const places = new Map<string, Observation>()
  for (const one of fresh) {
    if (one.firm && one.component !== '' && !places.has(`${one.uri} ${one.local}`))
      places.set(`${one.uri} ${one.local}`, one)
  }
  const rules = profile.names.map((rule) => ({ ...rule, pattern: new RegExp(rule.uri) }))
  return kept.map((one) => {
    for (const { pattern, component, quantity } of rules) {
      const match = pattern.exec(one.uri)
      if (match && (quantity === undefined || quantity === one.quantity)) {
        return { ...one, component: component.replaceAll('$1', match[1] ?? '') }
      }
    }
    const place = one.hasFreeName ? places.get(`${one.uri} ${one.local}`) : undefined
    return place ? { ...one, component: place.component, firm: true } : one
  })
}

/** What a legacy resource must not tell again. Voltages of regulators have no newer home: each is a kind of its own. */
function kindOf(one: Observation): string {
  if (one.component.startsWith('supply-')) return 'supply'
  if (one.quantity === 'temperature') return 'temperature'
  if (one.quantity === 'fan-speed' || (one.quantity === 'load' && /fan/.test(one.component))) return 'fan'
  return `${one.component} ${one.quantity}`
}
