import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSegment } from '../../../twin/model/path.ts'
import { redfishProfileSchema } from '../../profiles/redfish-profile.ts'
import { believed } from './believe.ts'
import { asDocument } from './document.ts'
import { extractCircuit, extractCoolant, extractDistribution } from './extract-equipment.ts'
import { extractPower, extractThermal } from './extract-legacy.ts'
import { extractEnvironment, extractFan, extractSupplyMetrics, extractThermalMetrics } from './extract-metrics.ts'
import { extractSensor } from './extract-sensor.ts'
import { nameObservations } from './names.ts'

const standard = redfishProfileSchema.parse({ protocol: 'redfish', id: 'redfish-standard', name: 'x', source: 'x' })
const KEYS = [
  ...['@odata.id', 'Id', 'Name', 'Reading', 'ReadingUnits', 'ReadingType', 'PhysicalContext', 'PhysicalSubContext'],
  ...['Status', 'State', 'Temperatures', 'Fans', 'ReadingCelsius', 'PowerControl', 'PowerSupplies', 'Voltages'],
  ...['PowerWatts', 'EnergykWh', 'DataSourceUri', 'FanSpeedsPercent', 'SpeedRPM', 'PolyPhaseCurrentAmps', 'Line1'],
  ...['TemperatureSummaryCelsius', 'Intake', 'RailVoltage', 'RelatedItem', 'DeviceName', 'PowerState', '__proto__'],
]
const WORDS = [
  'Temperature',
  'Power',
  'Percent',
  'Cel',
  'W',
  '%',
  'RPM',
  'CPU',
  'Intake',
  'PowerSupply',
  'Absent',
  'Ж#0\n/..',
]
const hostile = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...WORDS),
    fc.double(),
    fc.constant(null),
    fc.string(),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('document'),
  ),
  document: fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 8 }),
})).document

test('whatever a device writes into its resources, names are well formed, unique and in the kept unit', () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 6 }), (documents) => {
      const told = documents.map(asDocument).flatMap((one, index) => {
        const at = `/redfish/v1/x/${index}`
        const sensor = extractSensor({ '@odata.id': at, ...one })
        return [
          ...(sensor ? [sensor] : []),
          ...extractEnvironment(one, at),
          ...extractThermalMetrics(one, at),
          ...extractFan(one, at),
          ...extractSupplyMetrics(one, at, 1),
          ...extractThermal(one, at),
          ...extractPower(one, at),
          ...extractDistribution(one, at),
          ...extractCircuit(one, at, 'bank-1', (name) => `bank-1-${name}`),
          ...extractCoolant(one, at, 'primary'),
        ]
      })
      const known = new Map<string, string>()
      const taken = new Set<string>()
      const name = () => nameObservations(believed([{ told, legacy: false }], standard), '', known, taken)
      const first = name()
      const names = first.map((one) => one.name)
      expect(new Set(names).size).toBe(names.length)
      for (const one of first) {
        expect(one.name.split('/').length).toBeLessThanOrEqual(2)
        expect(one.name.split('/').every(isSegment)).toBe(true)
        expect(Number.isFinite(one.observation.value)).toBe(one.observation.quality === 'good')
      }
      expect(name().map((one) => one.name)).toEqual(names)
    }),
    { numRuns: 300 },
  )
})
