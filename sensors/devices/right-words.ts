import type { Diagnostic } from '../../twin/kit/diagnostic.ts'
import { type DefaultWords, type DeviceWords, deviceSchema, devicesSchema } from './devices-schema.ts'

/**
 * What a devices file says but for the fields that its schema refused, so that all else that is wrong can be told with them. An entry whose
 * address or path was refused is left out (undefined): the rest of it means nothing without.
 */
export function rightWords(
  document: unknown,
  refused: readonly Diagnostic[],
): { readonly defaults: DefaultWords; readonly devices: readonly (DeviceWords | undefined)[] } {
  const wrong = new Map<string, Set<string>>()
  for (const { path } of refused) {
    const isDefault = path[0] === 'defaults'
    const holder = isDefault ? 'defaults' : String(path[1])
    const fields = wrong.get(holder) ?? new Set<string>()
    wrong.set(holder, fields.add(String(path[isDefault ? 1 : 2])))
  }
  const { defaults, devices } = membersOf(document)
  const said = devicesSchema.shape.defaults.safeParse(without(defaults, wrong.get('defaults')))
  return {
    defaults: said.success ? said.data : undefined,
    devices: (Array.isArray(devices) ? devices : []).map((entry: unknown, at) => {
      const fields = wrong.get(String(at))
      if (fields?.has('url') || fields?.has('path')) return undefined
      const words = deviceSchema.safeParse(without(entry, fields))
      return words.success ? words.data : undefined
    }),
  }
}

function without(holder: unknown, fields: ReadonlySet<string> | undefined): unknown {
  if (!fields) return holder
  // They are compared with each other: one alone would be compared with what nobody wrote.
  const left = fields.has('interval') || fields.has('timeout') ? [...fields, 'interval', 'timeout'] : [...fields]
  return Object.fromEntries(Object.entries(membersOf(holder)).filter(([name]) => !left.includes(name)))
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}
