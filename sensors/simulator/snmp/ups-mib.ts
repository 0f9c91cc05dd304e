import type { PowerNode } from '../physics/power-node.ts'
import type { UpsBank } from '../physics/ups-bank.ts'
import { type MibBuilder, TAG } from './mib-view.ts'
import { addSystemGroup, type ManagedDevice } from './system-group.ts'

const UPS = '1.3.6.1.2.1.33.1'
/** A card that serves nothing but the standard names upsMIB itself. */
export const UPS_OBJECT_ID = '1.3.6.1.2.1.33'

/** A UPS as its card knows it. */
export interface UpsDevice extends ManagedDevice {
  readonly node: PowerNode
  readonly ups: UpsBank
  readonly model: string
}

/** upsOutputSource */
const OUTPUT = { on: 3, 'on-battery': 5, off: 2 } as const
/** A battery is low when less than five minutes are left. */
const LOW_SECONDS = 300

/** UPS-MIB (RFC 1628): 0.1 V, 0.1 A, 0.1 Hz, minutes; one row a line. */
export function addUpsMib<D extends UpsDevice>(mib: MibBuilder<D>): void {
  addSystemGroup(mib)
  mib.text(`${UPS}.1.1.0`, () => 'Oblak')
  mib.text(`${UPS}.1.2.0`, (device) => device.model)
  mib.text(`${UPS}.1.3.0`, () => '1.0')
  mib.text(`${UPS}.1.4.0`, () => '1.0')
  mib.text(`${UPS}.1.5.0`, (device) => device.name)
  mib.text(`${UPS}.1.6.0`, () => '')
  mib.integer(`${UPS}.2.1.0`, ({ ups }) => batteryStatus(ups))
  mib.integer(`${UPS}.2.2.0`, ({ ups }) => Math.floor(ups.secondsOnBattery))
  mib.integer(`${UPS}.2.3.0`, ({ ups }) => Math.min(9999, Math.floor(ups.runtime / 60)))
  mib.integer(`${UPS}.2.4.0`, ({ ups }) => 100 * ups.charge)
  mib.integer(`${UPS}.2.5.0`, ({ ups }) => 10 * ups.batteryVoltage)
  mib.integer(`${UPS}.2.6.0`, ({ ups }) => 10 * ups.batteryCurrent)
  mib.integer(`${UPS}.2.7.0`, ({ ups }) => ups.batteryTemperature)
  mib.add(TAG.counter32, `${UPS}.3.1.0`, () => 0)
  mib.integer(`${UPS}.3.2.0`, () => 3)
  mib.integer(`${UPS}.4.1.0`, ({ ups }) => OUTPUT[ups.mode])
  mib.integer(`${UPS}.4.2.0`, ({ ups }) => (ups.mode === 'off' ? 0 : 500))
  mib.integer(`${UPS}.4.3.0`, () => 3)
  mib.integer(`${UPS}.5.1.0`, () => 500)
  mib.integer(`${UPS}.5.2.0`, () => 3)
  mib.gauge(`${UPS}.6.1.0`, ({ ups }) => (ups.mode === 'on' ? 0 : 1))
  mib.integer(`${UPS}.9.1.0`, () => 230)
  mib.integer(`${UPS}.9.3.0`, () => 230)
  mib.integer(`${UPS}.9.6.0`, ({ ups }) => ups.rating)
  mib.integer(`${UPS}.9.7.0`, () => LOW_SECONDS / 60)
  for (let line = 0; line < 3; line++) addLine(mib, line)
}

function addLine<D extends UpsDevice>(mib: MibBuilder<D>, line: number): void {
  const input = (column: number) => `${UPS}.3.3.1.${column}.${line + 1}`
  const inputVolts = ({ node }: D) => {
    const source = node.sources.find((candidate) => candidate.isLive)
    return source ? (node.nominal * source.voltage) / source.nominal : 0
  }
  const inputAmperes = (device: D) => {
    const volts = inputVolts(device)
    return volts > 0 ? device.ups.input / 3 / 0.99 / volts : 0
  }
  mib.integer(input(2), (device) => (inputVolts(device) > 0 ? 500 : 0))
  mib.integer(input(3), inputVolts)
  mib.integer(input(4), (device) => 10 * inputAmperes(device))
  mib.integer(input(5), ({ ups }) => ups.input / 3)
  const output = (column: number) => `${UPS}.4.4.1.${column}.${line + 1}`
  mib.integer(output(2), ({ node }) => node.voltage)
  mib.integer(output(3), ({ node }) => (node.voltage > 0 ? (10 * (node.voltAmperes[line] ?? 0)) / node.voltage : 0))
  mib.integer(output(4), ({ node }) => node.watts[line] ?? 0)
  mib.integer(output(5), ({ node, ups }) => (300 * (node.watts[line] ?? 0)) / ups.rating)
  const bypass = (column: number) => `${UPS}.5.3.1.${column}.${line + 1}`
  mib.integer(bypass(2), inputVolts)
  mib.integer(bypass(3), () => 0)
  mib.integer(bypass(4), () => 0)
}

/** unknown 1, normal 2, low 3, depleted 4 */
function batteryStatus(ups: UpsBank): number {
  if (ups.stored <= 0) return 4
  return ups.mode !== 'on' && ups.runtime < LOW_SECONDS ? 3 : 2
}
