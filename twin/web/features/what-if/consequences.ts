import type { FailView } from '../../../protocol/planning.ts'
import type { Translator } from '../../i18n/translator.ts'

type Answer = FailView['atOnce']
type Use = Answer['trips'][number]['use']

/** A line of the list of consequences. */
export interface Consequence {
  readonly what:
    | 'trip'
    | 'bypass'
    | 'down'
    | 'hot'
    | 'throttled'
    | 'overloaded'
    | 'exposed'
    | 'service'
    | 'battery'
    | 'generator'
  /** Path of a thing, or the name of a service. */
  readonly where: string
  readonly bank?: string
  readonly how: string
}

/** Everything that an answer tells of, the worst first: what opens, is too warm, goes down (services before the racks that they run in), is overloaded, is hit, lost its redundancy, carries on. */
export function consequences(answer: Answer, translator: Translator): readonly Consequence[] {
  const { t, measured } = translator
  const rackwise = (fate: 'down' | 'throttled' | 'exposed') =>
    [...answer.places]
      .filter((place) => place[fate] > 0)
      .sort((one, other) => other[fate] - one[fate])
      .map(
        (place): Consequence => ({ what: fate, where: place.path, how: t('whatIf.devices', { count: place[fate] }) }),
      )
  const ofService = (fates: Answer['services'][number]): Consequence => {
    const hit = (['down', 'throttled', 'exposed'] as const).filter((fate) => fates[fate] > 0)
    const how = hit.map((fate) => t(`whatIf.${fate}`, { count: fates[fate] })).join(', ')
    return { what: 'service', where: fates.service, how }
  }
  return [
    ...answer.trips.map(({ path, bank, does, after, use }): Consequence => {
      const how = t('whatIf.tripsAfter', { use: useText(use, translator), time: measured(after, 's') })
      return { what: does === 'opens' ? 'trip' : 'bypass', where: path, ...(bank !== undefined && { bank }), how }
    }),
    ...overheating(answer).map(
      (overheat): Consequence => ({ what: 'hot', where: overheat.room, how: overheatText(overheat, translator) }),
    ),
    ...answer.services.filter(({ down }) => down > 0).map(ofService),
    ...rackwise('down'),
    ...answer.services.filter(({ down }) => down === 0).map(ofService),
    ...rackwise('throttled'),
    ...answer.overloads.map(({ path, bank, now, after }): Consequence => {
      const then = useText(after, translator)
      const how = now ? t('whatIf.now', { after: then, now: measured(now.share, 'share') }) : then
      return { what: 'overloaded', where: path, ...(bank !== undefined && { bank }), how }
    }),
    ...rackwise('exposed'),
    ...answer.onBattery.map(({ path, watts, seconds }): Consequence => {
      const how = t('whatIf.battery', { watts: measured(watts, 'W'), time: measured(seconds, 's') })
      return { what: 'battery', where: path, how }
    }),
    ...answer.onGenerator.map(({ path, watts, fuelSeconds }): Consequence => {
      const drawn = measured(watts, 'W')
      const how =
        fuelSeconds === undefined || fuelSeconds === null
          ? t('whatIf.generatorUnknown', { watts: drawn })
          : t('whatIf.generator', { watts: drawn, time: measured(fuelSeconds, 's') })
      return { what: 'generator', where: path, how }
    }),
  ]
}

/** Rooms that pass the limit of their class, or may. */
export function overheating({ overheats }: Answer): Answer['overheats'] {
  return overheats.filter(({ liquidUncooled, passes }) => passes !== 'never' || (liquidUncooled ?? 0) > 0)
}

/** `35 °C (A2) after about 90.0 s; 0 W of 2.00 MW cooled; room assumed` */
function overheatText(overheat: Answer['overheats'][number], { figure, measured, t }: Translator): string {
  const { airClass, cooling, heat, limit, liquidUncooled, parameters, passes, seconds } = overheat
  const named = { limit: `${figure(limit, 'Cel')} (${airClass})`, time: measured(seconds, 's') }
  return [
    t(`whatIf.hot.${passes}`, named),
    t('whatIf.cooled', { cooling: measured(cooling, 'W'), heat: measured(heat, 'W') }),
    ...((liquidUncooled ?? 0) > 0 ? [t('whatIf.liquid', { watts: measured(liquidUncooled, 'W') })] : []),
    t(`whatIf.room.${parameters.how}`),
  ].join('; ')
}

/** `33.1 A / 32 A (L2) · 103 %` */
function useText({ by, limit, share, unit, value }: Use, { figure, measured }: Translator): string {
  const of = limit === null ? '' : ` / ${figure(limit, unit)}`
  const line = by === 'total' ? '' : ` (${by.toUpperCase()})`
  return `${measured(value, unit)}${of}${line} · ${measured(share, 'share')}`
}
