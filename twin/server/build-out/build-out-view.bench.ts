import { readProgramme } from '../../estate/programme/read-programme.ts'
import { writeProgramme } from '../../estate/programme/write-programme.ts'
import type { Benchmark } from '../../kit/bench/benchmark.ts'
import { once } from '../../kit/bench/once.ts'
import { buildOutAnswer } from '../../protocol/build-out.ts'
import { ACTIVITIES, largeProgramme } from '../testing/large-programme.ts'
import { buildOutView } from './build-out-view.ts'
import { supposedProgramme } from './supposed-programme.ts'

/** Whoever asks waits so long at most. */
const MOST_SECONDS = 1

const measured = once(() => {
  const programme = largeProgramme()
  const seconds = (work: () => unknown) => {
    const before = process.cpuUsage()
    work()
    const { system, user } = process.cpuUsage(before)
    return (user + system) / 1e6
  }
  const known = { programme, entries: [], scenarios: [], version: '1' }
  let text = ''
  const answer = (delay: string) => {
    const view = buildOutView(known, supposedProgramme(known, { delay: [delay] }), undefined)
    text = JSON.stringify(buildOutAnswer.parse({ version: '1', ...view }))
  }
  answer('a2:1d')
  const runs = [seconds(() => answer('a2:2d')), seconds(() => answer('a2:3d')), seconds(() => answer('a2:4d'))]
  const file = new TextEncoder().encode(writeProgramme(programme))
  const read = seconds(() => readProgramme(file, 'programme.yaml'))
  return Promise.resolve({ answered: Math.max(...runs), bytes: text.length, read, fileBytes: file.length })
})

export const benchmarks: readonly Benchmark[] = [
  {
    name: `GET /api/build-out of ${ACTIVITIES.toLocaleString('en')} activities with a delay: twice dated, curves, schema, JSON`,
    budget: `≤ ${MOST_SECONDS} s`,
    run: async () => {
      const { answered, bytes, fileBytes, read } = await measured()
      return {
        value: Number(answered.toFixed(3)),
        unit: 'CPU-s',
        against: `the reading of its file (${read.toFixed(2)} CPU-s, ${(fileBytes / 1e6).toFixed(1)} MB)`,
        ratio: answered / read,
        holds: answered <= MOST_SECONDS,
        detail: `the slowest of three; ${(bytes / 1e6).toFixed(1)} MB of JSON`,
      }
    },
  },
]
