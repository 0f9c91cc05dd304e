import type { Quantity, Unit } from '../twin/model/quantity.ts'
import type { Quality } from '../twin/model/reading.ts'
import type { EpochMs } from '../twin/model/units.ts'

/**
 * What every driver is: given a target it opens a session, and the session gathers readings. No network before `open`.
 * A driver knows no other driver, no pipeline and no store.
 */
export interface Driver {
  readonly name: string
  /** URL schemes it answers to, without colon: `snmp`, `redfish+https`. */
  readonly schemes: readonly string[]
  open(target: Target, signal: AbortSignal): Promise<Session>
}

export interface Session {
  /** Which device answered and which profile was chosen, and why. */
  readonly identity: DeviceIdentity
  /** What the device has and what is not read of it, as far as the newest round showed. @default nothing */
  readonly leftOut?: readonly LeftOut[]
  /**
   * One poll: everything that the profile names, or what the target's `points` restricts it to. Resolves when the device has
   * answered; a part that did not answer is a reading of quality `invalid`, never a missing row.
   * @throws DeviceError when nothing at all could be read, or the signal was aborted
   */
  gather(signal: AbortSignal): Promise<readonly DeviceReading[]>
  /** Ends the session on the device too (Redfish), then frees sockets. Never throws. */
  close(): Promise<void>
}

/** A driver that is told instead of asking (MQTT, line protocol): readings come when they come. */
export interface Subscription extends Session {
  /**
   * Hands every arrival to `accept` and acknowledges it to the sender only after the promise has resolved (the journal has it).
   * Resolves when the signal is aborted.
   */
  listen(accept: (readings: readonly DeviceReading[]) => Promise<void>, signal: AbortSignal): Promise<void>
}

export interface Target {
  /** `snmp://10.0.4.17:161`, `modbus://10.0.5.2:502/1`, `redfish+https://bmc-17`, `mqtt://broker/dc/+/rack/+`. Holds no secret. */
  readonly url: string
  /** A profile's id; chosen by identification where absent. */
  readonly profile?: string
  readonly credential?: Credential
  /** For one request; the driver divides it between its tries. */
  readonly timeoutMs: number
  /** Local point names to read; all of the profile's where absent. A trailing `/*` takes a whole component: `l1/*`. */
  readonly points?: readonly string[]
  /** Driver-specific settings, checked by the driver with a schema of its own. */
  readonly options?: Readonly<Record<string, unknown>>
}

/** Resolved from a reference (environment, file) just before use; never logged, never stored. */
export type Credential =
  | { readonly kind: 'community'; readonly community: string }
  | {
      readonly kind: 'usm'
      readonly user: string
      readonly level: 'noAuthNoPriv' | 'authNoPriv' | 'authPriv'
      readonly authProtocol?: 'md5' | 'sha' | 'sha224' | 'sha256' | 'sha384' | 'sha512'
      readonly authKey?: string
      readonly privProtocol?: 'des' | 'aes' | 'aes256b' | 'aes256r'
      readonly privKey?: string
      readonly context?: string
    }
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string }

export interface DeviceIdentity {
  /** The profile's id; several are joined by `+` where a device is read through more than one. */
  readonly profile: string
  /** What the choice rests on, for people: `sysObjectID 1.3.6.1.4.1.318.1.3.4.6`. */
  readonly because: string
  /** True where no profile of its maker matched and only standard tables are read. */
  readonly generic: boolean
  readonly manufacturer?: string
  readonly model?: string
  readonly serial?: string
  readonly firmware?: string
  readonly name?: string
}

/** A reading as a device gives it: the point's name is local to the device. */
export interface DeviceReading {
  /** `power`, `l1/current`, `bank-2/current`, `outlet-12/state`, `probe-1/temperature`. See docs/profiles.md for the names. */
  readonly point: string
  readonly quantity: Quantity
  /** In the quantity's unit; NaN unless quality is `good` or `stale`. */
  readonly value: number
  readonly unit: Unit
  readonly quality: Quality
  readonly at: EpochMs
  /** The OID, register, URL or topic that the value came from. */
  readonly address: string
  /** The name that the device itself gives to the part: `Bank 1`, `Web server 3`. */
  readonly label?: string
}

/** A part of a device that is not read. */
export interface LeftOut {
  /** `refused`: the device does not let us. `unknown`: the profile has no rule for it. */
  readonly why: 'refused' | 'unknown'
  /** For people: a link, or a name and what kind of thing it says it is. */
  readonly what: string
}

/**
 * Why a device could not be read. `code` is stable; the message says what happened with values, and what to do.
 * `retry` tells the scheduler whether waiting can help (a dead host) or not (a refused password).
 */
export class DeviceError extends Error {
  override readonly name = 'DeviceError'
  constructor(
    readonly code:
      | 'timeout'
      | 'unreachable'
      | 'refused'
      | 'authentication'
      | 'unknown-device'
      | 'protocol'
      | 'bad-target'
      | 'aborted',
    message: string,
    readonly retry: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
