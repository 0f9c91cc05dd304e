import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Command, CommandCall, ExitStatus } from '../../twin/kit/command.ts'
import type { ActiveFault } from '../../twin/model/fault-control.ts'
import type { DeviceEntry } from '../device-entry.ts'
import { SimulatorClient } from '../simulator/simulator-client.ts'
import { SimulatorError } from '../simulator/simulator-error.ts'
import type { FirstFault, SimulatorSettings } from '../simulator/worker-messages.ts'

/** `oblak simulate`: the rooms alone, served over the real protocols until a signal ends them. */
export const simulateCommand: Command = {
  name: 'simulate',
  summary: 'the rooms alone, served over the real protocols on loopback; runs until a signal',
  options: [
    { flags: '--only <path>', description: 'serve only what is at or below this path' },
    {
      flags: '--fault <name>',
      description: 'begin with a fault: NAME=PATH, or NAME for the first thing that it fits',
      repeatable: true,
    },
    { flags: '--estate <dir>', description: 'folder of estate files (default: the shipped estate)' },
    { flags: '--seed <number>', description: 'the same seed gives the same rooms', default: 1 },
  ],
  examples: [
    'oblak simulate',
    'oblak simulate --only kragujevac/hall-1/row-b/rack-07 --fault pdu-silent',
    'oblak simulate --fault ups-on-battery=kragujevac/power/ups-a1 --json',
  ],
  run,
}

async function run(call: CommandCall): Promise<ExitStatus> {
  const { io, json, signal } = call
  const folder = await mkdtemp(join(tmpdir(), 'oblak-simulator-'))
  try {
    const settings = settingsFrom(call, folder)
    if (typeof settings === 'string') {
      io.message(settings)
      return 2
    }
    const simulator = await SimulatorClient.start(settings)
    try {
      const faults = await simulator.active()
      io.out(json ? JSON.stringify({ devices: simulator.entries, faults }) : table(simulator.entries, faults))
      io.message(
        `${simulator.entries.length} devices listen. What they ask for is in ${folder} until this ends (Ctrl-C).`,
      )
      const why = await Promise.race([simulator.ended, aborted(signal)])
      if (!why) return 0
      io.message(why.message)
      return 3
    } finally {
      await simulator.stop()
    }
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error
    io.message(error.message)
    return error.code === 'cannot-listen' || error.code === 'worker' ? 3 : 2
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function settingsFrom({ options, io }: CommandCall, credentialFolder: string): SimulatorSettings | string {
  const { only, estate } = options
  const seed = Number(options.seed ?? 1)
  if (!Number.isSafeInteger(seed)) return `--seed is ${String(options.seed)}; it must be a whole number.`
  const within = typeof only === 'string' ? only.replace(/^\/+|\/+$/g, '') : ''
  const named = options.fault === undefined ? [] : [options.fault].flat()
  const faults = named.map((text): FirstFault => {
    const [name = '', path] = String(text).split('=')
    return path === undefined ? { name, within } : { name, path, within }
  })
  return {
    credentialFolder,
    seed,
    only: within,
    faults,
    ...(typeof estate === 'string' ? { estateFolder: resolve(io.workingFolder, estate) } : {}),
  }
}

function table(entries: readonly DeviceEntry[], faults: readonly ActiveFault[]): string {
  const name = (entry: DeviceEntry) => (entry.path === '' ? '(probes by MQTT)' : entry.path)
  const width = Math.max(0, ...entries.map((entry) => name(entry).length))
  const rows = entries.map((entry) => `${name(entry).padEnd(width)}  ${entry.url}`)
  const active = faults.map((fault) => `fault ${fault.name} at ${fault.path} (${fault.id})`)
  return [...rows, ...active].join('\n')
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((done) => {
    if (signal.aborted) done(undefined)
    else signal.addEventListener('abort', () => done(undefined), { once: true })
  })
}
