import { isSegment } from '../../../twin/model/path.ts'
import { slug } from '../../profiles/slug.ts'
import type { Observation } from './observation.ts'

/** The last number in a name or id: of `CPU #1 Temperature` 1, of `PS2Out12V` the first: 2; undefined where there is none. */
export function ordinal(...texts: readonly (string | undefined)[]): number | undefined {
  for (const text of texts) {
    const digits = /\d{1,4}/.exec(text ?? '')?.[0]
    if (digits !== undefined) return Number(digits)
  }
  return undefined
}

/**
 * Gives each observation the name of its point, and keeps it for the life of the session: `known` maps URIs to names and is
 * added to. What says the same as an earlier one gets none.
 * @param prefix the chassis, where a device has several
 */
export function nameObservations(
  observations: readonly Observation[],
  prefix: string,
  known: Map<string, string>,
  taken: Set<string>,
): readonly { readonly name: string; readonly observation: Observation }[] {
  const named: { name: string; observation: Observation }[] = []
  const done = new Set<string>()
  const components = new Map<string, string>()
  const place = (observation: Observation, component: string) => {
    const before = known.get(`${prefix} ${observation.uri} ${observation.local}`)
    const name = before ?? freeName(observation, prefix, component, taken)
    if (name === undefined || done.has(name)) return
    done.add(name)
    taken.add(name)
    known.set(`${prefix} ${observation.uri} ${observation.local}`, name)
    components.set(observation.uri, component)
    named.push({ name, observation })
  }
  const uris = new Set<string>()
  for (const observation of observations) {
    if (observation.companionOf !== undefined || uris.has(`${observation.uri} ${observation.local}`)) continue
    uris.add(`${observation.uri} ${observation.local}`)
    place(observation, observation.component)
  }
  for (const observation of observations) {
    if (observation.companionOf === undefined) continue
    place(observation, components.get(observation.companionOf) ?? observation.component)
  }
  return named
}

function freeName(observation: Observation, prefix: string, component: string, taken: Set<string>): string | undefined {
  const name = join(prefix, component, observation.local)
  if (!taken.has(name)) return name
  if (observation.firm) return undefined
  const own = slug(observation.uri.slice(observation.uri.lastIndexOf('/') + 1))
  for (let n = 1; n < 1000; n++) {
    const other = join(prefix, n === 1 ? own : `${own}-${n}`, observation.local)
    if (!taken.has(other)) return other
  }
  return undefined
}

/** `1u`, `cpu-1`, `temperature` → `1u-cpu-1/temperature`: a point's own name has at most two segments. */
function join(prefix: string, component: string, local: string): string {
  const first = [prefix, component]
    .filter((part) => part !== '')
    .join('-')
    .slice(0, 63)
  const name = first === '' ? local : `${first.replace(/-+$/, '')}/${local}`
  if (!name.split('/').every(isSegment)) throw new RangeError(`${name} is no point name`)
  return name
}
