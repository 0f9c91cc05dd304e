import type { Diagnostic } from '../kit/diagnostic.ts'
import { readYaml, type YamlSource } from '../kit/yaml-source.ts'
import type { EstateFolder } from './estate-folder.ts'
import type { Origin, ParsedEstateFile } from './expand/expansion.ts'
import { migrateFile, OLDEST_VERSION } from './migrate/migrate-file.ts'
import { estateFile, SCHEMA_VERSION } from './schema/estate-file.ts'
import { withoutFaults } from './without-faults.ts'

/** A file of an older version, before and after its migration. */
export interface Migration {
  readonly file: string
  readonly before: string
  readonly after: string
}

/** A folder's files, read and checked one by one. */
export interface EstateFiles {
  readonly parsed: readonly ParsedEstateFile[]
  readonly sources: ReadonlyMap<string, YamlSource>
  readonly migrations: readonly Migration[]
  readonly diagnostics: readonly Diagnostic[]
  /** Could every file be understood, though perhaps not all that it says? */
  readonly isWhole: boolean
  /** Whether something stands there only for what is missing, which is told already. */
  isStandIn(origin: Origin): boolean
}

/** Reads every file against the schema; older versions are migrated first, in memory. */
export function readEstateFiles(folder: EstateFolder): EstateFiles {
  const parsed: ParsedEstateFile[] = []
  const sources = new Map<string, YamlSource>()
  const migrations: Migration[] = []
  const diagnostics: Diagnostic[] = [...folder.refused]
  const standIns = new Set<string>()
  for (const [name, bytes] of folder.files) {
    const reading = readCurrent(name, bytes, migrations)
    if ('diagnostics' in reading) {
      diagnostics.push(...reading.diagnostics)
      continue
    }
    sources.set(name, reading.source)
    const checked = reading.source.checkWith(estateFile)
    if ('value' in checked) {
      parsed.push({ name, document: checked.value })
      continue
    }
    diagnostics.push(...checked.diagnostics)
    const rest = withoutFaults(reading.source, checked.diagnostics)
    if (!rest) continue
    parsed.push({ name, document: rest.document })
    for (const path of rest.standIns) standIns.add(placeKey({ file: name, path }))
  }
  return {
    parsed,
    sources,
    migrations,
    diagnostics,
    isWhole: parsed.length === folder.files.size && !folder.refused.length,
    isStandIn: (origin) =>
      origin.path.some((_, at) => standIns.has(placeKey({ ...origin, path: origin.path.slice(0, at + 1) }))),
  }
}

function placeKey({ file, path }: Origin): string {
  return JSON.stringify([file, ...path])
}

type Reading = ReturnType<typeof readYaml>

function readCurrent(name: string, bytes: Uint8Array, migrations: Migration[]): Reading {
  const reading = readYaml(bytes, name)
  if (!('source' in reading)) return reading
  const version = versionOf(reading.source.value)
  if (version === undefined || version === SCHEMA_VERSION) return reading
  if (version > SCHEMA_VERSION || version < OLDEST_VERSION) {
    const isNewer = version > SCHEMA_VERSION
    return {
      diagnostics: [
        reading.source.diagnostic(
          ['schema'],
          isNewer
            ? `is newer than this program; bring the program up to date, or write the file as version ${SCHEMA_VERSION}`
            : 'is no version that ever was',
          { found: String(version), allowed: `${OLDEST_VERSION} to ${SCHEMA_VERSION}` },
        ),
      ],
    }
  }
  const before = new TextDecoder().decode(bytes)
  const after = migrateFile(before, version)
  migrations.push({ file: name, before, after })
  return readYaml(new TextEncoder().encode(after), name)
}

/** The whole number that a file says its version is; the schema tells what is wrong with anything else. */
function versionOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('schema' in value)) return undefined
  return Number.isInteger(value.schema) ? (value.schema as number) : undefined
}
