import { describe, expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { AIR_HEAT } from './air-flow.ts'
import { EstateCooling } from './estate-cooling.ts'
import { heatByRack, measuredHeat } from './heat-split.ts'

function coolingOf(estate: PowerEstate) {
  const built = estate.build()
  const graph = powerGraph(built)
  return new EstateCooling(built, heatByRack(built, graph.devices, declaredLoads(built, graph).devices))
}

/** A hall whose one rack draws these watts of air-cooled and of liquid-cooled devices. */
function hall(name: string, air: number, liquid: number, estate = new PowerEstate().utility('grid')): PowerEstate {
  estate.room(name).rack(`${name}/rack`).pdu(`${name}/rack/pdu`, { from: 'grid' })
  estate.device(`${name}/rack/server`, [`${name}/rack/pdu`], air)
  if (liquid > 0)
    estate.device(`${name}/rack/gpu`, [`${name}/rack/pdu`], liquid, 1, { airflow: 'liquid', liquidShare: 0.8 })
  return estate
}

const GRID = { from: 'grid' }
const CDU = { type: 'cdu', airflow: 0, waterFlow: 0.01 }

describe('a zone', () => {
  test('keeps N+1 up to what is left without its greatest unit', () => {
    const estate = hall('hall', 5000, 0)
      .crah('hall/crah-1', GRID, { capacity: 3000, airflow: 0.5 })
      .crah('hall/crah-2', GRID, { capacity: 4000, airflow: 0.6 })
      .crah('hall/crah-3', GRID, { capacity: 2000, airflow: 0.3 })
    const zone = coolingOf(estate).zones.get('s/hall')
    expect(zone?.air).toMatchObject({
      capacity: 9000,
      withoutGreatest: 5000,
      greatest: 's/hall/crah-2',
      free: 0,
      holds: true,
    })
    expect(zone?.air?.flowWithoutGreatest).toBeCloseTo(0.8)
    expect(zone?.riseWithoutGreatest).toBeCloseTo(5000 / (AIR_HEAT * 0.8))
    const more = coolingOf(estate.device('hall/rack/more', ['hall/rack/pdu'], 1)).zones.get('s/hall')
    expect(more?.air).toMatchObject({ free: -1, holds: false })
  })

  test('splits the heat of liquid-cooled devices between its CDUs and its air, and each medium has its own N+1', () => {
    const estate = hall('hall', 1000, 10_000)
      .crah('hall/crah-1', GRID, { capacity: 4000 })
      .crah('hall/crah-2', GRID, { capacity: 4000 })
      .crah('hall/cdu-1', GRID, { ...CDU, capacity: 9000 })
      .crah('hall/cdu-2', GRID, { ...CDU, capacity: 9000 })
    const place = coolingOf(estate).of('s/hall')
    const [zone] = place?.zones ?? []
    // 1,000 + 20 % of 10,000 stay in the air, 80 % go with the liquid.
    expect(zone?.air).toMatchObject({ heat: 3000, withoutGreatest: 4000, free: 1000 })
    expect(zone?.liquid).toMatchObject({ heat: 8000, withoutGreatest: 9000, free: 1000, flow: 0.02 })
    // At the same mix, 8/11 of what comes more is liquid: 1,000 / (8/11).
    expect(place?.free).toBeCloseTo(1375)
    expect(place?.capacity).toBe(13_000)
  })

  test('without a CDU has that heat in its air', () => {
    const zone = coolingOf(hall('hall', 1000, 10_000).crah('hall/crah', GRID)).zones.get('s/hall')
    expect(zone?.air?.heat).toBe(11_000)
    expect(zone?.liquid).toBeUndefined()
  })

  test('is cooled by a unit of a gallery that names it', () => {
    const estate = hall('hall', 1000, 0).room('gallery').crah('gallery/wall', GRID, { zone: 'hall', capacity: 2000 })
    const cooling = coolingOf(estate)
    expect(cooling.of('s/hall')?.zones[0]?.air?.units).toEqual(['s/gallery/wall'])
    expect(cooling.of('s/gallery')).toBeUndefined()
  })

  test('counts devices that nobody knows the draw of', () => {
    const estate = hall('hall', 1000, 0).crah('hall/crah', GRID).device('hall/rack/box', ['hall/rack/pdu'], undefined)
    expect(coolingOf(estate).zones.get('s/hall')?.unknown).toBe(1)
  })
})

describe('chillers', () => {
  /** Two halls of 3 kW, each with 10 kW of air units, on one loop of chillers. */
  function site(chillers: readonly number[]) {
    const names = chillers.map((_, at) => `chiller-${at}`)
    const estate = hall('two', 3000, 0, hall('one', 3000, 0))
    for (const [at, capacity] of chillers.entries()) estate.chiller(`chiller-${at}`, GRID, { capacity })
    for (const room of ['one', 'two'])
      for (const unit of [1, 2])
        estate.crah(`${room}/crah-${unit}`, GRID, { capacity: 10_000, chilledBy: names.map((name) => `s/${name}`) })
    return coolingOf(estate)
  }

  test('of a loop keep N+1 for all halls on it', () => {
    const [loop] = site([4000, 4000, 5000]).loops
    expect(loop).toMatchObject({
      capacity: 13_000,
      withoutGreatest: 8000,
      greatest: 's/chiller-2',
      heat: 6000,
      free: 2000,
    })
    expect(loop?.holds).toBe(true)
    expect(site([4000, 4000]).loops[0]).toMatchObject({ free: -2000, holds: false })
  })

  test('bound what a hall has free, and what halls share is counted once', () => {
    const cooling = site([4000, 4000, 5000])
    expect(cooling.of('s/one')).toMatchObject({ capacity: 10_000, free: 2000 })
    expect(cooling.of('s')).toMatchObject({ capacity: 20_000, free: 2000 })
    expect(cooling.of('s/one/rack')?.free).toBe(2000)
    expect(site([4000, 4000]).of('s')?.free).toBe(0)
  })
})

describe('measured heat', () => {
  test('is split as the devices of a rack share it, and known only where every rack of the loop is measured', () => {
    const estate = hall('two', 1, 0, hall('one', 1000, 10_000))
      .chiller('chiller', GRID)
      .crah('one/crah', GRID, { chilledBy: ['s/chiller'] })
      .crah('two/crah', GRID, { chilledBy: ['s/chiller'] })
      .crah('one/cdu', GRID, { ...CDU, capacity: 9000 })
      .build()
    const measured = (watts: Readonly<Record<string, number>>) =>
      new EstateCooling(
        estate,
        measuredHeat(estate, ({ path }) => watts[path] ?? Number.NaN),
      )
    const cooling = measured({ 's/one/rack': 5500, 's/two/rack': 700 })
    const place = cooling.of('s/one')
    // 8,000 of the declared 11,000 W go with the liquid.
    expect(place?.zones[0]?.liquid?.heat).toBeCloseTo(4000)
    expect(place?.zones[0]?.air?.heat).toBeCloseTo(1500)
    expect(place?.loops[0]?.heat).toBeCloseTo(2200)
    expect(place && cooling.isKnown(place)).toBe(true)
    const partly = measured({ 's/one/rack': 5500 })
    const known = partly.of('s/one')
    expect(known && partly.isKnown(known)).toBe(false)
  })
})
