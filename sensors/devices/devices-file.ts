import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type Diagnostic, formatDiagnostics } from '../../twin/kit/diagnostic.ts'
import { readYaml } from '../../twin/kit/yaml-source.ts'
import type { Estate } from '../../twin/model/estate.ts'
import type { DeviceEntry } from '../device-entry.ts'
import { devicesSchema } from './devices-schema.ts'
import { DeviceExpansion } from './expand-device.ts'

/** A devices file that cannot be used; the message is all that is wrong with it, for people. */
export class DevicesFileError extends Error {
  override readonly name = 'DevicesFileError'
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(formatDiagnostics(diagnostics))
  }
}

const MOST_DIAGNOSTICS = 100

/**
 * The devices that a devices file names, patterns expanded. Form and rules: docs/devices.md. No credential is read.
 * @param file as the person who gave it knows it
 * @throws DevicesFileError with everything that is wrong, by line
 */
export async function readDevicesFile(file: string, estate: Estate): Promise<readonly DeviceEntry[]> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    const message = `The devices file cannot be read (${error.code ?? error.message}).`
    throw new DevicesFileError([{ file, line: 1, column: 1, path: [], message }])
  })
  return parseDevices(bytes, file, estate)
}

/** @throws DevicesFileError */
export function parseDevices(bytes: Uint8Array, file: string, estate: Estate): readonly DeviceEntry[] {
  const reading = readYaml(bytes, file)
  if (!('source' in reading)) throw new DevicesFileError(reading.diagnostics)
  const { source } = reading
  const checked = source.checkWith(devicesSchema)
  if (!('value' in checked)) throw new DevicesFileError(checked.diagnostics)
  const { devices, defaults } = checked.value
  const context = { source, estate, folder: dirname(resolve(file)), defaults }
  const entries: DeviceEntry[] = []
  const diagnostics: Diagnostic[] = []
  const seen = new Map<string, number>()
  for (const [at, words] of devices.entries()) {
    const expansion = new DeviceExpansion(context, ['devices', at], words)
    diagnostics.push(...expansion.diagnostics)
    for (const entry of expansion.entries) {
      const key = `${entry.path} ${entry.url}`
      const first = seen.get(key)
      if (first === undefined) seen.set(key, at)
      else {
        const { line } = source.positionOf(['devices', first])
        diagnostics.push(
          source.diagnostic(['devices', at, 'url'], `is read for the same thing in line ${line} already`, {
            found: entry.url,
          }),
        )
        break
      }
      entries.push(entry)
    }
    if (diagnostics.length > MOST_DIAGNOSTICS) break
  }
  if (diagnostics.length > 0) throw new DevicesFileError(diagnostics)
  return entries
}
