import { stateWord } from '../../../../twin/model/quantity.ts'
import type { DeviceReading } from '../../../driver.ts'
import { told } from './open-agent.ts'

/** Readings as {@link told} gives them, with the words of states. */
export function toldWords(readings: readonly DeviceReading[]): Record<string, number | string> {
  const states = readings.filter(({ quantity, quality }) => quantity === 'state' && quality === 'good')
  const words = states.map(({ point, value }) => [point, stateWord(value) ?? value])
  return { ...told(readings), ...Object.fromEntries(words) }
}
