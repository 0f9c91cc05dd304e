import { z } from 'zod'
import type { Target } from '../../driver.ts'
import { SETTINGS_GO, targetOptions } from '../target-options.ts'
import { redfishErrors } from './errors.ts'

const optionsSchema = z.strictObject({
  /** SHA-256 fingerprint of the device's certificate, with or without colons: the only certificate accepted then. */
  fingerprint: z
    .string()
    .transform((text) => text.replaceAll(':', '').toUpperCase())
    .refine((text) => /^[0-9A-F]{64}$/.test(text), 'a SHA-256 fingerprint has 64 hexadecimal digits')
    .optional(),
  /** PEM file of the authority that signed the device's certificate. */
  caFile: z.string().min(1).optional(),
  /** `basic` for devices whose sessions are broken. */
  authentication: z.enum(['session', 'basic']).default('session'),
  /** `never` for devices that claim to expand and fail. */
  expand: z.enum(['auto', 'never']).default('auto'),
  maxRequests: z.int().min(10).max(5_000).default(600),
  maxBytes: z.int().min(10_000).max(64_000_000).default(4_000_000),
  /** For one gather as a whole. */
  totalMs: z.int().min(1_000).max(600_000).default(60_000),
})

export interface RedfishTarget {
  readonly host: string
  readonly origin: string
  readonly options: z.infer<typeof optionsSchema>
}

/** @throws DeviceError bad-target */
export function redfishTarget(target: Target): RedfishTarget {
  const scheme = /^redfish\+(https?):\/\//i.exec(target.url)?.[1]?.toLowerCase()
  const shown = target.url.replace(/(:\/\/)[^/@]*@/, '$1…@')
  if (!scheme) throw redfishErrors.badUrl(shown, 'its scheme is not redfish+https or redfish+http')
  const rest = target.url.slice(target.url.indexOf('://'))
  if (!URL.canParse(`${scheme}${rest}`)) throw redfishErrors.badUrl(shown, 'it cannot be read as a URL')
  const url = new URL(`${scheme}${rest}`)
  if (url.username !== '' || url.password !== '') {
    throw redfishErrors.badUrl(shown, 'a URL must hold no user or password; use a credential')
  }
  if (url.pathname !== '/' && !/^\/redfish\/v1\/?$/.test(url.pathname)) {
    throw redfishErrors.badUrl(shown, `the path ${url.pathname} is not needed: a device is read as a whole`)
  }
  if (url.search !== '') throw redfishErrors.badUrl(shown, `${url.search} follows the host; ${SETTINGS_GO}`)
  const options = targetOptions(optionsSchema, target.options, shown)
  return { host: url.host, origin: url.origin, options }
}
