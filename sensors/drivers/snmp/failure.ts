/** Why one request brought nothing, where asking otherwise may help. Everything final is a DeviceError. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure'
  constructor(
    readonly kind:
      | 'timeout'
      | 'too-big'
      | 'no-such-name'
      | 'error'
      | 'no-access'
      | 'out-of-time'
      | 'mismatch'
      | 'forged'
      | 'undecipherable',
    /** `GeneralError`, as the device named it. */
    readonly status: string,
    /** The variable that the device blames, where it names one. */
    readonly oid?: string,
  ) {
    super(`${kind} (${status})${oid === undefined ? '' : ` at ${oid}`}`)
  }
}

/** Members of net-snmp's errors; which are there depends on the kind, told by `name`. */
interface NetSnmpError extends Error {
  readonly status?: number
  readonly code?: number | string
}

/** error-status of RFC 3416, 3. */
const TOO_BIG = 1
const NO_SUCH_NAME = 2
const NO_ACCESS = 6
const AUTHORIZATION = 16
/** ResponseInvalidCode of net-snmp. */
const COULD_NOT_DECRYPT = 4
const AUTH_FAILURE = 5
const NOT_IN_TIME = 14

/**
 * What an error of net-snmp means.
 * @returns a failure, `{ refusal }` where the SNMPv3 user was refused, or undefined where the socket or the library failed
 */
export function readFailure(error: Error): RequestFailure | { readonly refusal: string } | undefined {
  const { name, message, status, code } = error as NetSnmpError
  if (name === 'RequestTimedOutError') return new RequestFailure('timeout', message)
  if (name === 'RequestFailedError') {
    const [, word = message, oid] = /^(\w+)(?:: ([\d.]+))?$/.exec(message) ?? []
    const kind =
      status === TOO_BIG
        ? 'too-big'
        : status === NO_SUCH_NAME
          ? 'no-such-name'
          : status === NO_ACCESS || status === AUTHORIZATION
            ? 'no-access'
            : 'error'
    return new RequestFailure(kind, word, oid)
  }
  if (name !== 'ResponseInvalidError') return undefined
  if (code === NOT_IN_TIME || /Not In Time Window|Unknown Engine ID/.test(message)) {
    return new RequestFailure('out-of-time', message)
  }
  if (code === AUTH_FAILURE && /does not match digest/.test(message))
    return new RequestFailure('forged', 'wrong digest')
  if (code === AUTH_FAILURE) return { refusal: message }
  // The device has opened our request with the same key: another answer may well be readable.
  if (code === COULD_NOT_DECRYPT) return new RequestFailure('undecipherable', message)
  return new RequestFailure('mismatch', message)
}
