import type { ThingPath } from '../twin/model/path.ts'
import type { Probe } from '../twin/model/things.ts'

/**
 * One line of the devices file: which estate thing is read where, how often and with which credential. The simulator
 * hands out the same for what it serves, so that nothing downstream knows the difference.
 */
export interface DeviceEntry {
  /**
   * The estate thing whose points these are. '' for a subscription that speaks for many things (MQTT, line protocol): its
   * readings carry whole point paths.
   */
  readonly path: ThingPath | ''
  readonly url: string
  readonly profile?: string
  readonly intervalMs: number
  readonly timeoutMs: number
  readonly credential?: CredentialReference
  /**
   * Component of the device → estate thing: `{'probe-1': 'kragujevac/…/rack-07/intake-top'}` turns the device's
   * `probe-1/temperature` into that probe's `temperature`. Unnamed components stay below `path`.
   */
  readonly map?: Readonly<Record<string, ThingPath>>
  /** Things among them (and `path` itself) that are contacts: an input's words are told in those of its thing, `alarm` of a door as `open`. */
  readonly roles?: Readonly<Record<string, ContactRole>>
  /** Local point names to read; see Target.points. */
  readonly points?: readonly string[]
  readonly options?: Readonly<Record<string, unknown>>
}

/** Roles of probes that have words of their own for what a contact tells. */
export type ContactRole = Extract<Probe['role'], 'door' | 'leak' | 'smoke'>

/** `env:NAME` or `file:PATH`: where the secret is, never the secret. See docs/operations.md for what they hold. */
export type CredentialReference = `env:${string}` | `file:${string}`
