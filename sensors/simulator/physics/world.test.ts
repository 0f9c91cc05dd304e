import { describe, expect, it } from 'vitest'
import type { EpochMs } from '../../../twin/model/units.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { AIR_HEAT } from './air.ts'
import { World } from './world.ts'

const NOON = Date.UTC(2026, 6, 15, 10) as EpochMs
const later = (at: number, seconds: number) => (at + seconds * 1000) as EpochMs

describe('a simulated day', () => {
  it('closes the heat balance of the room and the power balance of the site within 0.1 % in every hour', () => {
    const world = new World(smallEstate(), { seed: 7, at: NOON })
    const [room] = world.rooms
    if (!room) throw new Error('the small estate has a hall')
    const hall = room
    const ups = world.power.nodes.filter((node) => node.ups)
    const transformer = world.power.nodes.find((node) => node.thing.kind === 'transformer')
    let worstHeat = 0
    let worstPower = 0
    const loads = new Set<number>()
    for (let hour = 0; hour < 24; hour++) {
      const counted = () => ({
        it: sum(world.pdus.values(), (pdu) => pdu.wattHours),
        stored: hall.storedHeat / 3600,
        fans: sum(world.crahs.values(), (crah) => crah.wattHours),
        chillers: sum(world.chillers.values(), (unit) => unit.wattHours),
        import: sum(world.power.nodes, (node) => (node.thing.kind === 'utility' ? node.wattHours : 0)),
        battery: sum(ups, (node) => node.ups?.stored ?? 0),
      })
      const before = counted()
      let coils = 0
      let envelope = 0
      let losses = 0
      for (let second = 0; second < 3600; second += 2) {
        world.advance(later(world.now, 2))
        // As a person with a flow hood and two thermometers at each unit would find it.
        for (const unit of world.crahs.values()) {
          const taken = unit.airflow * AIR_HEAT * (unit.returned - unit.supply)
          coils += ((taken + unit.fanPower) * 2) / 3600
        }
        envelope += (hall.envelopeHeat * 2) / 3600
        losses += (sum(ups, (node) => node.losses) * 2) / 3600
        losses += ((transformer?.losses ?? 0) * 2) / 3600
      }
      const after = counted()
      const it = after.it - before.it
      const fans = after.fans - before.fans
      loads.add(Math.round(it))
      const heat = it + fans + envelope - coils - (after.stored - before.stored)
      worstHeat = Math.max(worstHeat, Math.abs(heat) / (it + fans))
      const use = it + fans + (after.chillers - before.chillers) + losses + (after.battery - before.battery)
      worstPower = Math.max(worstPower, Math.abs(after.import - before.import - use) / it)
    }
    expect(worstHeat).toBeLessThan(0.001)
    expect(worstPower).toBeLessThan(0.001)
    expect(loads.size).toBeGreaterThan(20)
  })
})

function sum<T>(items: Iterable<T>, of: (item: T) => number): number {
  let total = 0
  for (const item of items) total += of(item)
  return total
}

describe('rooms that behave', () => {
  it('settles with supply air at its setpoint, intakes a little above, exhausts about 12 K warmer', () => {
    const world = new World(smallEstate(), { seed: 1, at: NOON })
    world.advance(later(NOON, 100))
    const [room] = world.rooms
    const [aisle] = room?.aisles ?? []
    for (const crah of world.crahs.values()) expect(crah.supply).toBeCloseTo(21, 0)
    for (const rack of aisle?.racks ?? []) {
      expect(rack.intake).toBeGreaterThan(21)
      expect(rack.intake).toBeLessThan(24)
      expect(rack.exhaust - rack.intake).toBeGreaterThan(10)
      expect(rack.exhaust - rack.intake).toBeLessThan(13)
    }
  })

  it('is warmer at the top of a rack than at its foot', () => {
    const world = new World(smallEstate(), { seed: 1, at: NOON })
    const at = (name: string) => world.probes.get(`site/hall/row-1/rack-1/intake-${name}`)?.temperature ?? Number.NaN
    expect(at('top')).toBeGreaterThan(at('bottom') + 0.1)
  })

  it('carries on with one of three air handlers down, the others faster', () => {
    const world = new World(smallEstate(), { seed: 1, at: NOON })
    const [first, second] = [...world.crahs.values()]
    const fanBefore = second?.fan ?? 0
    if (first) first.isFailed = true
    world.advance(later(NOON, 110))
    world.advance(later(NOON, 220))
    expect(first?.airflow).toBe(0)
    expect(second?.fan).toBeGreaterThan(fanBefore * 1.3)
    expect(world.rooms[0]?.meanCold).toBeLessThan(27)
  })

  it('heats up past 27 °C within minutes when all air handlers are down, and falls back afterwards', () => {
    const world = new World(smallEstate(), { seed: 1, at: NOON })
    for (const crah of world.crahs.values()) crah.isFailed = true
    for (let minute = 0; minute < 10; minute++) world.advance(later(world.now, 60))
    const intake = () => world.rooms[0]?.aisles[0]?.racks[0]?.intake ?? Number.NaN
    expect(intake()).toBeGreaterThan(27)
    for (const crah of world.crahs.values()) crah.isFailed = false
    for (let minute = 0; minute < 30; minute++) world.advance(later(world.now, 60))
    expect(intake()).toBeLessThan(24)
  })

  it('moves the whole load of a lost feed to the other side, phase by phase', () => {
    const world = new World(smallEstate(), { seed: 1, at: NOON })
    const a = world.pdus.get('site/hall/row-1/rack-1/pdu-a')
    const b = world.pdus.get('site/hall/row-1/rack-1/pdu-b')
    const before = (a?.watts ?? 0) + (b?.watts ?? 0)
    const feed = world.power.nodes.find((node) => node.path === 'site/power/feed-a')
    if (feed) feed.isBroken = true
    world.advance(later(NOON, 2))
    expect(a?.watts).toBe(0)
    expect(a?.lineAmperes[0]).toBe(0)
    expect(b?.watts).toBeGreaterThan(before * 0.98)
    expect(b?.watts).toBeLessThan(before * 1.02)
  })

  it('keeps racks alive on battery while the generator starts, then charges', () => {
    const world = new World(smallEstate(), { seed: 1, at: NOON })
    const node = (name: string) => world.power.nodes.find(({ path }) => path === `site/power/${name}`)
    const utility = node('utility')
    const ups = node('ups-a')?.ups
    if (utility) utility.isBroken = true
    world.advance(later(NOON, 10))
    expect(ups?.mode).toBe('on-battery')
    expect(world.pdus.get('site/hall/row-1/rack-1/pdu-a')?.watts).toBeGreaterThan(1000)
    world.advance(later(NOON, 30))
    expect(node('generator')?.generator?.mode).toBe('running')
    expect(ups?.mode).toBe('on')
    expect(ups?.charge).toBeLessThan(1)
    expect(node('generator')?.total).toBeGreaterThan(30_000)
    if (utility) utility.isBroken = false
    world.advance(later(NOON, 140))
    expect(node('transformer')?.source?.path).toBe('site/power/utility')
  })

  it('goes down when the generator does not start and the battery is empty', () => {
    const world = new World(smallEstate(), { seed: 1, at: NOON })
    const node = (name: string) => world.power.nodes.find(({ path }) => path === `site/power/${name}`)
    const utility = node('utility')
    const generator = node('generator')?.generator
    if (utility) utility.isBroken = true
    if (generator) generator.isStartBlocked = true
    const ups = node('ups-a')?.ups
    world.advance(later(NOON, 4))
    const predicted = ups?.runtime ?? Number.NaN
    let lasted = 0
    while (ups?.mode !== 'off' && lasted < 7200) {
      world.advance(later(world.now, 10))
      lasted += 10
    }
    expect(lasted).toBeGreaterThan(600)
    expect(Math.abs(lasted - predicted)).toBeLessThan(0.25 * predicted)
    world.advance(later(world.now, 1))
    expect(world.it.devices.every((load) => load.watts === 0)).toBe(true)
  })

  it('is the same world for the same seed and time', () => {
    const run = () => {
      const world = new World(smallEstate({ racks: 2 }), { seed: 3, at: NOON })
      world.advance(later(NOON, 60))
      return [...world.probes.values()].map((probe) => probe.temperature)
    }
    expect(run()).toEqual(run())
  })
})
