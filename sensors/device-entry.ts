import type { ThingPath } from '../twin/model/path.ts'

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
  /** Local point names to read; see Target.points. */
  readonly points?: readonly string[]
  readonly options?: Readonly<Record<string, unknown>>
}

/** `env:NAME` or `file:PATH`: where the secret is, never the secret. See docs/operations.md for what they hold. */
export type CredentialReference = `env:${string}` | `file:${string}`
