import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { epochMs } from '../../model/units.ts'
import { type Alarm, acknowledge, isActive, observe, type Severity } from './alarm.ts'

const fresh = () => ({ id: 'a1', rule: 'leak', path: '' as const, point: null, unit: null })
const seen = (severity: Severity | undefined, at = 1_000) => ({ severity, value: 1, limit: null, at: epochMs(at) })
const raise = (severity: Severity = 'warning') => observe(undefined, seen(severity), fresh) as Alarm

describe('the states of ISA-18.2', () => {
  test('a condition raises an alarm that nobody has acknowledged', () => {
    expect(raise()).toMatchObject({ state: 'unacknowledged', severity: 'warning', since: 1_000, until: null })
  })

  test('acknowledged while it lasts, it is over when the condition ends', () => {
    const known = acknowledge(raise(), 'Milica', 'on my way', epochMs(2_000))
    expect(known).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'Milica', note: 'on my way' })
    expect(observe(known, seen(undefined, 3_000), fresh)).toMatchObject({ state: 'normal', until: 3_000 })
  })

  test('one that goes by itself stays on the list until somebody has seen it', () => {
    const gone = observe(raise(), seen(undefined, 2_000), fresh) as Alarm
    expect(gone).toMatchObject({ state: 'returned-unacknowledged', until: 2_000 })
    expect(acknowledge(gone, 'Milica', null, epochMs(3_000))).toMatchObject({ state: 'normal', until: 2_000 })
  })

  test('a condition that comes back before that wakes the same alarm', () => {
    const gone = observe(raise(), seen(undefined, 2_000), fresh)
    expect(observe(gone, seen('warning', 3_000), fresh)).toMatchObject({
      id: 'a1',
      state: 'unacknowledged',
      since: 3_000,
      until: null,
    })
  })

  test('what gets worse must be acknowledged anew; what gets better keeps its acknowledgement', () => {
    const known = acknowledge(raise('warning'), 'Milica', null, epochMs(2_000))
    const worse = observe(known, seen('critical'), fresh) as Alarm
    expect(worse).toMatchObject({ severity: 'critical', state: 'unacknowledged', acknowledgedBy: null })
    const better = observe(acknowledge(worse, 'Ana', null, epochMs(3_000)), seen('warning'), fresh)
    expect(better).toMatchObject({ severity: 'warning', state: 'acknowledged', acknowledgedBy: 'Ana' })
  })

  test('there is nothing to acknowledge twice, nor in history', () => {
    const known = acknowledge(raise(), 'Milica', null, epochMs(2_000)) as Alarm
    expect(acknowledge(known, 'Ana', null, epochMs(3_000))).toBeUndefined()
    const over = observe(known, seen(undefined), fresh) as Alarm
    expect(acknowledge(over, 'Ana', null, epochMs(3_000))).toBeUndefined()
  })

  test('whatever happens: active exactly while the condition holds, and never history without an acknowledgement', () => {
    const event = fc.constantFrom('warning', 'critical', 'none', 'acknowledge')
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let alarm: Alarm | undefined
        let holds: Severity | undefined
        events.forEach((happened, now) => {
          if (happened === 'acknowledge') {
            alarm = (alarm && acknowledge(alarm, 'Ana', null, epochMs(now))) ?? alarm
          } else {
            holds = happened === 'none' ? undefined : (happened as Severity)
            alarm = observe(alarm, seen(holds, now), fresh)
          }
          expect(alarm !== undefined && isActive(alarm)).toBe(holds !== undefined)
          if (alarm && holds) expect(alarm.severity).toBe(holds)
          if (alarm?.state === 'normal' || alarm?.state === 'acknowledged') expect(alarm.acknowledgedBy).toBe('Ana')
          if (alarm) expect(alarm.until === null).toBe(isActive(alarm))
        })
      }),
    )
  })
})
