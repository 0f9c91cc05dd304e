import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { Failures } from '../failover/failure.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { LOAD_COLUMNS, UNKNOWN, WATTS } from '../power/line-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { coolingFailure } from './cooling-failure.ts'
import { EstateCooling } from './estate-cooling.ts'
import { heatByRack } from './heat-split.ts'

/** A hall of 40 kW with two units of 60 and 20 kW on two chillers of 30 and 10 kW, COP 4, each of which has a grid of its own. */
function plant(capacities: readonly [number, number] = [30_000, 10_000], unknown = false) {
  const estate = new PowerEstate().utility('grid').room('hall').rack('hall/rack').pdu('hall/rack/pdu', { from: 'grid' })
  estate.device('hall/rack/server', ['hall/rack/pdu'], 40_000)
  if (unknown) estate.device('hall/rack/box', ['hall/rack/pdu'], undefined)
  const chilledBy = ['s/chiller-1', 's/chiller-2']
  for (const [place, capacity] of capacities.entries()) {
    estate.utility(`grid-${place + 1}`).chiller(`chiller-${place + 1}`, { from: `grid-${place + 1}` }, { capacity })
    const unit = { capacity: [60_000, 20_000][place] ?? 0, fanPower: 1000, chilledBy }
    estate.crah(`hall/unit-${place + 1}`, { from: 'grid' }, unit)
  }
  const built = estate.build()
  const graph = powerGraph(built)
  const loads = declaredLoads(built, graph)
  const failures = new Failures(graph, loads)
  const cooling = new EstateCooling(built, heatByRack(built, graph.devices, loads.devices))
  const fail = (...paths: readonly string[]) => {
    const failure = failures.of(paths)
    return { ...failure, cooling: coolingFailure(built, cooling, failure) }
  }
  const before = (name: string, column: number) =>
    failures.before.flow.nodes[(graph.at.get(`s/${name}`) ?? -1) * LOAD_COLUMNS + column]
  return { fail, before }
}

test('the heat of a zone comes to its units and chillers by what they can take', () => {
  const { before } = plant()
  // 30 kW and 10 kW of heat over a COP of 4.
  expect(before('grid-1', WATTS)).toBeCloseTo(7500)
  expect(before('grid-2', WATTS)).toBeCloseTo(2500)
})

test('the chiller that lives draws for the heat of the one that is lost', () => {
  const { fail } = plant([50_000, 50_000])
  const [grid] = fail('s/chiller-1').atOnce.chain.filter(({ path }) => path === 's/grid-2')
  // 20 kW of heat before, 40 kW after, over a COP of 4.
  expect(grid?.watts).toBeCloseTo(10_000)
  expect(fail('s/grid-1').atOnce.chain.find(({ path }) => path === 's/grid-2')?.watts).toBeCloseTo(10_000)
  expect(fail('s/hall/rack/pdu').atOnce.chain.find(({ path }) => path === 's/grid-2')).toBeUndefined()
})

test('a chiller to which more heat comes than it can take is told, and draws no more than it can', () => {
  const { fail } = plant()
  const { atOnce, cooling } = fail('s/chiller-1')
  expect(cooling.overloads.atOnce).toMatchObject([
    {
      path: 's/chiller-2',
      now: { value: 10_000, share: 1 },
      after: { value: 40_000, limit: 10_000, share: 4, unit: 'W' },
    },
  ])
  expect(atOnce.chain.find(({ path }) => path === 's/grid-2')).toBeUndefined()
})

test('a unit that is left with the heat of a greater one is told, and one that suffices is not', () => {
  const { fail } = plant([100_000, 100_000])
  expect(fail('s/hall/unit-1').cooling.overloads.atOnce).toMatchObject([
    { path: 's/hall/unit-2', now: { value: 10_000, share: 0.5 }, after: { value: 40_000, share: 2 } },
  ])
  expect(fail('s/hall/unit-2').cooling.overloads.atOnce).toEqual([])
})

test('what stops with the cooling overloads no cooler', () => {
  expect(plant().fail('s/chiller-1', 's/hall/rack/pdu').cooling.overloads.atOnce).toEqual([])
})

test('heat that nobody knows is no heat of zero: what its chillers draw is at least what is said', () => {
  const { before, fail } = plant([50_000, 50_000], true)
  expect([before('grid-1', WATTS), before('grid-1', UNKNOWN)]).toEqual([5000, 1])
  expect(plant([50_000, 50_000]).before('grid-1', UNKNOWN)).toBe(0)
  expect(fail('s/hall/unit-1').cooling.overloads.atOnce[0]?.after.atLeast).toBe(true)
})
