import type { ThingPath } from './path.ts'

/** The faults that the simulator knows, by name. */
export const FAULTS = [
  'feed-loss',
  'ups-on-battery',
  'cooler-down',
  'door-open',
  'leak',
  'smoke',
  'generator-no-start',
  'utility-loss',
  'probe-freeze',
  'probe-lie',
  'probe-back-in-time',
  'pdu-silent',
  'pdu-late',
  'pdu-garbage',
  'broker-restart',
] as const
export type FaultName = (typeof FAULTS)[number]

export interface ActiveFault {
  readonly id: string
  readonly name: FaultName
  readonly path: ThingPath
  readonly since: number
}

/** Present only where the simulator runs. */
export interface FaultControl {
  active(): Promise<readonly ActiveFault[]>
  /** @throws Error with a message for people when the fault does not fit the thing */
  inject(name: FaultName, path: ThingPath): Promise<ActiveFault>
  clear(id: string): Promise<void>
}
