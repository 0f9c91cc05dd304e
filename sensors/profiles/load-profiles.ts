import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import type { Diagnostic } from '../../twin/kit/diagnostic.ts'
import { readYaml, type YamlSource } from '../../twin/kit/yaml-source.ts'
import { modbusMap } from './modbus-map.ts'
import { type ModbusProfile, modbusProfileSchema } from './modbus-profile.ts'
import { type MqttProfile, mqttProfileSchema } from './mqtt-profile.ts'
import { type RedfishProfile, redfishProfileSchema } from './redfish-profile.ts'
import { snmpMap } from './snmp-map.ts'
import { type SnmpProfile, snmpProfileSchema } from './snmp-profile.ts'

/** Device families by the protocol that they speak, as the drivers take them. */
export interface Profiles {
  readonly snmp: readonly SnmpProfile[]
  readonly modbus: readonly ModbusProfile[]
  readonly redfish: readonly RedfishProfile[]
  readonly mqtt: readonly MqttProfile[]
}

export interface ProfileReading {
  readonly profiles: Profiles
  /** What is wrong in the files; profiles of such files are left out. */
  readonly diagnostics: readonly Diagnostic[]
}

type Protocol = keyof Profiles
type Profile = Profiles[Protocol][number]

interface Loaded {
  readonly profile: Profile
  readonly source: YamlSource
  readonly isOwn: boolean
}

const SCHEMAS: Readonly<Record<Protocol, z.ZodType<Profile>>> = {
  snmp: snmpProfileSchema,
  modbus: modbusProfileSchema,
  redfish: redfishProfileSchema,
  mqtt: mqttProfileSchema,
}

const MOST_FILES = 1000

/** Every profile of this folder, put into the program when it is built. */
const SHIPPED: Readonly<Record<string, string>> = import.meta.glob('./**/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/**
 * The shipped profiles and those of a folder of the operator's own. One of the folder takes the place of the shipped one with its
 * id. Nothing is thrown for what the files hold.
 * @param folder searched with its subfolders for *.yaml and *.yml
 */
export async function loadProfiles(folder?: string): Promise<ProfileReading> {
  const diagnostics: Diagnostic[] = []
  const loaded = new Map<string, Loaded>()
  const add = (bytes: Uint8Array, file: string, isOwn: boolean) => {
    const reading = readYaml(bytes, file)
    if ('diagnostics' in reading) {
      diagnostics.push(...reading.diagnostics)
      return
    }
    const checked = checkProfile(reading.source)
    if ('diagnostics' in checked) {
      diagnostics.push(...checked.diagnostics)
      return
    }
    const key = `${checked.profile.protocol} ${checked.profile.id}`
    const other = loaded.get(key)
    if (other && other.isOwn === isOwn) {
      const message = `is the id of ${other.source.file} too.`
      diagnostics.push(reading.source.diagnostic(['id'], message, { found: checked.profile.id }))
      return
    }
    loaded.set(key, { profile: checked.profile, source: reading.source, isOwn })
  }
  for (const [path, text] of Object.entries(SHIPPED)) {
    add(new TextEncoder().encode(text), `sensors/profiles/${path.slice(2)}`, false)
  }
  if (folder !== undefined) {
    for (const { bytes, file } of await ownFiles(folder, diagnostics)) add(bytes, file, true)
  }
  diagnostics.push(...missingStandards([...loaded.values()]))
  return { profiles: byProtocol([...loaded.values()].map(({ profile }) => profile)), diagnostics }
}

/** By its protocol's schema, then by what no schema can tell: units that do not measure, names given twice. */
function checkProfile(
  source: YamlSource,
): { readonly profile: Profile } | { readonly diagnostics: readonly Diagnostic[] } {
  const { value } = source
  const protocol = typeof value === 'object' && value !== null && 'protocol' in value ? value.protocol : undefined
  if (!isProtocol(protocol)) {
    const allowed = Object.keys(SCHEMAS).join(', ')
    const found = protocol === undefined ? {} : { found: String(protocol) }
    const message = protocol === undefined ? 'The file does not say which protocol it is for.' : 'is no protocol.'
    return {
      diagnostics: [source.diagnostic(protocol === undefined ? [] : ['protocol'], message, { allowed, ...found })],
    }
  }
  const checked = source.checkWith(SCHEMAS[protocol])
  if ('diagnostics' in checked) return checked
  const profile = checked.value
  try {
    if (profile.protocol === 'snmp') snmpMap(profile)
    if (profile.protocol === 'modbus') modbusMap(profile)
    return { profile }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { diagnostics: [source.diagnostic([], `${message.charAt(0).toUpperCase()}${message.slice(1)}.`)] }
  }
}

function isProtocol(text: unknown): text is Protocol {
  return typeof text === 'string' && Object.hasOwn(SCHEMAS, text)
}

async function ownFiles(
  folder: string,
  diagnostics: Diagnostic[],
): Promise<{ readonly file: string; readonly bytes: Uint8Array }[]> {
  const complain = (file: string, error: unknown) => {
    const message = `The file or folder cannot be read: ${error instanceof Error ? error.message : error}.`
    diagnostics.push({ file, line: 1, column: 1, path: [], message })
  }
  const entries = await readdir(folder, { recursive: true }).catch((error: unknown) => {
    complain(folder, error)
    return []
  })
  const found: { file: string; bytes: Uint8Array }[] = []
  const names = entries.filter((name) => /\.ya?ml$/i.test(name)).sort()
  if (names.length > MOST_FILES) {
    complain(folder, `it holds ${names.length} profiles, allowed are ${MOST_FILES}`)
    return []
  }
  for (const name of names) {
    const file = join(folder, name)
    await readFile(file).then(
      (bytes) => found.push({ file, bytes }),
      (error: unknown) => complain(file, error),
    )
  }
  return found
}

function missingStandards(loaded: readonly Loaded[]): Diagnostic[] {
  const known = loaded.flatMap(({ profile }) => (profile.protocol === 'snmp' ? [profile.id] : []))
  return loaded.flatMap(({ profile, source }) => {
    if (profile.protocol !== 'snmp') return []
    return profile.with.flatMap((id, at) =>
      known.includes(id)
        ? []
        : [source.diagnostic(['with', at], 'is no SNMP profile.', { found: id, allowed: known.join(', ') })],
    )
  })
}

function byProtocol(profiles: readonly Profile[]): Profiles {
  return {
    snmp: profiles.filter((profile) => profile.protocol === 'snmp'),
    modbus: profiles.filter((profile) => profile.protocol === 'modbus'),
    redfish: profiles.filter((profile) => profile.protocol === 'redfish'),
    mqtt: profiles.filter((profile) => profile.protocol === 'mqtt'),
  }
}
