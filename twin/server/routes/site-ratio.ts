import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { Site } from '../../model/things.ts'
import { instantPowerRatio } from '../values/instant-power-ratio.ts'
import type { Load } from '../values/power-chain.ts'
import type { ValuePlane } from '../values/value-plane.ts'
import { powerOf } from './thing-figures.ts'

/** The ratio of the instant of a site, NaN where it is not known. */
export function siteRatio(estate: Estate, values: ValuePlane, site: Site): number {
  const watts = values.figures.columns.power[site.index] as number
  const loadsOf = (kind: 'utility' | 'generator'): readonly Load[] =>
    estate.ofKind(kind).flatMap(({ index, path }) => (isWithin(path, site.path) ? [values.chain.load(index)] : []))
  return instantPowerRatio({
    it: { watts, provenance: powerOf(values, site).provenance },
    utilities: loadsOf('utility'),
    generators: loadsOf('generator'),
  })
}
