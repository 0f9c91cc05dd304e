import type { ProbeState } from '../physics/probe-state.ts'
import type { MibBuilder } from './mib-view.ts'
import { addSystemGroup, type ManagedDevice } from './system-group.ts'

const STE2 = '1.3.6.1.4.1.21796.4.9'
export const HWG_STE2_OBJECT_ID = STE2

/** An environmental monitor: readings of its probes, and dry contacts. */
export interface MonitorDevice extends ManagedDevice {
  readonly probes: readonly ProbeState[]
}

interface Reading {
  readonly probe: ProbeState
  readonly quantity: 'temperature' | 'humidity'
}

/** Rows of the sensor table: each quantity of a probe is one, in the order of the probes. */
export function ste2Sensors(probes: readonly ProbeState[]): Reading[] {
  return probes.flatMap((probe) =>
    (['temperature', 'humidity'] as const).flatMap((quantity) =>
      probe.probe.measures.includes(quantity) ? [{ probe, quantity }] : [],
    ),
  )
}

/** Rows of the table of dry contacts. */
export function ste2Inputs(probes: readonly ProbeState[]): ProbeState[] {
  return probes.filter((probe) => probe.probe.measures.includes('state'))
}

/** HW group STE2: sensTable (.3) with tenths of a unit, inpTable (.1) with contacts. Units: 1 °C, 4 %. */
export function addHwgSte2<D extends MonitorDevice>(mib: MibBuilder<D>, shape: D): void {
  addSystemGroup(mib)
  for (const [at] of ste2Inputs(shape.probes).entries()) {
    const column = (number: number) => `${STE2}.1.1.${number}.${at + 1}`
    const probe = (device: D) => ste2Inputs(device.probes)[at]
    // A contact is 0 while its circuit is quiet; the alarm state says whether that matters.
    const isActive = (device: D) => Number(probe(device)?.word !== probe(device)?.quietWord)
    mib.integer(column(1), () => at + 1)
    mib.integer(column(2), isActive)
    mib.text(column(3), (device) => probe(device)?.probe.name ?? '')
    mib.integer(column(4), isActive)
  }
  for (const [at, { quantity }] of ste2Sensors(shape.probes).entries()) {
    const column = (number: number) => `${STE2}.3.1.${number}.${at + 1}`
    const reading = (device: D) => {
      const sensor = ste2Sensors(device.probes)[at]
      return sensor?.probe.value(sensor.quantity) ?? Number.NaN
    }
    mib.integer(column(1), () => at + 1)
    mib.text(column(2), (device) => ste2Sensors(device.probes)[at]?.probe.probe.name ?? '')
    mib.integer(column(3), () => 1)
    mib.text(column(4), (device) => reading(device).toFixed(1))
    mib.integer(column(5), (device) => 10 * reading(device))
    mib.text(
      column(6),
      (device) => `28${(ste2Sensors(device.probes)[at]?.probe.probe.index ?? 0).toString(16).padStart(14, '0')}`,
    )
    mib.integer(column(7), () => (quantity === 'temperature' ? 1 : 4))
    mib.integer(column(8), () => at + 1)
  }
}
