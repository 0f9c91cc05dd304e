import type { ServiceName } from '../../model/estate.ts'
import type { Source } from '../../model/source.ts'
import type { DeviceType } from '../../model/things.ts'
import { rackUnits } from '../../model/units.ts'
import type { DeviceTypeText, PduTypeText, RackTypeText } from '../schema/catalogue.ts'
import type { EstateFile } from '../schema/estate-file.ts'
import { defined } from './defined.ts'
import type { Origin, ParsedEstateFile } from './expansion.ts'
import { below, type Problems } from './problems.ts'

/** A type with where it was written and whose figures it gives. */
export interface Entry<T> {
  readonly text: T
  readonly origin: Origin
  readonly source: Source
}

/** The types of all files. */
export interface Catalogue {
  readonly devices: ReadonlyMap<string, Entry<DeviceTypeText>>
  readonly pdus: ReadonlyMap<string, Entry<PduTypeText>>
  readonly racks: ReadonlyMap<string, Entry<RackTypeText>>
  readonly services: ReadonlyMap<string, Entry<ServiceName>>
}

const SECTIONS = ['deviceTypes', 'pduTypes', 'rackTypes', 'services'] as const

export function gatherCatalogue(files: readonly ParsedEstateFile[], problems: Problems): Catalogue {
  const gather = <T extends { readonly source?: Source | undefined } | ServiceName>(
    section: (typeof SECTIONS)[number],
    of: (document: EstateFile) => Readonly<Record<string, T>> | undefined,
  ) => {
    const all = new Map<string, Entry<T>>()
    for (const { name, document } of files) {
      for (const [slug, text] of Object.entries(of(document) ?? {})) {
        const origin = { file: name, path: [section, slug] }
        const first = all.get(slug)
        if (first) problems.add(origin, `${slug} was already written in ${first.origin.file}; each is written once`)
        else
          all.set(slug, { text, origin, source: ('source' in text && text.source) || (document.source ?? 'assumed') })
      }
    }
    return all
  }
  return {
    devices: gather('deviceTypes', (document) => document.deviceTypes),
    pdus: gather('pduTypes', (document) => document.pduTypes),
    racks: gather('rackTypes', (document) => document.rackTypes),
    services: gather('services', (document) => document.services),
  }
}

export function deviceTypesOf({ devices }: Catalogue, problems: Problems): DeviceType[] {
  return [...devices].map(([slug, { text, source, origin }]) => {
    if (text.suppliesNeeded > text.supplies) {
      problems.add(
        below(origin, 'suppliesNeeded'),
        `of ${text.supplies} supplies ${text.suppliesNeeded} cannot be needed`,
      )
    }
    return { ...defined(text), slug, height: rackUnits(text.height), source }
  })
}
