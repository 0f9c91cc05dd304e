import type { MibBuilder } from './mib-view.ts'
import type { ExternalSensor, RackPduDevice } from './rack-pdu-device.ts'
import { addSystemGroup } from './system-group.ts'

/** PDU2-MIB. */
const RARITAN = '1.3.6.1.4.1.13742.6'
export const RARITAN_OBJECT_ID = RARITAN

/** SensorTypeEnumeration */
const TYPE = {
  current: 1,
  voltage: 4,
  power: 5,
  apparentPower: 6,
  powerFactor: 7,
  energy: 8,
  temperature: 10,
  humidity: 11,
  airflow: 12,
  pressure: 13,
  onOff: 14,
  trip: 15,
  water: 17,
  smoke: 18,
  contact: 20,
  frequency: 23,
  voltageLineNeutral: 25,
  door: 43,
} as const
/** SensorUnitsEnumeration and decimal digits that PX3 firmware reports for a type. */
const FORMAT: Readonly<Record<number, readonly [units: number, digits: number]>> = {
  [TYPE.current]: [2, 3],
  [TYPE.voltage]: [1, 0],
  [TYPE.power]: [3, 0],
  [TYPE.apparentPower]: [4, 0],
  [TYPE.powerFactor]: [-1, 2],
  [TYPE.energy]: [5, 0],
  [TYPE.frequency]: [8, 1],
  [TYPE.voltageLineNeutral]: [1, 0],
  [TYPE.temperature]: [7, 1],
  [TYPE.humidity]: [9, 0],
  [TYPE.airflow]: [10, 1],
  [TYPE.pressure]: [11, 0],
}
/** SensorStateEnumeration */
const STATE = { open: 0, closed: 1, normal: 4, on: 7, off: 8, alarmed: 11 } as const

type Read<D> = (device: D) => number

/** Models whose outlets are metered (4000 and 5000 series) or switched (2000 and 5000 series), by the maker's naming. */
function outletsOf(model: string): { readonly metered: boolean; readonly switched: boolean } {
  return { metered: /PX[23]?-[45]/i.test(model), switched: /PX[23]?-[25]/i.test(model) }
}

/** PDU2-MIB of a PX2 or PX3: values are integers, their decimal digits stand in the configuration tables. */
export function addRaritanPdu2<D extends RackPduDevice>(mib: MibBuilder<D>, shape: D): void {
  addSystemGroup(mib)
  const { load } = shape
  const { sensors } = shape
  const isThreePhase = load.lineCount === 3
  mib.integer(`${RARITAN}.3.1.0`, () => 1)
  mib.text(`${RARITAN}.3.2.1.1.2.1`, () => 'Raritan')
  mib.text(`${RARITAN}.3.2.1.1.3.1`, (device) => device.load.thing.model)
  mib.text(`${RARITAN}.3.2.1.1.4.1`, (device) => device.serial)
  mib.text(`${RARITAN}.3.2.1.1.5.1`, () => (isThreePhase ? '400V' : '230V'))
  mib.text(`${RARITAN}.3.2.1.1.6.1`, () => `${load.thing.amperage}A`)
  mib.integer(`${RARITAN}.3.2.2.1.2.1`, () => 1)
  mib.integer(`${RARITAN}.3.2.2.1.3.1`, () => load.banks.length)
  mib.integer(`${RARITAN}.3.2.2.1.4.1`, () => load.thing.outlets)
  mib.integer(`${RARITAN}.3.2.2.1.7.1`, () => 32)
  mib.text(`${RARITAN}.3.2.2.1.13.1`, (device) => device.name)
  mib.integer(`${RARITAN}.3.2.2.1.33.1`, () => sensors.length)
  mib.text(`${RARITAN}.3.3.3.1.2.1.1`, () => 'I1')
  mib.text(`${RARITAN}.3.3.3.1.3.1.1`, () => '')
  mib.integer(`${RARITAN}.3.3.3.1.5.1.1`, () => (isThreePhase ? 4 : 2))

  const inlet = (type: number, read: Read<D>) => addSensor(mib, '3.4', '2.3', '1.1', type, read)
  inlet(TYPE.power, (device) => device.load.watts)
  inlet(TYPE.apparentPower, (device) => device.load.voltAmperes)
  inlet(TYPE.powerFactor, (device) => factor(device.load.watts, device.load.voltAmperes))
  inlet(TYPE.energy, (device) => Math.floor(device.load.wattHours))
  inlet(TYPE.frequency, () => 50)
  if (isThreePhase) {
    for (let line = 0; line < 3; line++) addPole(mib, line)
    addSensor(mib, '3.6', '2.4', '1.1.4', TYPE.current, (device) => device.load.neutralAmperes)
  } else {
    inlet(TYPE.current, (device) => device.load.lineAmperes[0] ?? 0)
    inlet(TYPE.voltage, (device) => device.load.node.voltage)
  }
  for (const [at] of load.banks.entries()) {
    mib.text(`${RARITAN}.3.4.3.1.2.1.${at + 1}`, () => `C${at + 1}`)
    mib.text(`${RARITAN}.3.4.3.1.3.1.${at + 1}`, () => '')
    addSensor(mib, '4.4', '3.3', `1.${at + 1}`, TYPE.current, (device) => device.load.banks[at]?.amperes ?? 0)
    addStateSensor(mib, '3.3', `1.${at + 1}`, TYPE.trip, () => STATE.closed)
  }
  for (let outlet = 1; outlet <= load.thing.outlets; outlet++) addOutlet(mib, outlet, outletsOf(load.thing.model))
  for (const [at, sensor] of sensors.entries()) addExternal(mib, at + 1, sensor)
}

/**
 * A numeric sensor: its format in a table of group 3 (configuration), its reading in one of group 5 (measurements). `3.4` is
 * inlets.inletSensorConfigurationTable, `2.3` measurementsInlet.inletSensorMeasurementsTable.
 */
function addSensor<D extends RackPduDevice>(
  mib: MibBuilder<D>,
  configuration: string,
  measurement: string,
  row: string,
  type: number,
  read: Read<D>,
): void {
  const [units, digits] = FORMAT[type] ?? [-1, 0]
  const raw = (device: D) => read(device) * 10 ** digits
  const format = (column: number) => `${RARITAN}.3.${configuration}.1.${column}.${row}.${type}`
  const reading = (column: number) => `${RARITAN}.5.${measurement}.1.${column}.${row}.${type}`
  mib.integer(format(4), () => 1)
  mib.integer(format(6), () => units)
  mib.gauge(format(7), () => digits)
  mib.integer(format(27), () => 0)
  mib.integer(reading(2), () => 1)
  mib.integer(reading(3), () => STATE.normal)
  mib.gauge(reading(4), raw)
  mib.gauge(reading(5), (device) => device.clock() / 1000)
  mib.integer(reading(6), (device) => Math.min(2_147_483_647, raw(device)))
}

function addStateSensor<D extends RackPduDevice>(
  mib: MibBuilder<D>,
  measurement: string,
  row: string,
  type: number,
  read: Read<D>,
): void {
  const reading = (column: number) => `${RARITAN}.5.${measurement}.1.${column}.${row}.${type}`
  mib.integer(reading(2), () => 1)
  mib.integer(reading(3), read)
  mib.gauge(reading(4), () => 0)
  mib.gauge(reading(5), (device) => device.clock() / 1000)
}

function addPole<D extends RackPduDevice>(mib: MibBuilder<D>, line: number): void {
  const pole = (type: number, read: Read<D>) => addSensor(mib, '3.6', '2.4', `1.1.${line + 1}`, type, read)
  mib.integer(`${RARITAN}.3.3.5.1.1.1.1.${line + 1}`, () => line + 1)
  pole(TYPE.current, (device) => device.load.lineAmperes[line] ?? 0)
  pole(TYPE.voltage, (device) => device.load.node.voltage * Math.sqrt(3))
  pole(TYPE.power, (device) => device.load.lineWatts[line] ?? 0)
  pole(TYPE.apparentPower, (device) => device.load.lineVoltAmperes[line] ?? 0)
  pole(TYPE.powerFactor, ({ load }) => factor(load.lineWatts[line] ?? 0, load.lineVoltAmperes[line] ?? 0))
  pole(TYPE.voltageLineNeutral, (device) => device.load.node.voltage)
}

function addOutlet<D extends RackPduDevice>(
  mib: MibBuilder<D>,
  outlet: number,
  has: { readonly metered: boolean; readonly switched: boolean },
): void {
  const slot = outlet - 1
  const sensor = (type: number, read: Read<D>) => addSensor(mib, '5.4', '4.3', `1.${outlet}`, type, read)
  mib.text(`${RARITAN}.3.5.3.1.2.1.${outlet}`, () => String(outlet))
  mib.text(`${RARITAN}.3.5.3.1.3.1.${outlet}`, () => '')
  if (has.metered) {
    sensor(TYPE.current, ({ load }) =>
      load.node.voltage > 0 ? (load.outletVoltAmperes[slot] ?? 0) / load.node.voltage : 0,
    )
    sensor(TYPE.power, ({ load }) => load.outletWatts[slot] ?? 0)
    sensor(TYPE.energy, ({ load }) => Math.floor(load.outletWattHours(slot)))
  }
  if (!has.switched) return
  addStateSensor(mib, '4.3', `1.${outlet}`, TYPE.onOff, ({ load }) => (load.node.isLive ? STATE.on : STATE.off))
}

function addExternal<D extends RackPduDevice>(mib: MibBuilder<D>, number: number, shape: ExternalSensor): void {
  const type = externalType(shape)
  const [units, digits] = FORMAT[type] ?? [-1, 0]
  const sensor = (device: D) => device.sensors[number - 1]
  const format = (column: number) => `${RARITAN}.3.6.3.1.${column}.1.${number}`
  const reading = (column: number) => `${RARITAN}.5.5.3.1.${column}.1.${number}`
  mib.integer(format(2), () => type)
  mib.text(format(3), (device) => `AEI${1_000_000 + (sensor(device)?.probe.probe.index ?? 0)}`)
  mib.text(format(4), (device) => sensor(device)?.probe.probe.name ?? '')
  mib.integer(format(16), () => units)
  mib.gauge(format(17), () => digits)
  mib.integer(reading(2), () => 1)
  mib.integer(reading(3), (device) => {
    const word = sensor(device)?.probe.word
    if (shape.quantity !== 'state') return STATE.normal
    if (type === TYPE.door) return word === 'open' ? STATE.open : STATE.closed
    return word === 'leak' || word === 'smoke' || word === 'alarm' ? STATE.alarmed : STATE.normal
  })
  mib.integer(reading(4), (device) =>
    shape.quantity === 'state' ? 0 : (sensor(device)?.probe.value(shape.quantity) ?? 0) * 10 ** digits,
  )
  mib.gauge(reading(5), (device) => device.clock() / 1000)
}

/** SensorTypeEnumeration of what a probe measures. */
export function externalType({ probe, quantity }: ExternalSensor): number {
  if (quantity === 'temperature') return TYPE.temperature
  if (quantity === 'humidity') return TYPE.humidity
  if (quantity === 'differential-pressure') return TYPE.pressure
  if (quantity !== 'state') return TYPE.airflow
  const { role } = probe.probe
  if (role === 'door') return TYPE.door
  if (role === 'leak') return TYPE.water
  return role === 'smoke' ? TYPE.smoke : TYPE.contact
}

function factor(watts: number, voltAmperes: number): number {
  return voltAmperes > 0 ? watts / voltAmperes : 1
}
