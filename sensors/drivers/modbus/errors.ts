import { DeviceError } from '../../driver.ts'

/** An exception reply: the device understood and said no. */
export class ModbusException extends Error {
  override readonly name = 'ModbusException'
  constructor(
    readonly code: number,
    /** `holding 1000-1041 of unit 3` */
    readonly asked: string,
  ) {
    super(`the device answered ${asked} with exception ${code} (${exceptionMeaning(code)})`)
  }
}

/** The exception codes of the Modbus Application Protocol V1.1b3, section 7, and what they mean to the one who asks. */
export function exceptionMeaning(code: number): string {
  switch (code) {
    case 1:
      return 'illegal function: it does not serve this table (coil, discrete, input, holding)'
    case 2:
      return 'illegal data address: it has no such register'
    case 3:
      return 'illegal data value: it does not answer so many registers at once'
    case 4:
      return 'device failure: an unrecoverable error inside the device'
    case 5:
      return 'acknowledge: accepted, the answer takes long'
    case 6:
      return 'device busy: ask again later'
    case 7:
      return 'negative acknowledge: it cannot do that'
    case 8:
      return 'memory parity error inside the device'
    case 10:
      return 'gateway path unavailable: the gateway is misconfigured or overloaded'
    case 11:
      return 'gateway target failed to respond: no device with this unit number answers behind the gateway'
    default:
      return 'not a code of the standard'
  }
}

export const modbusErrors = {
  badUrl: (url: string, why: string) =>
    new DeviceError(
      'bad-target',
      `${url} is no Modbus address: ${why}. Write modbus://HOST[:PORT]/UNIT, for example modbus://10.0.5.2:502/1`,
      false,
    ),
  /** @param retry some of what would tell was not answered: the next try may tell more */
  unidentified: (url: string, said: string, known: readonly string[], retry: boolean) =>
    new DeviceError(
      'unknown-device',
      `${url} answers, but Modbus does not tell what a device is and ${said}. ` +
        `Name its register map with --profile or profile: in the devices file. Known: ${known.join(', ')}. ` +
        'docs/devices.md shows how to write a map from its manual.',
      retry,
    ),
  unreachable: (host: string, reason: string, cause?: unknown) =>
    new DeviceError(
      'unreachable',
      `no connection to ${host}: ${reason}. Check address, port, cabling and whether the device's few sockets are taken by another client`,
      true,
      { cause },
    ),
  timeout: (host: string, asked: string, ms: number) =>
    new DeviceError(
      'timeout',
      `${host} did not answer ${asked} within ${ms} ms. Check the unit number; a serial line behind a gateway may need a longer timeout`,
      true,
    ),
  silentTarget: (host: string, exception: ModbusException) =>
    new DeviceError('timeout', `${host}: ${exception.message}. Check the unit number and the serial line`, true, {
      cause: exception,
    }),
  /** @param hadSome whether it had some of them before: then it may be starting up */
  wrongMap: (host: string, profile: string, exception: ModbusException, hadSome = false) =>
    new DeviceError(
      'unknown-device',
      `${host} has none of the registers of profile ${profile}: ${exception.message}. Check profile and unit number`,
      hadSome,
      { cause: exception },
    ),
  garbled: (host: string, asked: string, what: string) =>
    new DeviceError(
      'protocol',
      `${host} answered ${asked} with something that is no valid reply (${what}); the connection was closed`,
      true,
    ),
  aborted: (host: string) => new DeviceError('aborted', `reading ${host} was stopped`, true),
} as const
