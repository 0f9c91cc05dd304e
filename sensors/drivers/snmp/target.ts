import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { z } from 'zod'
import type { Target } from '../../driver.ts'
import { SETTINGS_GO, targetOptions } from '../target-options.ts'
import { snmpErrors } from './errors.ts'

export interface SnmpTarget {
  readonly url: string
  readonly host: string
  readonly port: number
  readonly options: SnmpOptions
}

const optionsSchema = z.strictObject({
  /** 2c unless a device knows only 1; a USM credential makes it 3. */
  version: z.preprocess((given) => (given === 1 ? '1' : given), z.enum(['1', '2c'])).default('2c'),
  /** How often a request is sent before it counts as unanswered; the timeout is divided between them. */
  tries: z.int().min(1).max(5).default(2),
  /** Most variables in a GET. */
  maxVarbinds: z.int().min(1).max(100).default(32),
  /** Most variables in the answer to a GETBULK; old cards fail above 10 to 25. 1 is GETNEXT. */
  maxRepetitions: z.int().min(1).max(100).default(20),
  /** Most rows of a table; the rest is left out. */
  maxRows: z.int().min(1).max(10_000).default(1_000),
  /** Seconds after which the rows of the tables are looked for anew. */
  refresh: z.number().min(10).max(86_400).default(300),
})
export type SnmpOptions = z.infer<typeof optionsSchema>

/**
 * Takes `snmp://host[:port]` apart; port 161 where absent.
 * @throws DeviceError bad-target
 */
export function snmpTarget(target: Target): SnmpTarget {
  let url: URL
  try {
    url = new URL(target.url)
  } catch {
    throw snmpErrors.badUrl(target.url.replace(/\/\/.*@/, '//…@'), 'it cannot be read as a URL')
  }
  if (url.protocol !== 'snmp:') throw snmpErrors.badUrl(target.url, `the scheme is ${url.protocol}`)
  if (url.hostname === '') throw snmpErrors.badUrl(target.url, 'the host is missing')
  if (url.username !== '' || url.password !== '') {
    throw snmpErrors.badUrl(url.host, 'a URL must hold no secret; give community or user as a credential')
  }
  if (url.pathname !== '' && url.pathname !== '/')
    throw snmpErrors.badUrl(target.url, `${url.pathname} follows the host`)
  if (url.search !== '') throw snmpErrors.badUrl(target.url, `${url.search} follows the host; ${SETTINGS_GO}`)
  const options = targetOptions(optionsSchema, target.options, target.url)
  return {
    url: target.url,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 161 : Number(url.port),
    options,
  }
}

/**
 * The address behind a name, looked up once a session: a lookup for every packet would occupy a thread each.
 * @throws DeviceError unreachable
 */
export async function addressOf(host: string): Promise<{ readonly address: string; readonly family: 4 | 6 }> {
  const given = isIP(host)
  if (given !== 0) return { address: host, family: given === 6 ? 6 : 4 }
  try {
    const { address, family } = await lookup(host)
    return { address, family: family === 6 ? 6 : 4 }
  } catch (error) {
    throw snmpErrors.unreachable(host, error instanceof Error ? error.message : String(error), error)
  }
}
