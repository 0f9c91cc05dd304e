import { describe, expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { epochMs } from '../../model/units.ts'
import type { Alarm } from './alarm.ts'
import { OUTLASTS_MS, RootCauses } from './root-causes.ts'

const BEGIN = 10_000_000

/** Two sides, each a UPS with a panel and two feeds; two racks; a cooler on each panel. */
function estate() {
  const built = new PowerEstate().utility('grid').room('hall').rack('hall/rack-1').rack('hall/rack-2')
  for (const side of ['a', 'b']) {
    built.ups(`ups-${side}`, { from: 'grid' }).panel(`panel-${side}`, { from: `ups-${side}` })
    for (const n of [1, 2]) {
      built.feed(`feed-${side}${n}`, { from: `panel-${side}` }, { side })
      built.pdu(`hall/rack-${n}/pdu-${side}`, { from: `feed-${side}${n}` }, { side })
    }
    built.crah(`hall/crah-${side}`, { from: `panel-${side}` })
  }
  for (const n of [1, 2])
    built.device(
      `hall/rack-${n}/server`,
      [1, 2].map(() => `hall/rack-${n}/pdu-a`),
      500,
    )
  return built.build()
}

function watch(of = estate()) {
  const causes = new RootCauses(of)
  let count = 0
  const raise = (rule: string, name: string, more: Partial<Alarm> = {}): Alarm => {
    const id = `a${++count}`
    const at = {
      id,
      rule,
      path: `s/${name}` as Alarm['path'],
      point: null,
      unit: null,
      since: epochMs(BEGIN),
      until: null,
    }
    const told = { acknowledgedBy: null, acknowledgedAt: null, note: null, shelved: null, quieted: null }
    const made: Alarm = {
      ...at,
      ...told,
      severity: 'critical',
      state: 'unacknowledged',
      value: 1,
      limit: null,
      ...more,
    }
    causes.take(made)
    return made
  }
  const root = (alarm: Alarm, now = BEGIN) => causes.quietingOf(alarm, now)?.id
  return { causes, raise, root }
}

describe('the root of an alarm', () => {
  test('is the top of what rests on what: a lost panel takes feeds, rack PDUs, coolers and the intakes along', () => {
    const { raise, root } = watch()
    const pdu = raise('side-without-power', 'hall/rack-1/pdu-a', { severity: 'warning' })
    const feed = raise('feed-without-power', 'feed-a1')
    const cooler = raise('cooler-stopped', 'hall/crah-a')
    const intake = raise('intake-temperature-high', 'hall/rack-1')
    const silent = raise('device-down', 'hall/rack-2/pdu-a', { severity: 'warning' })
    expect([root(pdu), root(feed), root(intake)]).toEqual([feed.id, undefined, cooler.id])
    const panel = raise('supply-without-power', 'panel-a')
    for (const one of [pdu, feed, cooler, intake, silent]) expect(root(one), one.rule).toBe(panel.id)
    expect(root(panel)).toBeUndefined()
  })

  test('is no loss long ago of what was not its only supply', () => {
    const built = new PowerEstate().utility('grid').ups('ups-1', { from: 'grid' }).ups('ups-2', { from: 'grid' })
    built.panel('both', { from: ['ups-1', 'ups-2'] }).feed('feed-1', { from: 'both' })
    built.panel('switch', { from: 'ups-1', alternate: 'ups-2' }).feed('feed-2', { from: 'switch' })
    const of = built.build()
    for (const name of ['feed-1', 'feed-2']) {
      const { causes, raise, root } = watch(of)
      raise('supply-without-power', 'ups-1')
      const late = raise('feed-without-power', name, { since: epochMs(BEGIN + 99_000) })
      expect(root(late)).toBeUndefined()
      expect(causes.isLaidTo(late, 's/ups-1'), 'a work on one of two suppresses no second failure').toBeUndefined()
      expect(causes.isLaidTo(late, 's/grid')).toBe('maintenance')
      const fresh = watch(of)
      const again = fresh.raise('supply-without-power', 'ups-1')
      const soon = fresh.raise('feed-without-power', name, { since: epochMs(BEGIN + 20_000) })
      expect(fresh.root(soon), 'while something may change over').toBe(again.id)
    }
  })

  test('is on the same side: what rests on the other has a root of its own', () => {
    const { raise, root } = watch()
    raise('supply-without-power', 'panel-b')
    expect(root(raise('feed-without-power', 'feed-a1'))).toBeUndefined()
    expect(root(raise('line-current-high', 'hall/rack-1/pdu-b'))).toBeUndefined()
  })

  test('of three lines without voltage is the first, and none of them where the feed tells all', () => {
    const { raise, root } = watch()
    const lines = ['l1', 'l2', 'l3'].map((line) =>
      raise('voltage-low', 'hall/rack-1/pdu-a', { point: `${line}/voltage` }),
    )
    expect(lines.map((line) => root(line))).toEqual([undefined, lines[0]?.id, lines[0]?.id])
    const feed = raise('feed-without-power', 'feed-a1')
    expect(lines.map((line) => root(line))).toEqual([feed.id, feed.id, feed.id])
  })

  test('is never less severe than what follows, nor anything that began long after it', () => {
    const { raise, root } = watch()
    raise('cooler-stopped', 'hall/crah-a', { severity: 'warning' })
    expect(root(raise('intake-temperature-high', 'hall/rack-1'))).toBeUndefined()
    const old = raise('feed-without-power', 'feed-a1', { since: epochMs(BEGIN - 200_000) })
    raise('supply-without-power', 'panel-a')
    expect(root(old)).toBeUndefined()
  })

  test('of a UPS on battery is the utility; its dead input follows from it, its output does not', () => {
    const { raise, root } = watch()
    const ups = raise('ups-on-battery', 'ups-a')
    expect(root(raise('voltage-low', 'ups-a', { point: 'input-l1/voltage' }))).toBe(ups.id)
    expect(root(raise('voltage-low', 'ups-b', { point: 'output-l1/voltage' }))).toBeUndefined()
    expect(root(ups)).toBeUndefined()
    const grid = raise('supply-without-power', 'grid')
    expect(root(ups)).toBe(grid.id)
    expect(root(raise('battery-charge-low', 'ups-a'))).toBeUndefined()
  })

  test('that is over keeps what follows for two minutes; what outlasts it is promoted', () => {
    const { causes, raise, root } = watch()
    const panel = raise('supply-without-power', 'panel-a')
    const feed = raise('feed-without-power', 'feed-a1', { quieted: { kind: 'alarm', id: panel.id } })
    causes.take({ ...panel, state: 'returned-unacknowledged', until: epochMs(BEGIN + 1000) })
    expect(root(feed, BEGIN + 1000 + OUTLASTS_MS - 1)).toBe(panel.id)
    expect(root(feed, BEGIN + 1000 + OUTLASTS_MS)).toBeUndefined()
  })

  test('is none for the system, for things that are no more, and for rules that know no cause', () => {
    const { raise, root } = watch()
    raise('supply-without-power', 'panel-a')
    expect(root(raise('store-circuit-open', '', { path: '' }))).toBeUndefined()
    expect(root(raise('side-without-power', 'no/such'))).toBeUndefined()
    expect(root(raise('leak', 'hall/rack-1'))).toBeUndefined()
  })

  test('of two that draw from one another is the first alarm, and asking for it ends', () => {
    const ring = new PowerEstate()
      .panel('one', { from: 'two' })
      .panel('two', { from: 'one' })
      .feed('feed', { from: 'one' })
    const { raise, root } = watch(ring.build())
    const [one, two] = [raise('supply-without-power', 'one'), raise('supply-without-power', 'two')]
    expect([root(one), root(two), root(raise('feed-without-power', 'feed'))]).toEqual([undefined, one.id, one.id])
  })

  test('is a work on it while that lasts, and never of leak or smoke around it', () => {
    const { causes, raise, root } = watch()
    const [feed, smoke] = [raise('feed-without-power', 'feed-a1'), raise('smoke', 'hall/rack-1')]
    const other = raise('feed-without-power', 'feed-b1')
    const work = { id: 'm1', before: BEGIN, reminder: undefined }
    causes.work([
      { ...work, path: 's/ups-a' },
      { ...work, id: 'm2', path: 's/hall' },
    ])
    expect([root(feed), root(smoke), root(other)]).toEqual(['m1', undefined, undefined])
    expect(root(raise('side-without-power', 'hall/rack-2/pdu-b'))).toBe('m2')
    expect(root(raise('feed-without-power', 'feed-a2', { since: epochMs(BEGIN + 1) }))).toBeUndefined()
  })
})
