import { setTimeout as sleep } from 'node:timers/promises'
import type { Benchmark } from '../../../twin/kit/bench/benchmark.ts'
import { once } from '../../../twin/kit/bench/once.ts'
import { buildProgram } from '../../../twin/kit/testing/build-program.ts'
import { startChild } from '../../../twin/kit/testing/child.ts'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { DeviceEntry } from '../../device-entry.ts'
import { CollectorClient } from '../collector-client.ts'
import { SharedPositions } from '../journal/shared-positions.ts'
import { blackHole } from '../testing/black-hole.ts'

const DEVICES = 2_592
const SILENT = 1_000
const CONTACTS_WITHIN_MS = 120_000
/** Then the silent rest as long as they will, and the first contacts are out of the lateness. */
const SETTLE_MS = 60_000
const MEASURED_MS = 60_000

interface Round {
  /** 99th percentile of how late a poll began. */
  readonly lateMs: number
  readonly cpuMsPerPoll: number
  readonly cores: number
  readonly done: number
  readonly missed: number
}

/** The simulated rooms in a process of their own, so that this process' CPU is the collector's. */
const simulatedRooms = () =>
  startChild(
    process.execPath,
    ['twin/cli/oblak.mjs', 'simulate', '--json'],
    (output) => output.startsWith('{') && output.endsWith('\n'),
    { stdio: ['ignore', 'pipe', 'ignore'], readyWithinMs: 120_000 },
  )

function rackPdus(json: string): readonly DeviceEntry[] {
  const { devices } = JSON.parse(json) as { readonly devices: readonly DeviceEntry[] }
  const pdus = devices.filter(({ path, url }) => url.startsWith('snmp:') && /\/pdu-[ab]$/.test(path))
  if (pdus.length !== DEVICES) throw new Error(`${pdus.length} rack PDUs are simulated, not ${DEVICES}`)
  return pdus
}

/** Polls the devices with a collector of its own, and measures a minute after all that can answer do. */
async function polled(devices: readonly DeviceEntry[], healthy: number, program: URL): Promise<Round> {
  await using folder = await temporaryFolder()
  const collector = await CollectorClient.start(
    {
      devices,
      dataFolder: folder.path,
      shared: SharedPositions.create().buffer,
      journal: { maxBytes: 2 ** 28, maxAgeMs: 86_400_000 },
    },
    program,
  )
  try {
    const deadline = performance.now() + CONTACTS_WITHIN_MS
    for (;;) {
      const answering = (await collector.status()).devices.filter(({ state }) => state === 'answering').length
      if (answering === healthy) break
      if (performance.now() > deadline) throw new Error(`${answering} of ${healthy} devices answer`)
      await sleep(500)
    }
    await sleep(SETTLE_MS)
    const before = (await collector.status()).polls
    const [cpuBefore, began] = [process.cpuUsage(), performance.now()]
    await sleep(MEASURED_MS)
    const { user, system } = process.cpuUsage(cpuBefore)
    const elapsed = performance.now() - began
    const after = (await collector.status()).polls
    const done = after.done - before.done
    const cpuMs = (user + system) / 1000
    return {
      lateMs: after.latenessP99Ms,
      cpuMsPerPoll: cpuMs / done,
      cores: cpuMs / elapsed,
      done,
      missed: after.missed - before.missed,
    }
  } finally {
    await collector.stop()
  }
}

/** The same devices twice: all of them well, then a thousand of them dead. */
async function bothWays(): Promise<{ readonly well: Round; readonly ill: Round }> {
  await using rooms = await simulatedRooms()
  const pdus = rackPdus(rooms.output())
  await using hole = await blackHole()
  await using program = await buildProgram(new URL('../main.ts', import.meta.url))
  // Five of every thirteen, so that they lie among the others.
  const isSilent = (at: number) => at % 13 < 5 && Math.floor(at / 13) * 5 + (at % 13) < SILENT
  const devices = pdus.map((entry, at) => (isSilent(at) ? { ...entry, url: hole.url(at) } : entry))
  const silent = devices.filter((_, at) => isSilent(at)).length
  if (silent !== SILENT) throw new Error(`${silent} devices are silent, not ${SILENT}`)
  const well = await polled(pdus, DEVICES, program.url)
  const ill = await polled(devices, DEVICES - SILENT, program.url)
  return { well, ill }
}

const measured = once(bothWays)

export const benchmarks: readonly Benchmark[] = [
  {
    name: '1,000 of 2,592 rack PDUs silent: how late polls of the others begin',
    budget: 'p99 ≤ 1 s, no tick in a thousand missed',
    run: async () => {
      const { well, ill } = await measured()
      return {
        value: ill.lateMs,
        unit: 'ms',
        against: `the same with none silent (${well.lateMs.toFixed(0)} ms)`,
        ratio: ill.lateMs / well.lateMs,
        holds: ill.lateMs <= 1_000 && ill.missed <= ill.done / 1_000,
        detail: `p99 to 19 %, over one to two minutes; ${ill.done.toLocaleString('en')} polls done in ${MEASURED_MS / 1_000} s, ${ill.missed} missed (none silent: ${well.done.toLocaleString('en')} and ${well.missed}); the simulator on the same machine`,
      }
    },
  },
  {
    name: 'the same: CPU of the collector for a poll that is answered',
    budget: '≤ 2 × what it takes with none silent',
    run: async () => {
      const { well, ill } = await measured()
      const ratio = ill.cpuMsPerPoll / well.cpuMsPerPoll
      return {
        value: ill.cpuMsPerPoll,
        unit: 'ms of CPU',
        against: `the same with none silent (${well.cpuMsPerPoll.toFixed(2)} ms)`,
        ratio,
        holds: ratio <= 2,
        detail: `v2c and v3 as the rooms have them, decoded, named and in the journal; the tries at the silent are in it; ${(ill.cores * 100).toFixed(0)} % of a core (none silent: ${(well.cores * 100).toFixed(0)} %)`,
      }
    },
  },
]
