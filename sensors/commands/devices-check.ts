import { resolve } from 'node:path'
import type { Command, CommandCall, ExitStatus } from '../../twin/kit/command.ts'
import { diagnosticsDocument } from '../../twin/kit/diagnostic.ts'
import type { Estate } from '../../twin/model/estate.ts'
import { checkDevice, checkDevices, type DeviceCheck } from '../devices/check-device.ts'
import { DevicesFileError, readDevicesFile } from '../devices/devices-file.ts'
import type { ProfilesAt } from '../devices/known-profiles.ts'
import { leftOutTexts } from '../devices/left-out-text.ts'
import { deviceOpener } from '../devices/open-device.ts'
import type { Driver } from '../driver.ts'
import { isSubscription, readingsFor } from './subscription-readings.ts'

const AT_A_TIME = 64

/** Every driver there is, and which profiles they know: the shipped ones and those of a folder. */
export type FamiliesFor = (
  profilesFolder: string | undefined,
  warn: (message: string) => void,
) => Promise<{ readonly drivers: readonly Driver[]; readonly profiles: ProfilesAt }>

/** `oblak devices check`: tries every device of a devices file, and says what answers, what does not, and why. */
export function devicesCheckCommand(
  familiesFor: FamiliesFor,
  loadEstate: (folder: string | undefined) => Promise<{ readonly estate: Estate }>,
): Command {
  return {
    name: 'devices check',
    summary: 'try every device of a devices file: what answers, what does not, and why',
    arguments: [{ name: '[file]', description: 'the devices file (default: devices.yaml)' }],
    options: [
      { flags: '--estate <dir>', description: 'folder of estate files (default: the shipped estate)' },
      { flags: '--profiles <dir>', description: 'folder of device profiles of your own (docs/profiles.md)' },
      { flags: '--wait <seconds>', description: 'how long to listen to devices that tell by themselves', default: 10 },
    ],
    examples: ['oblak devices check', 'oblak devices check site.yaml --estate my-estate --json'],
    run: async (call) => {
      const { io, json } = call
      const folder = (given: unknown) => (typeof given === 'string' ? resolve(io.workingFolder, given) : undefined)
      const waitMs = Number(call.options.wait ?? 10) * 1_000
      if (!(waitMs > 0 && waitMs <= 3_600_000)) {
        io.message(`oblak: --wait ${String(call.options.wait)} is no time: give seconds, above 0 and up to 3600`)
        return 2
      }
      const { estate } = await loadEstate(folder(call.options.estate))
      const file = resolve(io.workingFolder, String(call.args[0] ?? 'devices.yaml'))
      try {
        const { drivers, profiles } = await familiesFor(folder(call.options.profiles), io.message)
        const entries = await readDevicesFile(file, estate, profiles)
        const open = deviceOpener(drivers, { environment: io.environment, warn: io.message })
        const hear: Parameters<typeof checkDevice>[1]['hear'] = (session, signal) =>
          isSubscription(session) ? readingsFor(session, waitMs, signal) : session.gather(signal)
        const checks = await checkDevices(
          entries,
          AT_A_TIME,
          (entry) => checkDevice(entry, { open, hear, signal: call.signal }),
          (count) => {
            if (count % 100 === 0) io.message(`${count} of ${entries.length} devices tried …`)
          },
        )
        return report(call, file, checks)
      } catch (error) {
        if (!(error instanceof DevicesFileError)) throw error
        if (json) io.out(JSON.stringify(diagnosticsDocument(error.diagnostics)))
        io.message(error.message)
        return 2
      }
    },
  }
}

function report({ io, json }: CommandCall, file: string, checks: readonly DeviceCheck[]): ExitStatus {
  const status = statusOf(checks)
  const summary = {
    devices: checks.length,
    reading: checks.filter(({ state }) => state === 'reading').length,
    silent: checks.filter(({ state }) => state === 'silent').length,
    failed: checks.filter(({ state }) => state === 'failed').length,
  }
  if (json) io.out(JSON.stringify({ file, ...summary, checks }))
  else {
    io.out(checks.map(block).join('\n'))
    io.message(`${summary.reading} of ${summary.devices} devices can be read.`)
  }
  return status
}

/** 2 where the file asks for what no driver can do, 3 where something could not be reached, 1 where a device said no or nothing. */
function statusOf(checks: readonly DeviceCheck[]): ExitStatus {
  const codes = new Set(checks.flatMap(({ error }) => (error ? [error.code] : [])))
  if (codes.has('bad-target')) return 2
  if (codes.has('timeout') || codes.has('unreachable') || codes.has('aborted')) return 3
  return checks.every(({ state }) => state === 'reading') ? 0 : 1
}

function block(check: DeviceCheck): string {
  const { path, url, state, tookMs, identity, readings, good, missing, leftOut, error } = check
  const mark = { reading: 'ok    ', silent: 'silent', failed: 'FAILED' }[state]
  const lines = [`${mark}  ${path === '' ? '(subscription)' : path}  ${url}`]
  if (identity) {
    const { manufacturer, model, profile, generic, because } = identity
    const device = [manufacturer, model].filter((part) => part !== undefined).join(' ')
    lines.push(
      [device, `profile ${profile}${generic ? ' (generic)' : ''}: ${because}`].filter((part) => part !== '').join(', '),
      `${readings} readings, ${good} of them good, in ${tookMs} ms`,
    )
  }
  if (state === 'silent') lines.push('nothing came; listen longer with --wait, or look at topics and rules')
  if (missing.length > 0) lines.push(`map names ${missing.join(', ')}, which the device does not tell`)
  lines.push(...leftOutTexts(leftOut))
  if (error) lines.push(`${error.code}: ${error.message}`)
  // Names come from devices: nothing of them may steer a terminal.
  return lines.map((line, at) => `${at === 0 ? '' : '        '}${line.replace(/\p{C}/gu, ' ')}`).join('\n')
}
