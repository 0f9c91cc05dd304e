import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BuiltProgram, buildProgram } from '../../../twin/kit/testing/build-program.ts'
import { describeWith } from '../../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { StoreSettings } from '../../../twin/model/store-settings.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { influxServer } from '../../stores/influx/testing/influx-server.ts'
import { openStore } from '../../stores/open-store.ts'
import { PointFile } from '../points/point-file.ts'
import { DeadLetterLog } from '../sender/dead-letter-log.ts'
import { FileStore, isRefused } from '../testing/file-store.ts'
import { FAULT_CALLS, type KillPlan, killPoint, killValue, RUN_MS } from '../testing/kill-plan.ts'

/** Readings of two days ago: a backlog, of which the sender expects refusals. */
const BACKLOG_MS = 2 * 86_400_000
/** Buckets of a millisecond in one question to a store. */
const WINDOW = 10_000

/** Hundreds of programs on few cores, beside each other. */
const SIDE_BY_SIDE = { timeout: 360_000 }

let program: BuiltProgram

beforeAll(async () => {
  program = await buildProgram(new URL('../testing/kill-program.ts', import.meta.url))
})

afterAll(() => program[Symbol.asyncDispose]())

/** Draws 0 to 1 by a seed (a linear congruence is enough to spread kills). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

interface Run {
  readonly accepted: readonly (readonly [number, number])[]
  readonly done:
    | { readonly refused: number; readonly waiting: number; readonly givenUp: number; readonly quarantined: number }
    | undefined
  readonly errors: string
}

/** Runs the program and kills it after so many milliseconds behind its opening, unless it did so itself. */
function run(plan: KillPlan, killAfterMs: number | undefined): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program.path, JSON.stringify(plan)], { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let errors = ''
    let timer: NodeJS.Timeout | undefined
    child.stdout.on('data', (chunk) => {
      output += chunk
      if (killAfterMs !== undefined && !timer) timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    })
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    child.once('error', reject)
    child.once('close', () => {
      clearTimeout(timer)
      // A line that the kill cut off was written after the sync too, but does not say what.
      const lines = output.split('\n').slice(0, -1)
      const accepted = lines.flatMap((line) => {
        const [, from, to] = /^accepted (\d+) (\d+)$/.exec(line) ?? []
        return from === undefined ? [] : [[Number(from), Number(to)] as const]
      })
      const done = lines.find((line) => line.startsWith('done '))
      resolve({ accepted, errors, done: done === undefined ? undefined : JSON.parse(done.slice(5)) })
    })
  })
}

/** Kills so many programs one after the other, lets one finish, and says what was accepted and how it ended. */
async function killAgainAndAgain(
  plan: Omit<KillPlan, 'run' | 'load' | 'seed' | 'begin'>,
  kills: number,
  seed: number,
  ageMs: number,
) {
  const random = seeded(seed)
  const begin = Math.floor((Date.now() - ageMs) / RUN_MS) * RUN_MS
  const accepted: { readonly run: number; readonly count: number }[] = []
  let killed = 0
  for (let number = 0; killed < kills; number++) {
    const call = FAULT_CALLS[Math.floor(random() * FAULT_CALLS.length)]
    const nth = 1 + Math.floor(random() ** 2 * 40)
    const fault =
      random() < 0.6 && call ? ({ call, nth, when: random() < 0.5 ? 'before' : 'after' } as const) : undefined
    const base = { ...plan, run: number, seed: seed + number, begin }
    const result = await run({ ...base, load: true, ...(fault ? { fault } : {}) }, 5 + random() ** 2 * 250)
    expect(result.errors).toBe('')
    killed += result.done ? 0 : 1
    for (const [from, to] of result.accepted)
      for (let count = from; count < to; count++) accepted.push({ run: number, count })
  }
  const last = await run({ ...plan, run: 0, seed, begin, load: false }, undefined)
  expect(last.errors).toBe('')
  return { accepted, begin, last: last.done }
}

/** What a store does not have as it was accepted, and what it has that nobody made; both as sentences, at most ten. */
async function differences(
  settings: StoreSettings,
  folder: string,
  begin: number,
  accepted: readonly { readonly run: number; readonly count: number }[],
): Promise<readonly string[]> {
  const points = await PointFile.read(folder)
  const store = await openStore(settings, join(folder, 'sender'), { points }, () => undefined)
  const found: string[] = []
  const windows = new Map<string, Set<number>>()
  for (const { run, count } of accepted) {
    const key = `${run} ${Math.floor(count / WINDOW)}`
    const counts = windows.get(key) ?? new Set()
    windows.set(key, counts.add(count))
  }
  for (const [key, isWanted] of windows) {
    const [run = 0, window = 0] = key.split(' ').map(Number)
    const names = [`test/run-${run}/power`, ...[0, 1, 2, 3, 4].map((shared) => `test/shared-${shared}/power`)]
    const indexes = names.flatMap((name) => points.indexOf(name) ?? [])
    const from = begin + run * RUN_MS + window * WINDOW
    const query = { points: indexes, from: epochMs(from), to: epochMs(from + WINDOW), buckets: WINDOW }
    for (const { point, resolution, count: counts, last } of await store.history(query)) {
      expect(resolution).toBe('raw')
      const path = points.definition(point)?.path
      for (let bucket = 0; bucket < WINDOW; bucket++) {
        const count = window * WINDOW + bucket
        const isOwn = killPoint(run, count) === path
        const times = counts[bucket] ?? 0
        if (
          times === 0 ? isOwn && isWanted.has(count) : times > 1 || !isOwn || last[bucket] !== killValue(run, count)
        ) {
          found.push(`run ${run}, reading ${count}, ${path}: ${times} times, value ${last[bucket]}`)
        }
      }
    }
  }
  await store.close()
  return found.slice(0, 10)
}

describeWith(['influxd'], 'a collector that is killed at any moment, with a real InfluxDB', () => {
  test('has everything accepted there once', async () => {
    await using folder = await temporaryFolder()
    await using server = await influxServer()
    const store = { kind: 'influx', url: server.url, database: 'killed' } as const
    const { accepted, begin, last } = await killAgainAndAgain({ folder: folder.path, store }, 80, 21, BACKLOG_MS)
    expect(last).toEqual({ refused: 0, waiting: 0, givenUp: 0, quarantined: 0 })
    expect(accepted.length).toBeGreaterThan(8_000)
    expect(await differences(store, folder.path, begin, accepted)).toEqual([])
  })
})

describe.concurrent('a collector that is killed at any moment, with the embedded DuckDB', SIDE_BY_SIDE, () => {
  test('has everything accepted there once', async () => {
    await using folder = await temporaryFolder()
    const store = { kind: 'duckdb', folder: join(folder.path, 'store') } as const
    const { accepted, begin, last } = await killAgainAndAgain({ folder: folder.path, store }, 120, 31, BACKLOG_MS)
    expect(last).toEqual({ refused: 0, waiting: 0, givenUp: 0, quarantined: 0 })
    expect(accepted.length).toBeGreaterThan(12_000)
    expect(await differences(store, folder.path, begin, accepted)).toEqual([])
  })
})

describe.concurrent('a collector that is killed at any moment', SIDE_BY_SIDE, () => {
  test.each([
    { name: 'a store that keeps the position with its rows', keepsPosition: true, kills: 60, seed: 11 },
    { name: 'a store that keeps no position', keepsPosition: false, kills: 60, seed: 12 },
  ])('has everything accepted in $name, and nothing made up', async ({ keepsPosition, kills, seed }) => {
    await using folder = await temporaryFolder()
    const { accepted, begin, last } = await killAgainAndAgain(
      { folder: folder.path, store: { kind: 'file', keepsPosition } },
      kills,
      seed,
      // Readings of now: the sender expects no refusals, and the position goes with the rows.
      RUN_MS * 30,
    )
    expect(last).toEqual({ refused: 0, waiting: 0, givenUp: 0, quarantined: 0 })
    expect(accepted.length).toBeGreaterThan(kills * 100)
    const rows = new FileStore(join(folder.path, 'store.lines'), keepsPosition).rows()
    const stored = new Set(rows)
    // Where position and rows are written together no row comes twice, although that store would let it.
    if (keepsPosition) expect(stored.size).toBe(rows.length)
    const points = await PointFile.read(folder.path)
    const missing = accepted.filter(({ run, count }) => {
      const index = points.indexOf(killPoint(run, count))
      return !stored.has(`${index} ${begin + run * RUN_MS + count} ${killValue(run, count)}`)
    })
    expect(missing).toEqual([])
    const wrong = rows.filter((row) => {
      const [index, at, value] = row.split(' ').map(Number)
      const count = Number(value) % RUN_MS
      const run = Math.floor(Number(value) / RUN_MS)
      return at !== begin + Number(value) || points.definition(Number(index))?.path !== killPoint(run, count)
    })
    expect(wrong).toEqual([])
  })

  test('has everything accepted in a store that refuses what nobody could expect, or among the dead letters', async () => {
    await using folder = await temporaryFolder()
    const store = { kind: 'file', keepsPosition: true, refuses: true } as const
    const { accepted, begin, last } = await killAgainAndAgain({ folder: folder.path, store }, 60, 13, RUN_MS * 30)
    expect(last).toMatchObject({ waiting: 0, givenUp: 0, quarantined: 0 })
    const rows = new FileStore(join(folder.path, 'store.lines'), true).rows()
    const stored = new Set(rows.map((row) => row.split(' ').slice(1).join(' ')))
    const letters = await new DeadLetterLog(join(folder.path, 'dead-letters')).list(Number.POSITIVE_INFINITY)
    const dead = new Set(letters.map(({ at, value }) => `${at} ${value}`))
    const lost = accepted.filter(({ run, count }) => {
      const value = killValue(run, count)
      return !(isRefused(value) ? dead : stored).has(`${begin + value} ${value}`)
    })
    expect(lost).toEqual([])
    expect(dead.size).toBeGreaterThan(accepted.length / 14)
  })
})
