import type { Quantity } from '../../../twin/model/quantity.ts'
import { unitConversion } from '../../profiles/convert-unit.ts'
import { slug } from '../../profiles/slug.ts'
import { asDocument, type Document, isAbsent, linkOf, textOf } from './document.ts'
import { ordinal } from './names.ts'
import { type Observation, observe } from './observation.ts'

/** DSP2046 Sensor.ReadingType → quantity. */
const BY_TYPE: Readonly<Record<string, Quantity>> = {
  Temperature: 'temperature',
  Humidity: 'humidity',
  Power: 'power',
  EnergykWh: 'energy',
  EnergyWh: 'energy',
  EnergyJoules: 'energy',
  Voltage: 'voltage',
  Current: 'current',
  Frequency: 'frequency',
  PressurePa: 'differential-pressure',
  PressurekPa: 'differential-pressure',
  Pressure: 'differential-pressure',
  LiquidFlow: 'water-flow',
  LiquidFlowLPM: 'water-flow',
  AirFlow: 'airflow',
  AirFlowCMM: 'airflow',
  Rotational: 'fan-speed',
  Percent: 'load',
  LiquidLevel: 'level',
  Heat: 'cooling-power',
}

/** Unit where a sensor tells no type: the unit says what is measured. */
const BY_UNIT: Readonly<Record<string, Quantity>> = {
  Cel: 'temperature',
  W: 'power',
  'kW.h': 'energy',
  'W.h': 'energy',
  J: 'energy',
  V: 'voltage',
  A: 'current',
  Hz: 'frequency',
  RPM: 'fan-speed',
  '{rev}/min': 'fan-speed',
  Pa: 'differential-pressure',
  kPa: 'differential-pressure',
  'L/s': 'water-flow',
  'L/min': 'water-flow',
  'm3/s': 'airflow',
  '[ft_i]3/min': 'airflow',
  kW: 'power',
  '%': 'load',
}

/** The unit that a ReadingType implies, for a sensor that tells none (an absent one usually does not). */
const UNIT_BY_TYPE: Readonly<Record<string, string>> = {
  EnergykWh: 'kW.h',
  EnergyJoules: 'J',
  PressurekPa: 'kPa',
  LiquidFlowLPM: 'L/min',
  LiquidFlow: 'L/s',
  AirFlow: 'cfm',
  AirFlowCMM: 'm3/min',
  Heat: 'kW',
}

/** The value of a Sensor resource (DSP2046, Sensor 1.x), with a standard name where its context says so. */
export function extractSensor(sensor: Document): Observation | undefined {
  const uri = linkOf(sensor)
  if (uri === undefined) return undefined
  const type = textOf(sensor.ReadingType)
  const unit = textOf(sensor.ReadingUnits)
  const label = textOf(sensor.Name)
  const id = textOf(sensor.Id)
  const quantity = quantityOf(type, unit, `${label} ${id}`, textOf(sensor.PhysicalContext))
  if (!quantity) return undefined
  const context = textOf(sensor.PhysicalContext)
  const known = unit ?? (type === undefined ? undefined : UNIT_BY_TYPE[type])
  const name = { label: label ?? '', id: id ?? '', number: ordinal(label, id, relatedId(sensor)) }
  const standard = componentOf(quantity, context, textOf(sensor.PhysicalSubContext), name)
  const hasFreeName = standard === undefined
  const component = standard ?? slug(withoutQuantity(name.label === '' ? name.id : name.label))
  return (
    observe(
      {
        uri,
        component,
        local: quantity,
        quantity,
        ...(known === undefined ? {} : { unit: known }),
        label,
        firm: false,
        hasFreeName,
      },
      sensor.Reading,
      isAbsent(sensor),
    ) ??
    observe({ uri, component, local: quantity, quantity, label, firm: false, hasFreeName }, undefined, isAbsent(sensor))
  )
}

function quantityOf(
  type: string | undefined,
  unit: string | undefined,
  name: string,
  context: string | undefined,
): Quantity | undefined {
  if (type === 'Percent' || (type === undefined && unit === '%')) {
    if (/humidity/i.test(name)) return 'humidity'
    if (/state.?of.?health/i.test(name)) return 'state-of-health'
    if (context === 'Battery' && /charge/i.test(name)) return 'charge'
    if (/valve/i.test(name)) return 'valve-position'
    return 'load'
  }
  if (type === 'Power' && unit !== undefined) {
    // Apparent and reactive power are told apart by the unit only.
    if (unitConversion(unit, 'apparent-power')) return 'apparent-power'
    if (unitConversion(unit, 'reactive-power')) return 'reactive-power'
  }
  const byType = type !== undefined && Object.hasOwn(BY_TYPE, type) ? BY_TYPE[type] : undefined
  if (byType) return byType
  return unit !== undefined && Object.hasOwn(BY_UNIT, unit) ? BY_UNIT[unit] : undefined
}

function componentOf(
  quantity: Quantity,
  context: string | undefined,
  subContext: string | undefined,
  name: { readonly label: string; readonly id: string; readonly number: number | undefined },
): string | undefined {
  const isFan =
    quantity === 'fan-speed' || (quantity === 'load' && (context === 'Fan' || /fan/i.test(name.label + name.id)))
  const n = name.number ?? 1
  if (isFan) return context === 'CPU' ? `cpu-fan-${n}` : `fan-${n}`
  switch (context) {
    case 'Intake':
      return 'intake'
    case 'Exhaust':
      return 'exhaust'
    case 'Room':
      return 'ambient'
    case 'CPU':
      return `cpu-${n}`
    case 'Memory':
      return `memory-${n}`
    case 'GPU':
    case 'Accelerator':
      return `${context.toLowerCase()}-${n}`
    case 'PowerSupply':
      if (quantity === 'energy' || quantity === 'frequency') return `supply-${n}`
      return subContext === 'Input' || quantity === 'temperature' ? `supply-${n}` : undefined
    case 'Battery':
      return subContext === undefined ? `battery-${n}` : `battery-${n}-${slug(subContext)}`
    case 'Chassis':
      if (['power', 'energy', 'apparent-power'].includes(quantity) && !/supply|rail|output/i.test(name.label)) return ''
      return undefined
    default:
      return undefined
  }
}

/** `Front Panel Temperature` is the front panel's temperature: the quantity stands in the last segment already. */
function withoutQuantity(label: string): string {
  const rest = label
    .replace(/\b(temperature|temp|voltage|current|power|energy|humidity|reading|sensor)\b/gi, ' ')
    .trim()
  return rest === '' ? label : rest
}

function relatedId(sensor: Document): string | undefined {
  const related = Array.isArray(sensor.RelatedItem) ? linkOf(asDocument(sensor.RelatedItem[0])) : undefined
  return related?.slice(related.lastIndexOf('/') + 1)
}
