import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formatDiagnostics } from '../../twin/kit/diagnostic.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { QUANTITIES, STATE_WORDS, UNIT_OF } from '../../twin/model/quantity.ts'
import { unitsOf } from './convert-unit.ts'
import { loadProfiles } from './load-profiles.ts'
import { modbusProfileSchema } from './modbus-profile.ts'
import { mqttProfileSchema } from './mqtt-profile.ts'
import { redfishProfileSchema } from './redfish-profile.ts'
import { snmpProfileSchema } from './snmp-profile.ts'
import { profileReference } from './testing/profile-reference.ts'

const HEAD = `# Reference of device profiles

Made from the schemas in \`sensors/profiles\`. How to write a profile is in [profiles.md](profiles.md) and
[profiles-modbus.md](profiles-modbus.md). \`a[].b\` is the field \`b\` of every entry of the list \`a\`, \`a.*\` every value of the map \`a\`.

`

function words(): string {
  const quantities = QUANTITIES.map((quantity) => {
    const units = unitsOf(quantity).map((unit) => `\`${unit}\``)
    return `| \`${quantity}\` | ${UNIT_OF[quantity]} | ${units.join(' ')} |`
  })
  return [
    '## Quantities',
    '',
    'Each is kept in one unit; a maker’s is converted. Units are told apart by case where that matters (`mW`, `MW`).',
    '',
    '| quantity | kept in | units that a profile may name |',
    '|---|---|---|',
    ...quantities,
    '',
    '## Words of a state',
    '',
    `${STATE_WORDS.map((word) => `\`${word}\``).join(' ')}`,
    '',
  ].join('\n')
}

test('docs/profiles-reference.md says what the schemas say (vitest -u writes it anew)', async () => {
  const parts = [
    profileReference('SNMP', snmpProfileSchema),
    profileReference('Modbus', modbusProfileSchema),
    profileReference('MQTT', mqttProfileSchema),
    profileReference('Redfish', redfishProfileSchema),
    words(),
  ]
  await expect(HEAD + parts.join('\n')).toMatchFileSnapshot('../../docs/profiles-reference.md')
})

test.each(['profiles.md', 'profiles-modbus.md'])('every whole profile shown in docs/%s is valid', async (page) => {
  const text = await readFile(join(process.cwd(), 'docs', page), 'utf8')
  const shown = [...text.matchAll(/```yaml\n(protocol: .*?)```/gs)].map(([, yaml = '']) => yaml)
  expect(shown.length).toBeGreaterThan(0)
  await using folder = await temporaryFolder()
  for (const [at, yaml] of shown.entries()) await writeFile(join(folder.path, `${at}.yaml`), yaml)
  const { diagnostics } = await loadProfiles(folder.path)
  expect(formatDiagnostics(diagnostics.filter(({ file }) => file.startsWith(folder.path)))).toBe('')
})
