import { expect, it } from 'vitest'
import type { ThingPath } from '../../twin/model/path.ts'
import { stateCode } from '../../twin/model/quantity.ts'
import { epochMs } from '../../twin/model/units.ts'
import { codeForRole } from '../pipeline/normalise/role-words.ts'
import { freshAccess } from './access.ts'
import { DevicePark, type ParkCredentials } from './device-park.ts'
import { World } from './physics/world.ts'
import { planProbeSources } from './probe-sources.ts'
import { SnmpPark } from './snmp/snmp-park.ts'
import { smallEstate } from './testing/small-estate.ts'

const credential = 'env:NOT_READ'
const credentials: ParkCredentials = { community: credential, usm: credential, redfish: credential, mqtt: credential }

it('says of every contact on an input of a monitor what it is, so that its alarm has the words of a door or a leak', async () => {
  const estate = smallEstate({ racks: 1, monitor: true })
  const world = new World(estate, { seed: 1, at: epochMs(Date.UTC(2026, 6, 15, 10)) })
  const sources = planProbeSources(estate, world.probes.values())
  const options = { estate, world, sources, access: freshAccess(), credentials, now: () => 0, only: '' }
  const park = new DevicePark(options, new SnmpPark())
  try {
    await park.open()
    const monitor = park.entries.find(({ path }) => path === 'site/hall/monitor')
    // It has two inputs.
    expect(monitor?.map).toEqual({ 'input-1': 'site/hall/door', 'input-2': 'site/hall/leak' })
    expect(monitor?.roles).toEqual({ 'site/hall/door': 'door', 'site/hall/leak': 'leak' })
    const shown = (path: string) => {
      const role = monitor?.roles?.[path as ThingPath]
      return role && codeForRole(role, stateCode('alarm'))
    }
    expect([shown('site/hall/door'), shown('site/hall/leak')]).toEqual([stateCode('open'), stateCode('leak')])
    expect(park.entries.filter(({ map, roles }) => roles && !map)).toEqual([])
  } finally {
    await park.close()
  }
})
