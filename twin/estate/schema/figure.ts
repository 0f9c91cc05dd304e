import { z } from 'zod'
import {
  amperes,
  bytes,
  cubicMetresPerSecond,
  kilograms,
  metres,
  seconds,
  squareMetres,
  voltAmperes,
  volts,
  wattHours,
  watts,
} from '../../model/units.ts'
import { DIMENSIONS, type Dimension, readFigure } from './dimensions.ts'

/** A figure as people write it, with its unit; comes out in the model's unit. A wrong unit is said with those allowed. */
function figure<T>(dimension: Dimension, of: (value: number) => T, example: string) {
  const units = Object.keys(DIMENSIONS[dimension])
  return z
    .string({ error: `${dimension}, written with its unit, as \`${example}\` (${units.join(', ')})` })
    .meta({ title: dimension, examples: [example], pattern: `^\\d+(\\.\\d+)? ?(${units.join('|')})$` })
    .transform((text, context) => {
      const read = readFigure(text, dimension)
      if ('value' in read) return of(read.value)
      context.issues.push({
        code: 'custom',
        input: text,
        message: `is no ${dimension} with its unit, as \`${example}\``,
        params: { found: text, allowed: read.allowed },
      })
      return z.NEVER
    })
}

export const power = figure('power', watts, '8 MW')
export const apparentPower = figure('apparent power', voltAmperes, '2500 kVA')
export const energy = figure('energy', wattHours, '350 kWh')
export const voltage = figure('voltage', volts, '400 V')
export const current = figure('current', amperes, '32 A')
export const length = figure('length', metres, '600 mm')
export const area = figure('area', squareMetres, '14000 m2')
export const mass = figure('mass', kilograms, '44.5 kg')
/** On each square metre. */
export const floorLoad = figure('floor load', kilograms, '1500 kg/m2')
export const duration = figure('duration', seconds, '10 min')
export const airflow = figure('airflow', cubicMetresPerSecond, '14 m3/s')
export const memory = figure('memory', bytes, '512 GiB')
export const waterFlow = figure('water flow', cubicMetresPerSecond, '60 m3/h')
