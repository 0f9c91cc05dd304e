import { nearestName } from '../../twin/kit/nearest-name.ts'
import { pointFilter } from '../profiles/point-filter.ts'

const MOST_NAMES = 20

/** Those of the wanted names, or of the components written `l1/*`, that a device has nothing of. */
export function missingPoints(wanted: readonly string[], names: readonly string[]): readonly string[] {
  return wanted.filter((one) => !names.some(pointFilter([one])))
}

/**
 * What is said of wanted points that a device has not: the nearest name of each, and what there is.
 * @param names of all the points of the device
 */
export function missingPointsText(host: string, missing: readonly string[], names: readonly string[]): string {
  const said = missing.map((one) => {
    const near = nearestName(one, names)
    return `${one}${near === undefined ? '' : ` (the nearest is ${near})`}`
  })
  const shown = [...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? ['…'] : [])]
  const all = names.length === 1 ? '1 point' : `${names.length} points`
  return `${host} has no point ${said.join(', ')}. It has ${all}: ${shown.join(', ')}`
}
