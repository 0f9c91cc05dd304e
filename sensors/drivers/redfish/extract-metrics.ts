import type { Quantity } from '../../../twin/model/quantity.ts'
import { slug } from '../../profiles/slug.ts'
import { asDocument, type Document, documentsOf, isAbsent, numberOf, textOf } from './document.ts'
import { ordinal } from './names.ts'
import { excerpt, type Observation, observe, type Proposal } from './observation.ts'

type Row = readonly [property: string, local: string, quantity: Quantity, unit?: string]

/** EnvironmentMetrics 1.x of a chassis, a rack PDU or a cooling unit. */
const ENVIRONMENT: readonly Row[] = [
  ['TemperatureCelsius', 'temperature', 'temperature'],
  ['HumidityPercent', 'humidity', 'humidity'],
  ['DewPointCelsius', 'dew-point', 'dew-point'],
  ['PowerWatts', 'power', 'power'],
  ['EnergykWh', 'energy', 'energy', 'kWh'],
  ['PowerLoadPercent', 'load', 'load'],
]

/** PowerSupplyMetrics 1.x: what it draws is the supply, what it gives the supply's output. */
const SUPPLY: readonly Row[] = [
  ['InputVoltage', 'voltage', 'voltage'],
  ['InputCurrentAmps', 'current', 'current'],
  ['InputPowerWatts', 'power', 'power'],
  ['EnergykWh', 'energy', 'energy', 'kWh'],
  ['FrequencyHz', 'frequency', 'frequency'],
  ['TemperatureCelsius', 'temperature', 'temperature'],
]

/** BatteryMetrics 1.x. */
const BATTERY: readonly Row[] = [
  ['ChargePercent', 'charge', 'charge'],
  ['StateOfHealthPercent', 'state-of-health', 'state-of-health'],
  ['TemperatureCelsius', 'temperature', 'temperature'],
  ['InputVoltage', 'voltage', 'voltage'],
]

const SUMMARY = { Intake: 'intake', Exhaust: 'exhaust', Ambient: 'ambient', Internal: 'internal' } as const

export function extractEnvironment(document: Document, at: string): Observation[] {
  const found = rows(document, ENVIRONMENT, '', at)
  for (const [index, fan] of documentsOf(document.FanSpeedsPercent).entries()) {
    found.push(
      ...fanSpeed(fan, `fan-${ordinal(textOf(fan.DeviceName)) ?? index + 1}`, `${at}#/FanSpeedsPercent/${index}`),
    )
  }
  return found
}

export function extractThermalMetrics(document: Document, at: string): Observation[] {
  const found: (Observation | undefined)[] = []
  const summary = asDocument(document.TemperatureSummaryCelsius)
  for (const [property, component] of Object.entries(SUMMARY)) {
    found.push(
      excerpt(
        summary,
        property,
        { component, local: 'temperature', quantity: 'temperature' },
        `${at}#/TemperatureSummaryCelsius`,
      ),
    )
  }
  for (const [index, one] of documentsOf(document.TemperatureReadingsCelsius).entries()) {
    const uri = textOf(one.DataSourceUri) ?? `${at}#/TemperatureReadingsCelsius/${index}`
    const label = textOf(one.DeviceName)
    found.push(
      observe(
        { uri, component: slug(label ?? `reading-${index + 1}`), local: 'temperature', quantity: 'temperature', label },
        one.Reading,
      ),
    )
  }
  return found.filter((one) => one !== undefined)
}

/** A Fan resource of the ThermalSubsystem. */
export function extractFan(document: Document, at: string): Observation[] {
  const id = textOf(document.Id)
  const n = ordinal(id, textOf(document.Name)) ?? 1
  const component = document.PhysicalContext === 'CPU' ? `cpu-fan-${n}` : `fan-${n}`
  const speed = asDocument(document.SpeedPercent)
  return fanSpeed({ DeviceName: document.Name, ...speed }, component, `${at}#/SpeedPercent`, isAbsent(document))
}

export function extractSupplyMetrics(document: Document, at: string, n: number, label?: string): Observation[] {
  const found = rows(document, SUPPLY, `supply-${n}`, at, label)
  const output = excerpt(
    document,
    'OutputPowerWatts',
    { component: `supply-${n}-output`, local: 'power', quantity: 'power' },
    at,
  )
  if (output) found.push(output)
  for (const [property, quantity] of [
    ['RailVoltage', 'voltage'],
    ['RailCurrentAmps', 'current'],
    ['RailPowerWatts', 'power'],
  ] as const) {
    for (const [index, rail] of documentsOf(document[property], 32).entries()) {
      const uri = textOf(rail.DataSourceUri) ?? `${at}#/${property}/${index}`
      const one = observe(
        { uri, component: `supply-${n}-rail-${index + 1}`, local: quantity, quantity, label },
        rail.Reading,
        isAbsent(document),
      )
      if (one) found.push(one)
    }
  }
  const fan = asDocument(document.FanSpeedPercent)
  if ('FanSpeedPercent' in document) found.push(...fanSpeed(fan, `supply-${n}-fan`, `${at}#/FanSpeedPercent`))
  return found
}

export function extractBatteryMetrics(document: Document, at: string, n: number): Observation[] {
  return rows(document, BATTERY, `battery-${n}`, at)
}

/** The rows of a table that the document has. */
export function rows(
  document: Document,
  table: readonly Row[],
  component: string,
  at: string,
  label?: string,
): Observation[] {
  return table
    .map(([property, local, quantity, unit]) => {
      const proposal: Omit<Proposal, 'uri'> = {
        component,
        local,
        quantity,
        ...(unit ? { unit } : {}),
        ...(label ? { label } : {}),
      }
      return excerpt(document, property, proposal, at)
    })
    .filter((one) => one !== undefined)
}

/** SensorFanExcerpt: the speed in %, and in revolutions beside it. */
function fanSpeed(fan: Document, component: string, at: string, absent = false): Observation[] {
  const sensor = textOf(fan.DataSourceUri)
  const label = textOf(fan.DeviceName)
  const found: (Observation | undefined)[] = []
  if ('Reading' in fan || absent) {
    found.push(observe({ uri: sensor ?? at, component, local: 'load', quantity: 'load', label }, fan.Reading, absent))
  }
  if (numberOf(fan.SpeedRPM) !== undefined) {
    const companion = sensor === undefined ? {} : { companionOf: sensor }
    const uri = `${sensor ?? at}#SpeedRPM`
    found.push(
      observe({ uri, component, local: 'fan-speed', quantity: 'fan-speed', label, ...companion }, fan.SpeedRPM),
    )
  }
  return found.filter((one) => one !== undefined)
}
