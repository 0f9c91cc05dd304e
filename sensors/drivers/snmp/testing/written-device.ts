import type { DeviceIdentity } from '../../../driver.ts'
import { loadProfiles } from '../../../profiles/load-profiles.ts'
import { TAG } from '../../../simulator/snmp/mib-view.ts'
import { type MibContent, mibAgent } from './mib-agent.ts'
import { openAgent } from './open-agent.ts'
import { toldWords } from './told-words.ts'

/** Variables written by hand from the makers' MIBs: what the recordings at hand do not show. */
export type Variables = Record<string, MibContent>

const shipped = loadProfiles()

/** Of the maker's MIB. */
export const APC = '1.3.6.1.4.1.318.1'

export const ticks = (value: number): MibContent => ({ tag: TAG.timeTicks, value })
export const gauge = (value: number): MibContent => ({ tag: TAG.gauge32, value })

/** A row of a table by its columns. */
export function columns(entry: string, index: string, values: Readonly<Record<number, MibContent>>): Variables {
  return Object.fromEntries(Object.entries(values).map(([column, value]) => [`${entry}.${column}.${index}`, value]))
}

/** Reads a device of this sysObjectID once, by the shipped profiles. */
export async function readDevice(objectId: string, ...parts: readonly Variables[]) {
  const { profiles } = await shipped
  const system: Variables = {
    '1.3.6.1.2.1.1.1.0': 'A device',
    '1.3.6.1.2.1.1.2.0': { tag: TAG.oid, value: objectId },
    '1.3.6.1.2.1.1.3.0': ticks(4711),
    '1.3.6.1.2.1.1.5.0': 'device-1',
  }
  await using agent = await mibAgent(Object.assign(system, ...parts))
  const session = await openAgent(agent, profiles.snmp)
  const readings = await session.gather(AbortSignal.timeout(10_000))
  await session.close()
  const identity: DeviceIdentity = session.identity
  return { identity, values: toldWords(readings) }
}
