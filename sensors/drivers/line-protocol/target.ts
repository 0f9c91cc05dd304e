import { isIP } from 'node:net'
import { z } from 'zod'
import type { Target } from '../../driver.ts'
import { targetOptions } from '../target-options.ts'
import { lineProtocolErrors } from './errors.ts'
import { lineRules } from './rules.ts'

const optionsSchema = z.strictObject({
  rules: lineRules.optional(),
  /** The only database (v2: bucket) that is written to; any where absent. */
  database: z.string().min(1).max(200).optional(),
  certificateFile: z.string().min(1).optional(),
  keyFile: z.string().min(1).optional(),
  /** Bytes of a request, unpacked. */
  maxBody: z.int().min(1_024).max(67_108_864).default(8_388_608),
  maxLine: z.int().min(64).max(1_048_576).default(65_536),
  maxFields: z.int().min(1).max(10_000).default(1_000),
  maxConnections: z.int().min(1).max(10_000).default(200),
})
export type LineProtocolOptions = z.infer<typeof optionsSchema>

export interface LineProtocolTarget {
  readonly url: string
  readonly host: string
  readonly port: number
  readonly isTls: boolean
  /** Reached from this machine only. */
  readonly isLoopback: boolean
  readonly options: LineProtocolOptions
}

/** @throws DeviceError bad-target */
export function lineProtocolTarget(target: Target): LineProtocolTarget {
  const shown = target.url.replace(/(:\/\/)[^/@]*@/, '$1…@')
  const found = /^line-protocol\+(https?):\/\/([^/?#]+)\/?$/i.exec(target.url)
  if (!found) throw lineProtocolErrors.badUrl(shown, 'it is not of the form scheme://HOST:PORT')
  const [, scheme = '', authority = ''] = found
  if (authority.includes('@')) throw lineProtocolErrors.badUrl(shown, 'a URL must hold no user or password')
  // As http, whose rules it follows, but with its own port where none is given.
  if (!URL.canParse(`ws://${authority}`)) throw lineProtocolErrors.badUrl(shown, `${authority} is no host`)
  const { hostname, port } = new URL(`ws://${authority}`)
  const host = hostname.replace(/^\[|\]$/g, '')
  const options = targetOptions(optionsSchema, target.options, shown)
  const isTls = scheme.toLowerCase() === 'https'
  const { certificateFile, keyFile } = options
  if (isTls !== (certificateFile !== undefined && keyFile !== undefined)) {
    throw lineProtocolErrors.badUrl(shown, 'https needs certificateFile and keyFile, and only https takes them')
  }
  return {
    url: shown,
    host,
    port: port === '' ? (/:80$/.test(authority) ? 80 : 8186) : Number(port),
    isTls,
    isLoopback: isLoopbackHost(host),
    options,
  }
}

export function isLoopbackHost(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true
  return isIP(host) === 4 && host.startsWith('127.')
}
