import type { Benchmark } from '../../../kit/bench/benchmark.ts'
import type { Building, Plot, Thing } from '../../../model/things.ts'
import { metres, squareMetres } from '../../../model/units.ts'
import type { ConstructionByThing } from '../../state/construction.ts'
import { CAMPUS_THEME } from '../scene-theme.ts'
import { CampusDrawing } from './campus-drawing.ts'

const BUILDINGS = 300
const FLOORS = 8
const TREES = 2_000

/** A town of buildings of eight storeys on a plot with trees. */
function town(): Thing[] {
  const side = Math.ceil(Math.sqrt(BUILDINGS))
  const rectangle = (x: number, y: number, width: number, depth: number) =>
    [
      [x, y],
      [x + width, y],
      [x + width, y + depth],
      [x, y + depth],
    ].map(([east = 0, north = 0]) => ({ x: metres(east), y: metres(north) }))
  const common = { name: 'x', source: 'assumed' } as const
  const whole = rectangle(0, 0, side * 60, side * 50)
  const ground: Plot = {
    ...{ ...common, index: 0, path: 's/ground' as Plot['path'], kind: 'plot', use: 'a town' },
    ...{ footprint: whole, surfaces: [{ surface: 'green', footprint: whole, trees: TREES }] },
  }
  const buildings = Array.from({ length: BUILDINGS }, (_, number): Building => {
    const footprint = rectangle((number % side) * 60 + 10, Math.floor(number / side) * 50 + 10, 40, 24)
    return {
      ...{ ...common, index: number + 1, path: `s/b-${number}` as Building['path'], kind: 'building' },
      ...{ footprint, use: 'office', height: metres(30), floors: FLOORS, groundFloor: metres(4.8) },
      roof: { plant: squareMetres(160) },
    }
  })
  return [ground, ...buildings]
}

/** Middle of the times of so many calls, in milliseconds. */
function median(runs: number, call: (run: number) => void): number {
  for (let run = 0; run < 3; run++) call(run)
  const times = Array.from({ length: runs }, (_, run) => {
    const began = process.hrtime.bigint()
    call(run)
    return Number(process.hrtime.bigint() - began) / 1e6
  })
  return times.sort((a, b) => a - b)[runs >> 1] ?? Number.NaN
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: `a campus of ${BUILDINGS} buildings of ${FLOORS} storeys and ${TREES} trees is made`,
    budget: '≤ 250 ms on the main thread, once',
    async run() {
      const things = town()
      const value = median(7, () => new CampusDrawing(things, CAMPUS_THEME.dark).dispose())
      return { value, unit: 'ms', holds: value <= 250, detail: 'median of 7; geometry, without the upload' }
    },
  },
  {
    name: `a step of the slider over ${BUILDINGS} buildings`,
    budget: '≤ 1 ms on the main thread',
    async run() {
      const campus = new CampusDrawing(town(), CAMPUS_THEME.dark)
      const steps = Array.from(
        { length: 50 },
        (_, step): ConstructionByThing =>
          new Map(
            Array.from({ length: BUILDINGS }, (_, number) => {
              const share = Math.max(0, Math.min(1, (step - (number % 25)) / 25))
              const state = share === 0 ? 'planned' : share === 1 ? 'commissioned' : 'under-construction'
              return [number + 1, { state, share, late: 0 }] as const
            }),
          ),
      )
      const value = median(200, (run) => campus.setConstruction(steps[run % steps.length]))
      campus.dispose()
      return {
        value,
        unit: 'ms',
        holds: value <= 1,
        detail: 'median of 200; into the texture, without its upload of 2 KiB',
      }
    },
  },
]
