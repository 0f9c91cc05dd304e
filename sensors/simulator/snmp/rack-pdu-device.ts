import type { Quantity } from '../../../twin/model/quantity.ts'
import type { PduLoad } from '../physics/pdu-load.ts'
import type { ProbeState } from '../physics/probe-state.ts'
import type { ManagedDevice } from './system-group.ts'

/** One value of a sensor port: a PX counts temperature and humidity of one probe as two sensors. */
export interface ExternalSensor {
  readonly probe: ProbeState
  readonly quantity: Quantity
}

/** A rack PDU as its network card knows it. Row n of a table of probes is `probes[n - 1]`, of sensors `sensors[n - 1]`. */
export interface RackPduDevice extends ManagedDevice {
  readonly load: PduLoad
  readonly probes: readonly ProbeState[]
  readonly sensors: readonly ExternalSensor[]
  readonly serial: string
  /** Epoch milliseconds of the card's clock. */
  clock(): number
}
