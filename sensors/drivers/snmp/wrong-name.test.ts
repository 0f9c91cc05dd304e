import { expect, test } from 'vitest'
import { TAG } from '../../simulator/snmp/mib-view.ts'
import { mibAgent } from './testing/mib-agent.ts'
import { openAgent, testProfile } from './testing/open-agent.ts'

const OWN = '1.3.6.1.4.1.99999'
const variables = {
  '1.3.6.1.2.1.1.1.0': 'A rack PDU',
  '1.3.6.1.2.1.1.2.0': { tag: TAG.oid, value: `${OWN}.2` },
  '1.3.6.1.2.1.1.5.0': 'pdu-1',
  [`${OWN}.7.1.0`]: 230,
}
const point = (oid: string) => ({ oid, name: 'voltage', quantity: 'voltage' })
const profiles = [
  testProfile({ id: 'acme-pdu', match: [{ objectId: [`${OWN}.1`] }], scalars: [point(`${OWN}.6.1.0`)] }),
  testProfile({ id: 'acme-pdu2', match: [{ objectId: [`${OWN}.2`] }], scalars: [point(`${OWN}.7.1.0`)] }),
]

test('a profile that there is none of is refused before the device is asked, with the nearest', async () => {
  await using agent = await mibAgent(variables)
  await expect(openAgent(agent, profiles, { profile: 'acme-pdu3' })).rejects.toMatchObject({
    code: 'bad-target',
    message: 'there is no SNMP profile acme-pdu3; the nearest is acme-pdu. Known: acme-pdu, acme-pdu2',
  })
  expect(agent.asked).toEqual([])
})

test('a profile of another family is told together with the one that the device is identified by', async () => {
  await using agent = await mibAgent(variables)
  await expect(openAgent(agent, profiles, { profile: 'acme-pdu' })).rejects.toThrow(
    /has nothing that profile acme-pdu reads\. Its own profile is acme-pdu2/,
  )
})

test('a point that the device has not is told by its name, not as a fault of the profile', async () => {
  await using agent = await mibAgent(variables)
  await expect(openAgent(agent, profiles, { points: ['voltag'] })).rejects.toThrow(
    /has no point voltag \(the nearest is voltage\)\. It has 1 point: voltage$/,
  )
})
