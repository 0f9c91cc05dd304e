import type { Diagnostic } from '../../kit/diagnostic.ts'
import type { YamlSource } from '../../kit/yaml-source.ts'
import type { DurationEstimate, SharedRisk } from '../../model/programme.ts'
import type { Ratio } from '../../model/units.ts'
import { minutesOf, readWork, type WorkLengths } from '../../model/work-amount.ts'
import type { WrittenProgramme } from './programme-schema.ts'

type WrittenDelay = { readonly low: string; readonly likely: string; readonly high: string }

/** What a programme file says may strike several activities together. @param lengths of the calendar of an activity */
export function risksOf(
  { risks = [], source: around }: WrittenProgramme,
  lengths: (activity: string) => WorkLengths,
): readonly SharedRisk[] {
  return risks.map(({ delays, id, name, nameSr, note, noteSr, percent, source = around }) => ({
    ...{ id, name, source, chance: (percent / 100) as Ratio },
    adds: new Map(Object.entries(delays).map(([activity, delay]) => [activity, workOf(delay, lengths(activity))])),
    ...(nameSr !== undefined && { nameSr }),
    ...(note !== undefined && { note }),
    ...(noteSr !== undefined && { noteSr }),
  }))
}

function workOf({ high, likely, low }: WrittenDelay, lengths: WorkLengths): DurationEstimate {
  const work = (text: string) => minutesOf(readWork(text) ?? { amount: 0, unit: 'h' }, lengths)
  return { low: work(low), likely: work(likely), high: work(high) } as DurationEstimate
}

/**
 * Ids that stand twice, activities that are none or that nothing can delay, and delays that are not in order.
 * @param lengths of the calendar of an activity
 */
export function riskFaults(
  { packages, risks = [] }: WrittenProgramme,
  source: YamlSource,
  unknown: (path: readonly (string | number)[], found: string) => Diagnostic,
  lengths: (activity: string) => WorkLengths,
): readonly Diagnostic[] {
  const kinds = new Map(packages.flatMap(({ activities }) => activities.map(({ id, kind }) => [id, kind] as const)))
  const seen = new Set<string>()
  return risks.flatMap(({ delays, id }, at) => {
    const isTwice = seen.has(id)
    seen.add(id)
    const more = { found: id, allowed: 'an id of its own' }
    return [
      ...(isTwice ? [source.diagnostic(['risks', at, 'id'], 'is the id of another one above', more)] : []),
      ...Object.entries(delays).flatMap(([activity, delay]) => {
        const path = ['risks', at, 'delays', activity]
        const kind = kinds.get(activity)
        if (kind === undefined) return [unknown(path, activity)]
        if (kind === 'level-of-effort')
          return [
            source.diagnostic(path, 'lasts as long as what it is linked to', {
              found: activity,
              allowed: 'an activity with work of its own',
            }),
          ]
        const { high, likely, low } = workOf(delay, lengths(activity))
        if (low <= likely && likely <= high) return []
        return [
          source.diagnostic(path, 'is not in order', {
            found: `${delay.low}, ${delay.likely}, ${delay.high}`,
            allowed: 'the lowest first, the highest last, by the calendar of the activity',
          }),
        ]
      }),
    ]
  })
}
