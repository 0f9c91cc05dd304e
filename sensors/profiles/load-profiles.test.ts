import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formatDiagnostics } from '../../twin/kit/diagnostic.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { loadProfiles } from './load-profiles.ts'

const OWN = `protocol: snmp
id: acme-probe
name: ACME probe
source: ACME-MIB
match: [{ objectId: [1.3.6.1.4.1.99999] }]
scalars:
  - { oid: 1.3.6.1.4.1.99999.1.0, name: temperature, quantity: temperature, scale: 0.1 }
`

/** What is said of the shipped profiles is the business of the first test alone. */
async function ownProblems(folder: string) {
  const { profiles, diagnostics } = await loadProfiles(folder)
  return { profiles, diagnostics: diagnostics.filter(({ file }) => file.startsWith(folder)) }
}

test('every shipped profile is valid, and every protocol has some', async () => {
  const { profiles, diagnostics } = await loadProfiles()
  expect(formatDiagnostics(diagnostics)).toBe('')
  expect(profiles.snmp.map(({ id }) => id)).toEqual(expect.arrayContaining(['apc-rpdu2', 'entity-sensor']))
  expect(profiles.modbus.map(({ id }) => id)).toContain('oblak-crah')
  expect(profiles.redfish.map(({ id }) => id)).toContain('redfish-standard')
  expect(profiles.mqtt.map(({ id }) => id)).toContain('mqtt-plain')
})

test('a folder of one’s own adds families from its subfolders and replaces shipped ones', async () => {
  await using folder = await temporaryFolder()
  await mkdir(join(folder.path, 'acme'))
  await writeFile(join(folder.path, 'acme', 'probe.yml'), OWN)
  await writeFile(join(folder.path, 'mine.yaml'), OWN.replace('acme-probe', 'apc-rpdu2'))
  await writeFile(join(folder.path, 'notes.txt'), 'no profile')
  const { profiles, diagnostics } = await ownProblems(folder.path)
  expect(diagnostics).toEqual([])
  expect(profiles.snmp.filter(({ id }) => id === 'acme-probe')).toHaveLength(1)
  expect(profiles.snmp.filter(({ id }) => id === 'apc-rpdu2').map(({ name }) => name)).toEqual(['ACME probe'])
})

test.each([
  ['a field that is none', OWN.replace('scale: 0.1', 'skale: 0.1'), 7, 'skale'],
  ['a protocol that is none', OWN.replace('protocol: snmp', 'protocol: snnp'), 1, 'snnp'],
  ['no protocol', OWN.replace('protocol: snmp\n', ''), 1, 'protocol'],
  ['a quantity that is none', OWN.replace('quantity: temperature', 'quantity: warmth'), 7, 'warmth'],
  ['an object identifier with a leading dot', OWN.replace('oid: 1.3', 'oid: .1.3'), 7, 'object identifier'],
  ['text that is no YAML', `${OWN}  - {`, 8, ''],
  ['a standard that is none', `${OWN}with: [nothing-standard]\n`, 8, 'nothing-standard'],
])('%s is named with file and line, and the other profiles are there', async (_what, text, line, said) => {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, 'bad.yaml'), text)
  const { profiles, diagnostics } = await ownProblems(folder.path)
  expect(diagnostics.map(({ file, line: at }) => [file, at])).toEqual([[join(folder.path, 'bad.yaml'), line]])
  expect(formatDiagnostics(diagnostics)).toContain(said)
  expect(profiles.snmp.map(({ id }) => id)).toContain('apc-rpdu2')
})

test.each([
  ['a unit that does not measure', OWN.replace('scale: 0.1', 'unit: V'), 'unit V does not measure temperature'],
  ['two points of one name', `${OWN}${OWN.split('\n').at(-2)}\n`, 'names the point temperature twice'],
  ['a state without words', OWN.replace('quantity: temperature', 'quantity: state'), 'a state needs states'],
])('%s is told, though the schema allows it', async (_what, text, said) => {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, 'bad.yaml'), text)
  const { diagnostics } = await ownProblems(folder.path)
  expect(diagnostics).toHaveLength(1)
  expect(diagnostics[0]?.message).toContain(said)
})

test('two own files with one id, and a folder that is not there, are told', async () => {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, 'a.yaml'), OWN)
  await writeFile(join(folder.path, 'b.yaml'), OWN)
  const twice = await ownProblems(folder.path)
  expect(formatDiagnostics(twice.diagnostics)).toContain('a.yaml too')
  const nowhere = await ownProblems(join(folder.path, 'nowhere'))
  expect(nowhere.diagnostics[0]?.message).toContain('cannot be read')
})
