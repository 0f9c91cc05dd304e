import type { Diagnostic, DocumentPath } from '../kit/diagnostic.ts'
import { diagnosticsOfIssues } from '../kit/issue-diagnostics.ts'
import type { YamlSource } from '../kit/yaml-source.ts'
import { type EstateFile, estateFile } from './schema/estate-file.ts'

/** What a file says but for its faults. */
interface FaultlessFile {
  readonly document: EstateFile
  /** Where something stands for what is missing. */
  readonly standIns: readonly DocumentPath[]
}

/** Without these, other things would seem to be wrong that are not. */
const TELLING = new Set(['at', 'step', 'extent', 'footprint', 'faces', 'along', 'position', 'cords', 'things', 'type'])

/** A reference that leads nowhere, which is told nowhere either. */
const NOWHERE = '-'
const BATTERY = { capacity: '1 kWh', autonomyAtFullLoad: '1 min' }
const SMALL = { width: '1 mm', depth: '1 mm', height: '1 mm' }

/** What stands for a needed figure that is missing or wrong, by what holds it: it makes nothing else wrong. */
const STAND_INS: Readonly<Partial<Record<string, Readonly<Partial<Record<string, unknown>>>>>> = {
  site: { latitude: 0, longitude: 0, utcOffsetName: 'UTC' },
  building: { height: '1 m', use: 'data-centre' },
  plot: { use: NOWHERE },
  room: { height: '50 m', use: 'data-hall' },
  transformer: { from: NOWHERE },
  ups: { from: NOWHERE, efficiency: 1, battery: BATTERY },
  battery: BATTERY,
  'power-panel': { from: NOWHERE },
  'power-feed': { from: NOWHERE, derating: 1, side: 'single' },
  'rack-pdu': { from: NOWHERE, side: 'single' },
  crah: { from: NOWHERE, chilledBy: NOWHERE, capacity: '1 kW', airflow: '1 m3/s', ...SMALL },
  chiller: { from: NOWHERE, capacity: '1 kW', cop: 1, ...SMALL },
  solar: { rating: '1 kW', height: '1 m' },
  meter: { measures: NOWHERE },
  monitor: { manufacturer: NOWHERE, model: NOWHERE },
}

/**
 * A document without what is wrong in it, as far as the rest means the same without; for needed figures something stands in. Undefined where
 * the rest would mean something else.
 */
export function withoutFaults(source: YamlSource, diagnostics: readonly Diagnostic[]): FaultlessFile | undefined {
  const rest = without(source.value, diagnostics)
  const first = estateFile.safeParse(rest)
  if (first.success) return { document: first.data, standIns: [] }
  const missing = diagnosticsOfIssues(first.error.issues, rest, source.file, (path) => source.positionOf(path))
  const standIns = missing.map(({ path }) => path)
  for (const path of standIns) if (!standIn(rest, path)) return undefined
  const second = estateFile.safeParse(rest)
  return second.success ? { document: second.data, standIns } : undefined
}

function without(document: unknown, diagnostics: readonly Diagnostic[]): unknown {
  const rest = structuredClone(document)
  for (const { path, nearest } of diagnostics) {
    const holder = holderOf(rest, path)
    const last = path.at(-1)
    if (last === undefined || TELLING.has(String(last)) || Array.isArray(holder)) return undefined
    if (typeof holder !== 'object' || holder === null) continue
    const fields = holder as Record<string | number, unknown>
    delete fields[last]
    // What is said of the source of a figure that is left out, or meant by a name that is none, is not wrong.
    const { sources } = fields
    if (typeof sources === 'object' && sources !== null)
      for (const figure of [last, nearest]) delete (sources as Record<string, unknown>)[String(figure)]
  }
  return rest
}

/** @returns whether anything may stand there */
function standIn(document: unknown, path: DocumentPath): boolean {
  const holder = holderOf(document, path)
  const field = String(path.at(-1))
  if (typeof holder !== 'object' || holder === null || Object.hasOwn(holder, field)) return false
  const { kind = path.at(-2) } = holder as { readonly kind?: unknown }
  const value = STAND_INS[String(kind)]?.[field]
  if (value === undefined) return false
  ;(holder as Record<string, unknown>)[field] = value
  return true
}

function holderOf(document: unknown, path: DocumentPath): unknown {
  let holder = document
  for (const step of path.slice(0, -1))
    holder = (holder as Readonly<Record<string | number, unknown>> | undefined)?.[step]
  return holder
}
