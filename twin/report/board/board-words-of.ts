import { MEASURES } from '../../analysis/build-out/readiness.ts'
import type { BuildOutActivity, BuildOutView, ReadyStepView, SupplyView } from '../../protocol/build-out.ts'
import type { BoardLanguage } from './board-language.ts'

type Unmet = SupplyView['unmet'][number]

/** What an activity hands over: `4,700 m², 240 racks`; nothing where it hands nothing over. */
export function handOverText({ handsOver }: Pick<BuildOutActivity, 'handsOver'>, { amount, t }: BoardLanguage): string {
  return MEASURES.flatMap((measure) => {
    const value = handsOver?.[measure]
    if (value === undefined) return []
    const name = measure === 'area' || measure === 'power' ? '' : ` ${t(`buildOut.measure.${measure}`)}`
    return `${amount(measure, value)}${name}`
  }).join(', ')
}

/** The sums that are ready by the end of a day; nothing where there are none. */
export function readyText(steps: readonly ReadyStepView[], day: string, { amount, t }: BoardLanguage): string {
  return MEASURES.flatMap((measure) => {
    const sum = steps.reduce((all, step) => (step.measure === measure && step.day <= day ? all + step.amount : all), 0)
    const name = measure === 'area' || measure === 'power' ? '' : ` ${t(`buildOut.measure.${measure}`)}`
    return sum > 0 ? `${amount(measure, sum)}${name}` : []
  }).join(', ')
}

/** Who has no room, by name; of what is used that it is that. */
export function unmetName(unmet: Unmet, { nameOf, say }: BoardLanguage): string {
  return unmet.kind === 'forecast' ? say('useOf', { name: nameOf(unmet) }) : nameOf(unmet)
}

/** The hand-over that somebody waits for, by name. */
export function waitsForName(
  { waitsFor }: Unmet,
  { activities }: BuildOutView,
  { nameOf, say }: BoardLanguage,
): string {
  const found = activities.find(({ id }) => id === waitsFor)
  return found ? nameOf(found) : say('noHandOver')
}

/** The place that wants something, by name. */
export function placeNameOf(
  { place, placeName, placeNameSr }: Pick<Unmet, 'place' | 'placeName' | 'placeNameSr'>,
  { nameOf }: BoardLanguage,
): string {
  return nameOf({ name: placeName ?? place, nameSr: placeNameSr })
}
