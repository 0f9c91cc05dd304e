import type { Quantity } from '../../../twin/model/quantity.ts'
import { asDocument, type Document, isAbsent, numberOf, textOf } from './document.ts'
import { rows } from './extract-metrics.ts'
import { type Observation, observe, stateExcerpt } from './observation.ts'

const BREAKER = { Normal: 'normal', Tripped: 'fault', Off: 'off' } as const
const POWER = { On: 'on', Off: 'off', PoweringOn: 'on', PoweringOff: 'off' } as const

/** PowerDistributionMetrics 1.x: the sums of a rack PDU. */
export function extractDistribution(document: Document, at: string): Observation[] {
  return [
    ...rows(document, METER, '', at),
    ...powerParts(document, '', at),
    ...rows(document, [['HumidityPercent', 'humidity', 'humidity']], '', at),
  ]
}

/**
 * Circuit 1.x (mains, branches) and Outlet 1.x: sums of the circuit in `component`, its lines in `<line>` below it.
 * @param line makes the component of a line of the given one: the first inlet has none of its own
 */
export function extractCircuit(
  document: Document,
  at: string,
  component: string,
  line: (name: string) => string,
): Observation[] {
  const label = textOf(document.UserLabel) ?? textOf(document.Name)
  const found = [...rows(document, METER, component, at, label), ...powerParts(document, component, at)]
  const isOutlet = component.startsWith('outlet-')
  const state = isOutlet
    ? stateExcerpt(document, 'PowerState', POWER, component, at, label)
    : stateExcerpt(document, 'BreakerState', BREAKER, component, at, label)
  if (state) found.push(state)
  if (isOutlet) return found
  for (const [property, quantity, unit] of POLY_PHASE) {
    const phases = asDocument(document[property])
    for (const [phase, sensor] of Object.entries(phases)) {
      const name = Object.hasOwn(PHASES, phase) ? PHASES[phase] : undefined
      if (name === undefined || sensor === null) continue
      const one = asDocument(sensor)
      const uri = textOf(one.DataSourceUri) ?? `${at}#/${property}/${phase}`
      const target = { uri, component: line(name), local: quantity, quantity, ...(unit ? { unit } : {}) }
      const seen = observe(target, one.Reading, isAbsent(document))
      if (seen) found.push(seen)
    }
  }
  return found
}

/** CoolingUnit 1.x connectors: the primary side is the facility's water, the secondary what goes to the racks. */
export function extractCoolant(document: Document, at: string, side: 'primary' | 'secondary'): Observation[] {
  const [supply, back] = side === 'primary' ? ['water-in', 'water-out'] : ['supply', 'return']
  const whole = side === 'primary' ? '' : 'secondary'
  return [
    ...rows(document, [['SupplyTemperatureCelsius', 'temperature', 'temperature']], supply, at),
    ...rows(document, [['ReturnTemperatureCelsius', 'temperature', 'temperature']], back, at),
    ...rows(
      document,
      [
        ['FlowLitersPerMinute', 'water-flow', 'water-flow', 'L/min'],
        ['DeltaPressurekPa', 'differential-pressure', 'differential-pressure', 'kPa'],
        ['HeatRemovedkW', 'cooling-power', 'cooling-power', 'kW'],
      ],
      whole,
      at,
    ),
  ]
}

const METER = [
  ['Voltage', 'voltage', 'voltage'],
  ['CurrentAmps', 'current', 'current'],
  ['PowerWatts', 'power', 'power'],
  ['EnergykWh', 'energy', 'energy', 'kWh'],
  ['FrequencyHz', 'frequency', 'frequency'],
  ['TemperatureCelsius', 'temperature', 'temperature'],
  ['PowerLoadPercent', 'load', 'load'],
] as const

const POLY_PHASE: readonly (readonly [string, Quantity, string?])[] = [
  ['PolyPhaseCurrentAmps', 'current'],
  ['PolyPhaseVoltage', 'voltage'],
  ['PolyPhasePowerWatts', 'power'],
  ['PolyPhaseEnergykWh', 'energy', 'kWh'],
]

/** Property of a poly-phase object → component of the line. */
const PHASES: Readonly<Record<string, string>> = {
  Line1: 'l1',
  Line2: 'l2',
  Line3: 'l3',
  Neutral: 'neutral',
  Line1ToNeutral: 'l1',
  Line2ToNeutral: 'l2',
  Line3ToNeutral: 'l3',
  Line1ToLine2: 'l1-l2',
  Line2ToLine3: 'l2-l3',
  Line3ToLine1: 'l3-l1',
}

/** SensorPowerExcerpt carries apparent and reactive power and the factor beside the reading. */
function powerParts(document: Document, component: string, at: string): Observation[] {
  const power = asDocument(document.PowerWatts)
  const found: (Observation | undefined)[] = []
  for (const [property, quantity] of [
    ['ApparentVA', 'apparent-power'],
    ['ReactiveVAR', 'reactive-power'],
    ['PowerFactor', 'power-factor'],
  ] as const) {
    if (numberOf(power[property]) === undefined) continue
    const uri = `${textOf(power.DataSourceUri) ?? `${at}#/PowerWatts`}#${property}`
    found.push(observe({ uri, component, local: quantity, quantity }, power[property], isAbsent(document)))
  }
  return found.filter((one) => one !== undefined)
}
