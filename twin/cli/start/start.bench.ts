import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Benchmark } from '../../kit/bench/benchmark.ts'
import { once } from '../../kit/bench/once.ts'
import { startChild } from '../../kit/testing/child.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import type { CollectorStatus } from '../../model/collector-status.ts'

const WARM_UP_MS = 120_000
const MEASURED_MS = 600_000
/** CPU seconds a second that all of it may take on two cores. */
const MOST_CORES = 0.8
const SAYS = /Oblak \S+ at (http:\/\/\S+)/
/** USER_HZ of Linux: the unit of the times in /proc/PID/stat. */
const TICKS_A_SECOND = 100

/** The whole program over the shipped estate: simulator, collector, storage and server, as `npm start` runs them, with nobody looking. */
async function wholeProgram() {
  await using folder = await temporaryFolder()
  const words = ['twin/cli/oblak.mjs', 'start', '--port', '0', '--data', join(folder.path, 'data')]
  await using child = await startChild(process.execPath, words, (output) => SAYS.test(output), {
    readyWithinMs: 180_000,
  })
  const url = SAYS.exec(child.output())?.[1] ?? ''
  const { pid } = child.process
  await sleep(WARM_UP_MS)
  const polls = async () => {
    const status = (await (await fetch(`${url}/api/status`)).json()) as { collector: CollectorStatus }
    return { ...status.collector.polls, devices: status.collector.devices.length }
  }
  const [before, cpuBefore, began] = [await polls(), cpuSeconds(pid), performance.now()]
  await sleep(MEASURED_MS)
  const [after, cpu] = [await polls(), cpuSeconds(pid) - cpuBefore]
  const seconds = (performance.now() - began) / 1_000
  return {
    cores: cpu / seconds,
    seconds,
    devices: after.devices,
    done: after.done - before.done,
    failed: after.failed - before.failed,
    missed: after.missed - before.missed,
    lateMs: after.latenessP99Ms,
    residentMB: residentMB(pid),
  }
}

/** User and system time of all threads of a process: fields 14 and 15 of proc(5) stat, after the name in brackets. */
function cpuSeconds(pid: number | undefined): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
}

function residentMB(pid: number | undefined): number {
  const [, kB] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kB) / 1_000
}

const measured = once(wholeProgram)

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'the whole of oblak start on `today`, ten minutes after two of warm-up: CPU',
    budget: `≤ ${MOST_CORES} CPU-seconds a second`,
    run: async () => {
      const { cores, seconds, devices, residentMB } = await measured()
      return {
        value: cores,
        unit: 'CPU-s/s',
        against: `the budget of ${MOST_CORES}`,
        ratio: cores / MOST_CORES,
        holds: cores <= MOST_CORES,
        detail: `user and system time of all threads over ${seconds.toFixed(0)} s; ${devices.toLocaleString('en')} simulated devices, embedded store, no viewer; ${residentMB.toFixed(0)} MB resident at the end`,
      }
    },
  },
  {
    name: 'the same: polls missed',
    budget: 'none',
    run: async () => {
      const { done, failed, missed, lateMs } = await measured()
      return {
        value: missed,
        unit: 'polls',
        against: `polls done (${done.toLocaleString('en')})`,
        ratio: missed / done,
        holds: missed === 0 && failed === 0,
        detail: `${failed} failed; polls began ${lateMs.toFixed(0)} ms late at the 99th percentile`,
      }
    },
  },
]
