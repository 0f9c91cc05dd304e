import { readFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { type Diagnostic, formatDiagnostics } from '../../twin/kit/diagnostic.ts'
import { readYaml, type YamlSource } from '../../twin/kit/yaml-source.ts'
import type { Estate } from '../../twin/model/estate.ts'
import type { DeviceEntry } from '../device-entry.ts'
import { type DefaultWords, type DeviceWords, devicesSchema } from './devices-schema.ts'
import { DeviceExpansion } from './expand-device.ts'
import type { ProfilesAt } from './known-profiles.ts'
import { rightWords } from './right-words.ts'

/** A devices file that cannot be used; the message is all that is wrong with it, for people. */
export class DevicesFileError extends Error {
  override readonly name = 'DevicesFileError'
  /** @param isAll false where parts of the file could not be looked at for what is wrong in others */
  constructor(
    readonly diagnostics: readonly Diagnostic[],
    isAll = true,
  ) {
    super(`${formatDiagnostics(diagnostics)}${isAll ? '' : '\nMore may follow when these are mended.'}`)
  }
}

const MOST_DIAGNOSTICS = 100

/**
 * The devices that a devices file names, patterns expanded. Form and rules: docs/devices.md. No credential is read.
 * @param file as the person who gave it knows it
 * @param profiles which profiles there are
 * @throws DevicesFileError with everything that is wrong, by line
 */
export async function readDevicesFile(
  file: string,
  estate: Estate,
  profiles: ProfilesAt,
): Promise<readonly DeviceEntry[]> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    const message =
      error.code === 'ENOENT'
        ? `There is no ${basename(file)} here; docs/devices.md shows one.`
        : `The devices file cannot be read (${error.code ?? error.message}).`
    throw new DevicesFileError([{ file, line: 1, column: 1, path: [], message }])
  })
  return parseDevices(bytes, file, estate, profiles)
}

/** @throws DevicesFileError */
export function parseDevices(
  bytes: Uint8Array,
  file: string,
  estate: Estate,
  profiles: ProfilesAt,
): readonly DeviceEntry[] {
  const reading = readYaml(bytes, file)
  if (!('source' in reading)) throw new DevicesFileError(reading.diagnostics, false)
  const { source } = reading
  const { devices, defaults, diagnostics: wrongWords } = wordsOf(source)
  const context = { source, estate, folder: dirname(resolve(file)), defaults, profiles }
  const entries: DeviceEntry[] = []
  const diagnostics: Diagnostic[] = [...wrongWords]
  let isAll = true
  const seen = new Map<string, number>()
  const told = new Set<string>()
  for (const [at, words] of devices.entries()) {
    if (!words) isAll = false
    if (!words) continue
    const expansion = new DeviceExpansion(context, ['devices', at], words)
    // What the defaults say is wrong for each entry that takes it over.
    diagnostics.push(
      ...expansion.diagnostics.filter(({ path }) => path[0] !== 'defaults' || !told.has(String(path[1]))),
    )
    for (const { path } of expansion.diagnostics) if (path[0] === 'defaults') told.add(String(path[1]))
    entries.push(...expansion.entries)
    for (const place of expansion.places) {
      const first = seen.get(place)
      if (first === undefined) seen.set(place, at)
      else {
        const { line } = source.positionOf(['devices', first])
        const found = place.slice(place.indexOf(' ') + 1)
        const message = `is read for the same thing in line ${line} already`
        diagnostics.push(source.diagnostic(['devices', at, 'url'], message, { found }))
        break
      }
    }
    if (diagnostics.length > MOST_DIAGNOSTICS) {
      isAll = false
      break
    }
  }
  if (diagnostics.length > 0) throw new DevicesFileError(diagnostics, isAll)
  return entries
}

interface Words {
  readonly defaults: DefaultWords
  /** Undefined for entries that say too little to be looked at. */
  readonly devices: readonly (DeviceWords | undefined)[]
  readonly diagnostics: readonly Diagnostic[]
}

function wordsOf(source: YamlSource): Words {
  const checked = source.checkWith(devicesSchema)
  if ('value' in checked) return { defaults: undefined, ...checked.value, diagnostics: [] }
  const { diagnostics } = checked
  const { defaults, devices } = rightWords(source.value, diagnostics)
  return { defaults, devices, diagnostics }
}
