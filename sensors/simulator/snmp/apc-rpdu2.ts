import { type MibBuilder, TAG } from './mib-view.ts'
import type { RackPduDevice } from './rack-pdu-device.ts'
import { addSystemGroup } from './system-group.ts'

const APC = '1.3.6.1.4.1.318'
const RPDU2 = `${APC}.1.1.26`
/** What every card of the rPDU2 family says it is: masterSwitchrPDU2. */
export const APC_RPDU2_OBJECT_ID = `${APC}.1.3.4.6`

const LOW = 1
const NORMAL = 2
const NEAR_OVERLOAD = 3
const OVERLOAD = 4

/** Models that meter each outlet (AP84xx, AP86xx; APDU99xx) or switch it as well (AP86xx, AP89xx, APDU99xx), by their data sheets. */
export function apcOutlets(model: string): { readonly metered: boolean; readonly switched: boolean } {
  return { metered: /^(AP8[46]|APDU99)/i.test(model), switched: /^(AP8[69]|APDU99)/i.test(model) }
}

/** PowerNet-MIB rPDU2 (318.1.1.26): the columns and their order as real cards walk them. */
export function addApcRpdu2<D extends RackPduDevice>(mib: MibBuilder<D>, shape: D): void {
  addSystemGroup(mib)
  const { load } = shape
  mib.text(`${APC}.1.1.4.1.4.0`, (device) => device.load.thing.model)
  mib.text(`${APC}.1.1.4.1.5.0`, (device) => device.serial)
  mib.text(`${APC}.1.1.12.1.1.0`, (device) => device.name)
  mib.text(`${APC}.1.1.12.1.5.0`, (device) => device.load.thing.model)
  mib.text(`${APC}.1.1.12.1.6.0`, (device) => device.serial)
  addIdentity(mib)
  addDevice(mib)
  for (let phase = 1; phase <= load.lineCount; phase++) addPhase(mib, phase)
  for (const [at] of load.banks.entries()) addBank(mib, at + 1)
  mib.integer(`${RPDU2}.3.0`, () => 1)
  mib.integer(`${RPDU2}.5.0`, () => load.lineCount)
  mib.integer(`${RPDU2}.7.0`, () => load.banks.length)
  const outlets = apcOutlets(load.thing.model)
  for (let outlet = 1; outlet <= load.thing.outlets; outlet++) {
    if (outlets.switched) addSwitchedOutlet(mib, outlet)
    if (outlets.metered) addMeteredOutlet(mib, outlet)
  }
  // Without a probe the table still has its one row, which says so.
  mib.integer(`${RPDU2}.10.1.0`, () => Math.max(1, shape.probes.length))
  for (let row = 1; row <= Math.max(1, shape.probes.length); row++) addTemperatureHumidity(mib, row)
}

function addIdentity<D extends RackPduDevice>(mib: MibBuilder<D>): void {
  const column = (number: number) => `${RPDU2}.2.1.${number}.1`
  mib.integer(`${RPDU2}.1.0`, () => 1)
  mib.integer(column(1), () => 1)
  mib.integer(column(2), () => 1)
  mib.text(column(3), (device) => device.name)
  mib.text(column(4), (device) => device.location)
  mib.text(column(5), () => '02')
  mib.text(column(6), () => '7.1.4')
  mib.text(column(7), () => '06/30/2024')
  mib.text(column(8), (device) => device.load.thing.model)
  mib.text(column(9), (device) => device.serial)
}

function addDevice<D extends RackPduDevice>(mib: MibBuilder<D>): void {
  const properties = (number: number) => `${RPDU2}.4.2.1.${number}.1`
  mib.integer(properties(1), () => 1)
  mib.integer(properties(2), () => 1)
  mib.text(properties(3), (device) => device.name)
  mib.integer(properties(4), (device) => device.load.thing.outlets)
  mib.integer(properties(8), (device) => device.load.lineCount)
  mib.integer(properties(9), (device) => device.load.banks.length)
  mib.integer(properties(12), (device) => device.load.thing.amperage)
  const column = (number: number) => `${RPDU2}.4.3.1.${number}.1`
  mib.integer(column(1), () => 1)
  mib.integer(column(2), () => 1)
  mib.text(column(3), (device) => device.name)
  mib.integer(column(4), ({ load }) =>
    Math.max(...load.lineAmperes.subarray(0, load.lineCount)) > load.thing.amperage ? OVERLOAD : NORMAL,
  )
  // Hundredths of a kW, tenths of a kWh, hundredths of a kVA.
  mib.integer(column(5), ({ load }) => load.watts / 10)
  mib.integer(column(6), ({ load }) => load.peakWatts / 10)
  mib.text(column(7), cardTime)
  mib.text(column(8), () => '01/02/2024 08:00:00')
  mib.integer(column(9), ({ load }) => Math.floor(load.wattHours / 100))
  mib.text(column(10), () => '01/02/2024 08:00:00')
  mib.integer(column(11), () => 2)
  mib.integer(column(12), ({ load }) => (load.node.isLive ? 1 : 2))
  mib.integer(column(13), () => 3)
  mib.integer(column(14), () => 3)
  mib.text(column(15), () => 'notsupported ')
  mib.integer(column(16), ({ load }) => load.voltAmperes / 10)
  mib.integer(column(17), ({ load }) => (load.voltAmperes > 0 ? (100 * load.watts) / load.voltAmperes : 100))
  mib.integer(column(18), () => 1)
}

function addPhase<D extends RackPduDevice>(mib: MibBuilder<D>, phase: number): void {
  const column = (number: number) => `${RPDU2}.6.3.1.${number}.${phase}`
  const line = phase - 1
  mib.integer(column(1), () => phase)
  mib.integer(column(2), () => 1)
  mib.integer(column(3), () => phase)
  mib.integer(column(4), ({ load }) => loadState(load.lineAmperes[line] ?? 0, load.thing.amperage))
  mib.integer(column(5), ({ load }) => 10 * (load.lineAmperes[line] ?? 0))
  mib.integer(column(6), ({ load }) => load.node.voltage)
  mib.integer(column(7), ({ load }) => (load.lineWatts[line] ?? 0) / 10)
  mib.integer(column(8), ({ load }) => (load.lineVoltAmperes[line] ?? 0) / 10)
  mib.integer(column(9), ({ load }) => {
    const apparent = load.lineVoltAmperes[line] ?? 0
    return apparent > 0 ? (100 * (load.lineWatts[line] ?? 0)) / apparent : 100
  })
}

function addBank<D extends RackPduDevice>(mib: MibBuilder<D>, bank: number): void {
  const column = (number: number) => `${RPDU2}.8.3.1.${number}.${bank}`
  mib.integer(column(1), () => bank)
  mib.integer(column(2), () => 1)
  mib.integer(column(3), () => bank)
  mib.integer(column(4), ({ load }) => {
    const own = load.banks[bank - 1]
    return own ? loadState(own.amperes, own.bank.breaker) : LOW
  })
  mib.integer(column(5), ({ load }) => 10 * (load.banks[bank - 1]?.amperes ?? 0))
}

function addSwitchedOutlet<D extends RackPduDevice>(mib: MibBuilder<D>, outlet: number): void {
  const column = (number: number) => `${RPDU2}.9.2.3.1.${number}.${outlet}`
  mib.integer(column(1), () => outlet)
  mib.integer(column(2), () => 1)
  mib.text(column(3), () => `Outlet ${outlet}`)
  mib.integer(column(4), () => outlet)
  mib.integer(column(5), ({ load }) => (load.node.isLive ? 2 : 1))
  mib.integer(column(6), () => 2)
}

function addMeteredOutlet<D extends RackPduDevice>(mib: MibBuilder<D>, outlet: number): void {
  const column = (number: number) => `${RPDU2}.9.4.3.1.${number}.${outlet}`
  const slot = outlet - 1
  mib.integer(column(1), () => outlet)
  mib.integer(column(2), () => 1)
  mib.text(column(3), () => `Outlet ${outlet}`)
  mib.integer(column(4), () => outlet)
  mib.integer(column(5), () => NORMAL)
  mib.integer(column(6), ({ load }) =>
    load.node.voltage > 0 ? (10 * (load.outletVoltAmperes[slot] ?? 0)) / load.node.voltage : 0,
  )
  mib.integer(column(7), ({ load }) => load.outletWatts[slot] ?? 0)
  mib.integer(column(11), ({ load }) => Math.floor(load.outletWattHours(slot) / 100))
  mib.text(column(12), () => (outlet % 8 === 0 ? 'C19' : 'C13'))
}

/** rPDU2SensorTempHumidityStatus: -1 where nothing is measured, with the status that tells it from a real -0.1 °C. */
function addTemperatureHumidity<D extends RackPduDevice>(mib: MibBuilder<D>, row: number): void {
  const column = (number: number) => `${RPDU2}.10.2.2.1.${number}.${row}`
  const probe = (device: D) => device.probes[row - 1]
  const has = (device: D, quantity: 'temperature' | 'humidity') => probe(device)?.probe.measures.includes(quantity)
  mib.integer(column(1), () => row)
  mib.integer(column(2), () => 1)
  mib.text(column(3), (device) => probe(device)?.probe.name ?? '')
  mib.integer(column(4), () => row)
  mib.integer(column(5), (device) => (!probe(device) ? 4 : has(device, 'humidity') ? 2 : 1))
  mib.integer(column(6), (device) => (probe(device) ? 2 : 1))
  mib.integer(column(7), (device) => (has(device, 'temperature') ? fahrenheit(probe(device)?.temperature) * 10 : -1))
  mib.integer(column(8), (device) => (has(device, 'temperature') ? (probe(device)?.temperature ?? 0) * 10 : -1))
  mib.integer(column(9), (device) => (has(device, 'temperature') ? 4 : 1))
  mib.integer(column(10), (device) => (has(device, 'humidity') ? (probe(device)?.humidity ?? 0) : -1))
  mib.integer(column(11), (device) => (has(device, 'humidity') ? 4 : 1))
  mib.add(TAG.integer, column(12), () => -1)
  mib.add(TAG.integer, column(13), () => -1)
}

function fahrenheit(celsius = 0): number {
  return celsius * 1.8 + 32
}

/** A card warns at 80 % of the rating. */
function loadState(amperes: number, rating: number): number {
  if (amperes > rating) return OVERLOAD
  return amperes > 0.8 * rating ? NEAR_OVERLOAD : NORMAL
}

/** `07/29/2023 23:06:13` */
function cardTime(device: RackPduDevice): string {
  const [date = '', time = ''] = new Date(device.clock()).toISOString().split('T')
  const [year, month, day] = date.split('-')
  return `${month}/${day}/${year} ${time.slice(0, 8)}`
}
