import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import type { PointDirectory } from '../../model/batch.ts'
import { type Health, healthCode } from '../../model/health.ts'
import type { PointPath } from '../../model/path.ts'
import { epochMs } from '../../model/units.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { SyntheticFeed } from '../testing/synthetic-feed.ts'
import { FIGURES } from './figures.ts'
import { ValuePlane } from './value-plane.ts'

const RACK = 'belgrade/hall-1/row-a/rack-01'
const HALL = 'belgrade/hall-1'
const NOW = 1_700_000_000_000

function opened() {
  const estate = smallEstate()
  const feed = new SyntheticFeed(estate)
  const values = new ValuePlane(estate, feed)
  feed.subscribe((batch) => values.take(batch, NOW))
  const update = (now = NOW) => {
    values.collect()
    values.settle(now)
  }
  const indexOf = (path: string) => estate.find(path)?.index ?? -1
  const figure = (name: 'temperature' | 'power' | 'power-use', path: string) =>
    values.figures.columns[name][indexOf(path)]
  const health = (path: string) => values.figures.health[indexOf(path)]
  return { estate, feed, values, update, figure, health, indexOf }
}

const code = (word: Health) => healthCode(word)

describe('the figures of things', () => {
  test("a rack's temperature is its hottest intake, a hall's its hottest rack", () => {
    const { feed, update, figure } = opened()
    feed.say(`${RACK}/intake-bottom/temperature`, 21, NOW)
    feed.say(`${RACK}/intake-top/temperature`, 25, NOW)
    feed.say(`${RACK}/exhaust-top/temperature`, 40, NOW)
    feed.say('belgrade/hall-1/row-b/rack-02/intake-top/temperature', 28, NOW)
    update()
    expect(figure('temperature', RACK)).toBe(25)
    expect(figure('temperature', HALL)).toBe(28)
    expect(figure('temperature', 'belgrade')).toBe(28)
  })

  test('power climbs: rack PDUs to rack, row, hall, site; and down the chain to feed, UPS, utility', () => {
    const { feed, update, figure } = opened()
    feed.say(`${RACK}/pdu-a/power`, 1_000, NOW)
    feed.say(`${RACK}/pdu-b/power`, 500, NOW)
    feed.say('belgrade/hall-1/row-b/rack-02/pdu-a/power', 2_000, NOW)
    update()
    expect(figure('power', RACK)).toBe(1_500)
    expect(figure('power', 'belgrade/hall-1/row-a')).toBe(1_500)
    expect(figure('power', HALL)).toBe(3_500)
    expect(figure('power', 'belgrade')).toBe(3_500)
    expect(figure('power', 'belgrade/power/feed-0-1-a')).toBe(1_000)
    expect(figure('power', 'belgrade/power/ups-a')).toBe(3_000)
    expect(figure('power', 'belgrade/power/utility')).toBe(3_500)
  })

  test('a sum in which a part is not measured says so', () => {
    const { feed, update, values, indexOf } = opened()
    feed.say(`${RACK}/pdu-a/power`, 1_000, NOW)
    update()
    expect(values.chain.load(indexOf('belgrade/power/feed-0-1-a'))).toEqual({
      watts: 1_000,
      provenance: 'sum-of-children',
    })
    expect(values.chain.load(indexOf('belgrade/power/ups-a'))).toEqual({ watts: 1_000, provenance: 'partial' })
    expect(values.chain.load(indexOf('belgrade/power/ups-b')).provenance).toBe('unknown')
  })

  test('two feeds of 17.7 kVA with 10 kW on each use 113 % of what survives one of them', () => {
    const { feed, update, figure } = opened()
    feed.say(`${RACK}/pdu-a/power`, 10_000, NOW)
    update()
    expect(figure('power-use', RACK)).toBeNaN()
    feed.say(`${RACK}/pdu-b/power`, 10_000, NOW)
    update()
    expect(figure('power-use', RACK)).toBeCloseTo(20_000 / 17_736, 3)
  })

  test('on a feed and a board that say no rating the loads are known, and what share of them is not', () => {
    const built = new PowerEstate().utility('grid').rack('rack').panel('panel', { from: 'grid' }, { rating: undefined })
    built.feed('feed', { from: 'panel' }, { amperage: undefined }).pdu('rack/pdu', { from: 'feed' })
    const estate = built.build()
    const feed = new SyntheticFeed(estate)
    const values = new ValuePlane(estate, feed)
    feed.subscribe((batch) => values.take(batch, NOW))
    feed.say('s/rack/pdu/power', 1_000, NOW)
    values.collect()
    values.settle(NOW)
    for (const path of ['s/rack', 's/feed', 's/panel']) {
      const index = estate.find(path)?.index ?? -1
      expect(values.figures.columns.power[index], path).toBe(1_000)
      expect(values.figures.columns['power-use'][index], path).toBeNaN()
    }
  })

  test('a current alone moves the use of the rack, though no figure of the rack PDU moved', () => {
    const { feed, update, figure } = opened()
    for (const side of ['a', 'b']) feed.say(`${RACK}/pdu-${side}/power`, 5_000, NOW)
    update()
    for (const side of ['a', 'b']) feed.say(`${RACK}/pdu-${side}/l2/current`, 20, NOW)
    update()
    expect(figure('power-use', RACK)).toBeCloseTo(40 / 25.6, 3)
  })
})

describe('health', () => {
  test('the worst below wins; unknown is worse than ok', () => {
    const { feed, update, health, values, indexOf } = opened()
    feed.emit(NOW)
    update()
    expect(health('belgrade')).toBe(code('ok'))
    values.figures.setAlarm(indexOf(`${RACK}/pdu-a`), code('warning'))
    values.figures.setAlarm(indexOf(`${RACK}/door-front`), code('critical'))
    update()
    expect([RACK, HALL, 'belgrade'].map(health)).toEqual([3, 3, 3])
    expect(health('belgrade/hall-1/row-b')).toBe(code('ok'))
    values.figures.setAlarm(indexOf(`${RACK}/door-front`), 0)
    update()
    expect(health('belgrade')).toBe(code('warning'))
  })

  test('a probe that went silent makes its rack unknown, and its value is no longer shown', () => {
    const { feed, update, health, figure, values } = opened()
    feed.emit(NOW)
    update()
    values.table.sweep(NOW + 100_000)
    update(NOW + 100_000)
    expect(health(RACK)).toBe(code('unknown'))
    expect(figure('temperature', RACK)).toBeNaN()
  })

  test('what nobody measures takes no part: a server without points does not make its rack unknown', () => {
    const { feed, update, health } = opened()
    feed.emit(NOW)
    update()
    expect(health(RACK)).toBe(code('ok'))
  })
})

describe('what a broker tells of the presence of things', () => {
  const INTAKE = `${RACK}/intake-top`
  const PATHS = [`${HALL}/availability`, `${INTAKE}/availability`, `${INTAKE}/temperature`]

  function told() {
    const estate = smallEstate()
    const points: PointDirectory = {
      size: PATHS.length,
      definition: (index) => ({
        path: PATHS[index] as PointPath,
        ...(index < 2 ? { quantity: 'state', unit: 'state' } : { quantity: 'temperature', unit: 'Cel' }),
      }),
      indexOf: (path) => PATHS.indexOf(path),
    }
    const values = new ValuePlane(estate, { points, subscribe: () => () => undefined })
    const say = (point: number, value: number, at: number) => {
      values.table.set(point, at, value, 0, at)
      values.collect()
      values.settle(at)
    }
    const health = (path: string) => values.figures.health[estate.find(path)?.index ?? -1]
    const age = (path: string, now: number) => values.ages.of(estate.find(path)?.index ?? -1, now)
    return { values, say, health, age }
  }

  test('is said once and holds; it is no reading that a hall or its age would wait for', () => {
    const { values, say, health, age } = told()
    say(0, 5, NOW)
    for (let at = NOW; at <= NOW + 600_000; at += 10_000) say(2, 22, at)
    values.table.sweep(NOW + 600_000)
    values.collect()
    values.settle(NOW + 600_000)
    expect(values.table.isFresh(0)).toBe(true)
    expect(age(HALL, NOW + 603_000)).toBe(3)
    expect(health(INTAKE)).toBe(code('ok'))
  })

  test('does not make a probe alive whose values have stopped', () => {
    const { values, say, health } = told()
    say(1, 5, NOW)
    say(2, 22, NOW)
    expect(health(INTAKE)).toBe(code('ok'))
    values.table.sweep(NOW + 100_000)
    values.collect()
    values.settle(NOW + 100_000)
    expect(values.table.isFresh(1)).toBe(true)
    expect(health(INTAKE)).toBe(code('unknown'))
  })

  test('counts as remembered only after a restart, until it is said again', () => {
    const { values, say } = told()
    values.table.seed([0], [{ at: epochMs(NOW), value: 5, quality: 0 }], NOW)
    values.collect()
    values.table.sweep(NOW + 100_000)
    expect(values.table.isFresh(0)).toBe(false)
    say(0, 5, NOW + 110_000)
    values.table.sweep(NOW + 900_000)
    expect(values.table.isFresh(0)).toBe(true)
  })
})

test('figures kept up to date by what changes are those made anew from the same readings', () => {
  const estate = smallEstate(2, 2)
  const points = new SyntheticFeed(estate).points.size
  const reading = fc.record({
    point: fc.integer({ min: 0, max: points - 1 }),
    value: fc.double({ min: 0, max: 30_000, noNaN: true }),
    quality: fc.constantFrom(0, 0, 0, 2),
    after: fc.integer({ min: 0, max: 5_000 }),
  })
  fc.assert(
    fc.property(fc.array(fc.array(reading, { maxLength: 30 }), { minLength: 1, maxLength: 8 }), (ticks) => {
      const feed = new SyntheticFeed(estate)
      const step = new ValuePlane(estate, feed)
      const whole = new ValuePlane(estate, feed)
      let now = NOW
      for (const tick of ticks) {
        for (const { point, value, quality, after } of tick) {
          now += after
          step.table.set(point, now, value, quality, now)
          whole.table.set(point, now, value, quality, now)
        }
        step.table.sweep(now)
        step.collect()
        step.settle(now)
      }
      step.chain.update()
      whole.table.sweep(now)
      whole.collect()
      whole.settle(now)
      whole.chain.update()
      for (const figure of FIGURES) {
        if (figure === 'health') expect(step.figures.health).toEqual(whole.figures.health)
        else expect(step.figures.columns[figure]).toEqual(whole.figures.columns[figure])
      }
    }),
    { numRuns: 60 },
  )
})
