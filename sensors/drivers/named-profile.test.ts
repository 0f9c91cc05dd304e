import { expect, test } from 'vitest'
import { loadProfiles } from '../profiles/load-profiles.ts'
import { namedProfile } from './named-profile.ts'

test('a profile that there is none of is told with the nearest and with all there are', async () => {
  const { snmp } = (await loadProfiles()).profiles
  expect(namedProfile('SNMP', snmp, 'apc-rpdu2').id).toBe('apc-rpdu2')
  const wrong = () => namedProfile('SNMP', snmp, 'apc-rpduu2')
  expect(wrong).toThrow('there is no SNMP profile apc-rpduu2; the nearest is apc-rpdu2. Known: ')
  expect(wrong).toThrow('raritan-px')
  expect(() => namedProfile('SNMP', snmp, 'toaster')).toThrow('there is no SNMP profile toaster. Known: ')
})
