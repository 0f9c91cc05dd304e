import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Target } from '../../driver.ts'
import { mqttRules } from '../../profiles/mqtt-profile.ts'
import { targetOptions } from '../target-options.ts'
import { mqttErrors } from './errors.ts'

const optionsSchema = z.strictObject({
  topics: mqttRules.topics.optional(),
  // Without the default of a profile's: absent means the profile's, an empty list means none.
  availability: mqttRules.availability.unwrap().optional(),
  /** Stable over restarts, one for each subscriber; made of the address where absent. */
  clientId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,60}$/)
    .optional(),
  /** `temporary` leaves nothing behind at the broker: for looking, not for collecting. */
  session: z.enum(['persistent', 'temporary']).default('persistent'),
  caFile: z.string().min(1).optional(),
  maxPayload: z.int().min(16).max(1_000_000).default(65_536),
  maxTopics: z.int().min(1).max(1_000_000).default(100_000),
  /** How far ahead of our clock a message's own time may be, and how far back. */
  aheadMs: z.int().min(0).max(3_600_000).default(60_000),
  behindMs: z.int().min(0).max(604_800_000).default(3_600_000),
})

export interface MqttTarget {
  /** Without filter. */
  readonly broker: string
  readonly host: string
  readonly filter: string | undefined
  readonly clientId: string
  readonly options: z.infer<typeof optionsSchema>
}

/** @throws DeviceError bad-target */
export function mqttTarget(target: Target): MqttTarget {
  const shown = target.url.replace(/(:\/\/)[^/@]*@/, '$1…@')
  const found = /^(mqtts?):\/\/([^/?#]+)(?:\/(.*))?$/s.exec(target.url)
  if (!found) throw mqttErrors.badUrl(shown, 'its scheme is not mqtt or mqtts, or the host is missing')
  const [, scheme = '', authority = '', path = ''] = found
  if (authority.includes('@')) throw mqttErrors.badUrl(shown, 'a URL must hold no user or password; use a credential')
  if (!URL.canParse(`${scheme}://${authority}`)) throw mqttErrors.badUrl(shown, `${authority} is no host`)
  const options = targetOptions(optionsSchema, target.options, shown)
  const filter = decoded(path)
  if (filter !== '') checkFilter(shown, filter)
  const stable = `oblak-${createHash('sha256').update(target.url).digest('hex').slice(0, 16)}`
  const temporary = `oblak-look-${randomBytes(8).toString('hex')}`
  return {
    broker: `${scheme}://${authority}`,
    host: authority,
    filter: filter === '' ? undefined : filter,
    clientId: options.clientId ?? (options.session === 'temporary' ? temporary : stable),
    options,
  }
}

/** MQTT 3.1.1, 4.7.1: `#` alone at the end, `+` alone in its level. */
function checkFilter(url: string, filter: string): void {
  const levels = filter.split('/')
  for (const [at, level] of levels.entries()) {
    if (level === '#' ? at < levels.length - 1 : level === '+' ? false : /[#+\0]/.test(level)) {
      throw mqttErrors.badUrl(url, `${filter} is no topic filter: # stands alone at the end, + alone in its level`)
    }
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
