import { parse } from 'yaml'
import branchMeter from '../../profiles/modbus/oblak-branch-meter.yaml?raw'
import chiller from '../../profiles/modbus/oblak-chiller.yaml?raw'
import crah from '../../profiles/modbus/oblak-crah.yaml?raw'
import { type ModbusProfile, modbusProfileSchema } from '../../profiles/modbus-profile.ts'

/** The register maps that the simulated machines serve: the same files that the driver reads by. */
export function simulatedMaps(): Readonly<Record<'crah' | 'chiller' | 'meter', ModbusProfile>> {
  const read = (text: string) => modbusProfileSchema.parse(parse(text))
  return { crah: read(crah), chiller: read(chiller), meter: read(branchMeter) }
}
