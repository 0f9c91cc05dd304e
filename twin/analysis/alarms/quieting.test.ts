import { describe, expect, test } from 'vitest'
import { epochMs } from '../../model/units.ts'
import { type Alarm, acknowledge, observe, type Severity } from './alarm.ts'
import {
  expireShelf,
  isOpen,
  isTold,
  LONGEST_SHELF_MS,
  quiet,
  quietedBy,
  shelve,
  shownState,
  unshelve,
} from './quieting.ts'

const HOUR = 3_600_000
const fresh = () => ({ id: 'a1', rule: 'door-open', path: '' as const, point: null, unit: null })
const seen = (severity: Severity | undefined, at = 1_000) => ({ severity, value: 1, limit: null, at: epochMs(at) })
const raise = (severity: Severity = 'warning') => observe(undefined, seen(severity), fresh) as Alarm
const BEGUN = epochMs(1_000)
const away = (alarm: Alarm, until = HOUR) =>
  shelve(alarm, { by: 'Milica', reason: 'a door is being painted', at: epochMs(0), until: epochMs(until) }) as Alarm

describe('a shelved alarm', () => {
  test('is not told, and is back by itself at its end, to be acknowledged', () => {
    const known = acknowledge(raise(), 'Ana', null, epochMs(2_000)) as Alarm
    const shelved = away(known)
    expect([shownState(shelved), isTold(shelved)]).toEqual(['shelved', false])
    expect(expireShelf(shelved, epochMs(HOUR - 1))).toBe(shelved)
    const back = expireShelf(shelved, epochMs(HOUR))
    expect([shownState(back), isTold(back), back.acknowledgedBy]).toEqual(['unacknowledged', true, null])
  })

  test('stays shelved when its condition goes and comes, and is history only after its shelf', () => {
    const known = acknowledge(away(raise()), 'Ana', null, epochMs(2_000)) as Alarm
    const gone = observe(known, seen(undefined, 3_000), fresh) as Alarm
    expect([gone.state, shownState(gone), isOpen(gone)]).toEqual(['normal', 'shelved', true])
    const again = observe(gone, seen('warning', 4_000), fresh) as Alarm
    expect(again).toMatchObject({ id: 'a1', state: 'unacknowledged', since: 4_000, until: null })
    expect(shownState(again)).toBe('shelved')
    const over = expireShelf(gone, epochMs(HOUR))
    expect([shownState(over), isOpen(over)]).toEqual(['normal', false])
  })

  test('that gets critical leaves its shelf, at once or when it comes again', () => {
    const worse = observe(away(raise()), seen('critical', 2_000), fresh) as Alarm
    expect([shownState(worse), worse.shelved]).toEqual(['unacknowledged', null])
    const gone = observe(acknowledge(away(raise()), 'Ana', null, epochMs(2_000)), seen(undefined, 3_000), fresh)
    expect(shownState(observe(gone, seen('critical', 4_000), fresh) as Alarm)).toBe('unacknowledged')
    expect(shownState(observe(away(raise('critical')), seen('warning', 2_000), fresh) as Alarm)).toBe('shelved')
  })

  test('is so for a day at most, and for more than nothing', () => {
    const ask = (until: number) =>
      shelve(raise(), { by: 'Ana', reason: 'test', at: epochMs(5), until: epochMs(5 + until) })
    expect(ask(LONGEST_SHELF_MS)).toBeDefined()
    for (const until of [0, -1, LONGEST_SHELF_MS + 1, Number.NaN]) expect(ask(until)).toBeUndefined()
  })

  test('is taken down by hand; what is not shelved has no shelf to leave, and history is not put away', () => {
    expect(shownState(unshelve(away(raise())) as Alarm)).toBe('unacknowledged')
    expect(unshelve(raise())).toBeUndefined()
    const gone = observe(raise(), seen(undefined), fresh) as Alarm
    expect(away(acknowledge(gone, 'Ana', null, epochMs(2_000)) as Alarm)).toBeUndefined()
  })
})

describe('a consequence', () => {
  test('is suppressed by design, and over when it goes: nobody has to see it', () => {
    const folded = quiet(raise(), { kind: 'alarm', id: 'a7' }, BEGUN)
    expect([shownState(folded), isTold(folded)]).toEqual(['suppressed-by-design', false])
    expect(observe(folded, seen(undefined, 2_000), fresh)).toMatchObject({ state: 'normal', until: 2_000 })
  })

  test('that is promoted waits for somebody unless somebody has seen it', () => {
    const folded = quiet(raise(), { kind: 'alarm', id: 'a7' }, BEGUN)
    expect(shownState(quiet(folded, null, BEGUN))).toBe('unacknowledged')
    const known = acknowledge(folded, 'Ana', null, epochMs(2_000)) as Alarm
    expect(shownState(quiet(known, null, BEGUN))).toBe('acknowledged')
  })

  test('of a work on the thing itself is out of service, of one elsewhere suppressed by design', () => {
    expect(shownState(quiet(raise(), { kind: 'out-of-service', id: 'm1' }, BEGUN))).toBe('out-of-service')
    expect(shownState(quiet(raise(), { kind: 'maintenance', id: 'm1' }, BEGUN))).toBe('suppressed-by-design')
  })

  test('is known as what it was at each instant, and anew when its condition comes again', () => {
    const work = { kind: 'out-of-service', id: 'm1' } as const
    const root = { kind: 'alarm', id: 'a7' } as const
    const folded = quiet(raise(), root, BEGUN)
    expect(folded.quietedBefore).toBeUndefined()
    const told = quiet(folded, null, epochMs(5_000))
    const worked = quiet(told, work, epochMs(9_000))
    expect([1_001, 5_000, 5_001, 9_000, 9_001].map((at) => quietedBy(worked, at))).toEqual([
      root,
      root,
      null,
      null,
      work,
    ])
    const gone = observe(quiet(worked, null, epochMs(9_500)), seen(undefined, 10_000), fresh)
    const again = observe(gone, seen('warning', 11_000), fresh) as Alarm
    expect([again.since, again.quietedBefore, quietedBy(again, 12_000)]).toEqual([11_000, undefined, null])
  })

  test('that is folded and promoted again and again keeps the last eight changes', () => {
    const changes = Array.from({ length: 20 }, (_, i) => 2_000 + i)
    const one = changes.reduce(
      (alarm, at) => quiet(alarm, alarm.quieted ? null : { kind: 'alarm', id: 'a7' }, epochMs(at)),
      raise(),
    )
    expect(one.quietedBefore?.map(({ until }) => until)).toEqual(changes.slice(-8))
  })
})
