import { resolve } from 'node:path'
import type { Command, CommandCall, ExitStatus } from '../../twin/kit/command.ts'
import { driverFor, withoutSecret } from '../devices/driver-for.ts'
import { leftOutTexts } from '../devices/left-out-text.ts'
import {
  DeviceError,
  type DeviceIdentity,
  type DeviceReading,
  type Driver,
  type Session,
  type Target,
} from '../driver.ts'
import { missingPoints, missingPointsText } from '../drivers/missing-point.ts'
import { CREDENTIAL_OPTIONS, credentialFromFlags } from './credential-flags.ts'
import { readingLine, readingTable } from './reading-text.ts'
import { isSubscription, readingsFor } from './subscription-readings.ts'

/** Every driver, with the shipped profiles and those of a folder of one's own. `warn` hears of profiles that are left out. */
export type DriversFor = (
  profilesFolder: string | undefined,
  warn: (message: string) => void,
) => Promise<readonly Driver[]>

/** `oblak read URL`: identify a device, choose its profile, print every reading once. */
export function readCommand(driversFor: DriversFor): Command {
  return {
    name: 'read',
    summary: 'read one device once: identify it, choose the profile, print every reading',
    arguments: [
      { name: '<url>', description: 'snmp://HOST, modbus://HOST/UNIT, redfish+https://HOST, mqtt://HOST/TOPIC' },
    ],
    options: [
      { flags: '--profile <id>', description: 'the profile to read by; else the device is identified' },
      { flags: '--profiles <dir>', description: 'folder of device profiles of your own (docs/profiles.md)' },
      { flags: '--point <name>', description: 'only this local point (l1/* takes a component)', repeatable: true },
      { flags: '--timeout <seconds>', description: 'for one request', default: 5 },
      {
        flags: '--wait <seconds>',
        description: 'how long to listen to a device that tells by itself (MQTT)',
        default: 10,
      },
      { flags: '--option <key=value>', description: 'a setting of the driver, see docs/devices.md', repeatable: true },
      ...CREDENTIAL_OPTIONS,
    ],
    examples: [
      'oblak read snmp://10.0.4.17 --json',
      'oblak read modbus://10.0.5.2/1 --profile oblak-crah',
      'OBLAK_PASSWORD=… oblak read redfish+https://bmc-17 --user reader',
    ],
    run: (call) => read(driversFor, call),
  }
}

async function read(driversFor: DriversFor, call: CommandCall): Promise<ExitStatus> {
  const { io, options } = call
  const url = String(call.args[0] ?? '')
  try {
    const folder = typeof options.profiles === 'string' ? resolve(io.workingFolder, options.profiles) : undefined
    const driver = driverFor(await driversFor(folder, io.message), url)
    const target = await targetFrom(call, url, driver.name)
    const { readings, isToldBySelf } = await readOnce(driver, target, call)
    if (!isToldBySelf && (await lacksPoints(driver, target, readings, call))) return 2
    if (readings.length > 0) return 0
    io.message(`oblak: ${url} answered, but told no reading`)
    return 3
  } catch (error) {
    io.message(`oblak: ${error instanceof Error ? error.message : String(error)}`)
    return error instanceof DeviceError && error.code !== 'bad-target' && error.code !== 'unknown-device' ? 3 : 2
  }
}

async function readOnce(driver: Driver, target: Target, { io, json, signal, options }: CommandCall) {
  const session = await driver.open(target, signal)
  try {
    const isToldBySelf = isSubscription(session)
    const readings = isToldBySelf
      ? await readingsFor(session, seconds(options.wait, 'wait') * 1000, signal)
      : await session.gather(signal)
    const about = identityText(session)
    if (json) {
      io.message(about)
      for (const reading of readings) io.out(readingLine(reading))
    } else io.out(readings.length === 0 ? about : `${about}\n\n${readingTable(readings)}`)
    for (const text of leftOutTexts(session.leftOut ?? [])) io.message(text)
    return { readings, isToldBySelf }
  } finally {
    await session.close()
  }
}

/** Whether points were asked for that the device has not; says which, and what it has. */
async function lacksPoints(
  driver: Driver,
  target: Target,
  readings: readonly DeviceReading[],
  { io, signal }: CommandCall,
): Promise<boolean> {
  const told = readings.map(({ point }) => point)
  const silent = missingPoints(target.points ?? [], told)
  if (silent.length === 0) return false
  const names = await namesOf(driver, target, signal)
  const missing = missingPoints(silent, names)
  if (missing.length > 0) io.message(`oblak: ${missingPointsText(withoutSecret(target.url), missing, names)}`)
  return missing.length > 0
}

/** The names of all the points of a device. */
async function namesOf(driver: Driver, target: Target, signal: AbortSignal): Promise<readonly string[]> {
  const { points: _, ...whole } = target
  const session = await driver.open(whole, signal)
  try {
    return (await session.gather(signal)).map(({ point }) => point)
  } finally {
    await session.close()
  }
}

async function targetFrom(call: CommandCall, url: string, driver: string): Promise<Target> {
  const { options } = call
  const credential = await credentialFromFlags(call, driver)
  const settings = settingsFrom(options.option)
  return {
    url,
    timeoutMs: seconds(options.timeout, 'timeout') * 1000,
    ...(typeof options.profile === 'string' ? { profile: options.profile } : {}),
    ...(Array.isArray(options.point) ? { points: options.point.map(String) } : {}),
    ...(credential ? { credential } : {}),
    ...(settings ? { options: settings } : {}),
  }
}

function settingsFrom(given: unknown): Record<string, unknown> | undefined {
  if (!Array.isArray(given)) return undefined
  return Object.fromEntries(
    given.map((text) => {
      const [, key, value = ''] = /^([A-Za-z]\w*)=(.*)$/s.exec(String(text)) ?? []
      if (key === undefined) throw new Error(`--option ${text} is not of the form key=value`)
      return [key, /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value === 'true' || (value !== 'false' && value)]
    }),
  )
}

function seconds(given: unknown, flag: string): number {
  const value = Number(given)
  if (!(value > 0 && value <= 3600))
    throw new Error(`--${flag} ${given} is no time: give seconds, above 0 and up to 3600`)
  return value
}

function identityText({ identity }: Session): string {
  return [
    identityName(identity),
    `profile ${identity.profile}${identity.generic ? ' (generic)' : ''}: ${identity.because}`,
  ]
    .filter((line) => line !== '')
    .join('\n')
    .replace(/[^\P{C}\n]/gu, '')
}

function identityName({ manufacturer, model, name, serial, firmware }: DeviceIdentity): string {
  return [
    [manufacturer, model].filter(Boolean).join(' '),
    name,
    serial && `serial ${serial}`,
    firmware && `firmware ${firmware}`,
  ]
    .filter(Boolean)
    .join(', ')
}
