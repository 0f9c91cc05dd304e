import type { Overheat } from '../../analysis/cooling/cooling-failure.ts'
import { count, power, three, time } from './figures-text.ts'

/** What becomes of the air of a room that has lost cooling, for people. */
export function overheatText(overheat: Overheat): string {
  const { airClass, cooling, heat, intake, limit, liquidUncooled, parameters, room, units, unitsLeft } = overheat
  const limitText = `${three(limit)} °C (${airClass})`
  const when = {
    'at once': `intakes pass ${limitText} at once`,
    later: `intakes pass ${limitText} after about ${time(overheat.seconds)}`,
    never: `intakes stay within ${limitText}`,
    unknown: `when intakes pass ${limitText} is not known`,
  }[overheat.passes]
  const left = `${count(unitsLeft)} of ${count(units)} air units left, ${power(cooling)} of ${power(heat)} cooled`
  const liquid = liquidUncooled > 0 ? `; ${power(liquidUncooled)} of liquid-cooled heat is not taken` : ''
  if (overheat.passes === 'never') return `${room}  ${when}: ${left}${liquid}`
  const fitted =
    parameters.how === 'fitted'
      ? `room fitted to ${count(parameters.samples)} records, ±${three(parameters.residual)} K`
      : 'room assumed by its size'
  return `${room}  ${when}: ${left}${liquid} (${fitted}; intakes ${intake.how} at ${three(intake.celsius)} °C)`
}

/** Does it take a room beyond the limit of its class, or liquid-cooled devices without cooling? */
export function isHarmful({ liquidUncooled, passes }: Overheat): boolean {
  return passes !== 'never' || liquidUncooled > 0
}
