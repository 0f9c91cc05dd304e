import { type MibBuilder, TAG } from './mib-view.ts'

/** What every managed device says of itself (RFC 3418, RFC 3411). */
export interface ManagedDevice {
  readonly description: string
  readonly objectId: string
  readonly contact: string
  readonly name: string
  readonly location: string
  /** Milliseconds since its agent started. */
  uptime(): number
  readonly engineId: Buffer
  readonly engineBoots: number
}

/** SNMPv2-MIB system, one interface, and the engine's own group. */
export function addSystemGroup<D extends ManagedDevice>(mib: MibBuilder<D>): void {
  mib.text('1.3.6.1.2.1.1.1.0', (device) => device.description)
  mib.add(TAG.oid, '1.3.6.1.2.1.1.2.0', (device) => device.objectId)
  mib.add(TAG.timeTicks, '1.3.6.1.2.1.1.3.0', (device) => Math.floor(device.uptime() / 10) % 4_294_967_296)
  mib.text('1.3.6.1.2.1.1.4.0', (device) => device.contact)
  mib.text('1.3.6.1.2.1.1.5.0', (device) => device.name)
  mib.text('1.3.6.1.2.1.1.6.0', (device) => device.location)
  mib.integer('1.3.6.1.2.1.1.7.0', () => 72)
  mib.integer('1.3.6.1.2.1.2.1.0', () => 1)
  mib.integer('1.3.6.1.2.1.2.2.1.1.1', () => 1)
  mib.text('1.3.6.1.2.1.2.2.1.2.1', () => 'eth0')
  mib.integer('1.3.6.1.2.1.2.2.1.3.1', () => 6)
  mib.integer('1.3.6.1.2.1.2.2.1.8.1', () => 1)
  mib.add(TAG.octets, '1.3.6.1.6.3.10.2.1.1.0', (device) => device.engineId)
  mib.integer('1.3.6.1.6.3.10.2.1.2.0', (device) => device.engineBoots)
  mib.integer('1.3.6.1.6.3.10.2.1.3.0', (device) => Math.floor(device.uptime() / 1000))
}
