import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stringify } from 'yaml'
import { estateStateAt, plannedFiles } from '../../analysis/build-out/estate-state.ts'
import { programmeStatus } from '../../analysis/build-out/programme-status.ts'
import { shippedFolder } from '../../estate/estate-folder.ts'
import { loadEstate } from '../../estate/load-estate.ts'
import { loadPlanned } from '../../estate/planned/load-planned.ts'
import { loadProgramme, programmePath } from '../../estate/programme/load-programme.ts'
import { writeProgramme } from '../../estate/programme/write-programme.ts'
import { readProgress } from '../../estate/progress/read-progress.ts'
import type { Benchmark } from '../../kit/bench/benchmark.ts'
import { freeTcpPort } from '../../kit/free-port.ts'
import { startChild } from '../../kit/testing/child.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import type { Day } from '../../model/day.ts'
import { buildOutWork } from '../../server/build-out/aside/build-out-work.ts'
import { estateJson } from '../../server/routes/estate-json.ts'
import { ACTIVITIES, largeProgramme } from '../../server/testing/large-programme.ts'

/** Live frames go ten times a second: what takes longer makes one late. */
const FRAME_MS = 100
const ENTRIES = 5_000
const DAY = '2030-06-30' as Day
const SAYS = /Oblak \S+ at (http:\/\/\S+)/

/** Told by the server's own thread: the most processor time between two turns of a timer of five milliseconds, and the longest delay of the loop by the clock. */
const WATCH = (port: number) => `import { isMainThread } from 'node:worker_threads'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { readFileSync } from 'node:fs'
import http from 'node:http'
if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const cpu = () => Number(readFileSync('/proc/self/task/' + process.pid + '/schedstat', 'utf8').split(' ')[0]) / 1e6
  let [last, most] = [cpu(), 0]
  setInterval(() => { const now = cpu(); most = Math.max(most, now - last); last = now }, 5).unref()
  http.createServer((_, reply) => {
    reply.end(JSON.stringify({ turn: most, delay: delay.max / 1e6 }))
    most = 0
    delay.reset()
  }).listen(${port}, '127.0.0.1').unref()
}`

interface Asked {
  readonly method?: 'DELETE'
  readonly path: string
}

/** Longest turn in milliseconds of processor while the built program is asked, each question after the other, and after all is quiet. */
async function stalls(words: readonly string[], questions: readonly Asked[]) {
  const watch = await freeTcpPort()
  const preload = `data:text/javascript,${encodeURIComponent(WATCH(watch))}`
  await using child = await startChild(
    process.execPath,
    ['--import', preload, 'twin/cli/oblak.mjs', 'start', '--no-simulator', '--port', '0', ...words],
    (output) => SAYS.test(output),
    { readyWithinMs: 600_000 },
  )
  const url = SAYS.exec(child.output())?.[1] ?? ''
  const taken = async () =>
    (await (await fetch(`http://127.0.0.1:${watch}/`)).json()) as { readonly turn: number; readonly delay: number }
  // The page comes first, which needs the estate of today.
  await (await fetch(`${url}/api/estate`)).text()
  await sleep(2_000)
  await taken()
  const told: { readonly path: string; readonly turn: number; readonly delay: number; readonly seconds: number }[] = []
  for (const { method = 'GET', path } of questions) {
    const begun = performance.now()
    const answer = await fetch(`${url}${path}`, { method, headers: method === 'GET' ? {} : { origin: url } })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
    const seconds = (performance.now() - begun) / 1_000
    await sleep(500)
    told.push({ path, seconds, ...(await taken()) })
  }
  return told
}

async function processorMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { system, user } = process.cpuUsage(before)
  return (user + system) / 1e3
}

function result(told: Awaited<ReturnType<typeof stalls>>, inOne: number, against: string) {
  const worst = told.reduce((most, one) => (one.turn > most.turn ? one : most))
  const delay = Math.max(...told.map((one) => one.delay))
  return {
    value: Number(worst.turn.toFixed(1)),
    unit: 'CPU-ms',
    against: `${against} (${inOne.toFixed(0)} CPU-ms)`,
    ratio: Number((worst.turn / inOne).toFixed(3)),
    holds: worst.turn <= FRAME_MS,
    detail: `the longest at ${worst.path}; by the clock, with what else the machine did, ${delay.toFixed(0)} ms; first answer ${told[0]?.seconds.toFixed(1)} s`,
  }
}

const another = [`/api/estate?at=${DAY}`, `/api/things/kragujevac?at=${DAY}`, `/api/planned-figures?at=${DAY}`]

export const benchmarks: readonly Benchmark[] = [
  {
    name: `the server's thread while another day of the shipped estate is asked for first: its longest turn`,
    budget: `≤ ${FRAME_MS} ms: no live frame is late`,
    run: async () => {
      await using folder = await temporaryFolder()
      const told = await stalls(
        ['--data', folder.path],
        another.map((path) => ({ path })),
      )
      const today = await loadEstate(undefined)
      const file = programmePath(undefined, undefined)
      const programme = await loadProgramme(file)
      const inOne = await processorMs(async () => {
        const state = estateStateAt(today.estate, programmeStatus(programme), DAY)
        const whole = await loadPlanned(today, file, plannedFiles(programme))
        return state && estateJson(whole.at(state), () => Promise.resolve())
      })
      return result(told, inOne, 'reading the plans and writing the estate of that day in one turn')
    },
  },
  {
    name: `the same with a programme of ${ACTIVITIES.toLocaleString('en')} activities and as many reports: its answers, a what-if, supply, the board's report, a report taken back, and another day`,
    budget: `≤ ${FRAME_MS} ms`,
    run: async () => {
      await using folder = await temporaryFolder()
      const data = join(folder.path, 'data')
      const programme = largeProgramme()
      const [first, ...others] = programme.packages
      const packages = first ? [{ ...first, adds: ['planned/block-40.yaml'] }, ...others] : others
      const file = join(folder.path, 'programme.yaml')
      await writeFile(file, writeProgramme({ ...programme, packages }))
      await cp(join(shippedFolder(), 'planned'), join(folder.path, 'planned'), { recursive: true })
      await mkdir(data, { mode: 0o700 })
      const progress = stringify({ version: 1, progress: Array.from({ length: ENTRIES }, (_, at) => entry(at)) })
      await writeFile(join(data, 'progress.yaml'), progress)
      const words = ['--data', data, '--programme', file]
      const told = await stalls(words, [
        ...['', '?delay=a2:6w', '/supply', '/board.html', '/milestones.ics'].map((rest) => ({
          path: `/api/build-out${rest}`,
        })),
        { method: 'DELETE', path: '/api/build-out/progress/p7' },
        { path: '/api/build-out' },
        ...another.map((path) => ({ path })),
      ])
      const known = { programme, entries: [], scenarios: [], version: '1' }
      const inOne = await processorMs(async () => {
        readProgress(new TextEncoder().encode(progress), 'progress.yaml')
        await buildOutWork.view(known, { question: {}, version: '1' })
      })
      return result(told, inOne, 'reading those reports and computing one answer in one turn')
    },
  },
]

function entry(at: number) {
  return {
    ...{ id: `p${at}`, activity: `a${at}`, at: '2026-11-26', percent: 40, started: '2026-11-02' },
    ...{ by: 'Site office', source: 'survey', entered: '2026-11-26T09:12:00.000Z' },
  }
}
