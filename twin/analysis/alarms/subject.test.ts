import { describe, expect, test } from 'vitest'
import { stateCode } from '../../model/quantity.ts'
import type { Probe, Room, Thing } from '../../model/things.ts'
import type { AlarmRule } from './alarm-rule.ts'
import { ALARM_RULES } from './alarm-rules.ts'
import { isQuiet, memoryOf, type Spec, SUBJECT_AT_REST, severityOf, specOf, stepSubject } from './subject.ts'

const rule = (id: string) => ALARM_RULES.find((one) => one.id === id) as AlarmRule
const LATER = 3_600_000

function specFor(
  id: string,
  kind: Thing['kind'],
  role: string,
  local: string,
  room?: Partial<Room>,
  amperes?: number,
): Spec {
  const context = { kind, role: role as Probe['role'], local, room: room as Room | undefined, amperes }
  const spec = specOf(rule(id), context)
  if (!spec) throw new Error(`${id} does not apply to ${local}`)
  return spec
}

/** The severity once the value has lasted. */
function settled(spec: Spec, value: number) {
  const begun = stepSubject(SUBJECT_AT_REST, spec, value, 0)
  return severityOf(stepSubject(begun, spec, value, LATER))
}

describe('air at the intake, by the class of the room (ASHRAE TC 9.9, 2021)', () => {
  test.each([
    // class, coldest allowable, warmest allowable, most humid RH
    ['A1', 15, 32, 80],
    ['A2', 10, 35, 80],
    ['A3', 5, 40, 85],
    ['A4', 5, 45, 90],
  ] as const)(
    '%s: warning beyond 18–27 °C, critical beyond %i–%i °C and %i %%',
    (airClass, coldest, warmest, humid) => {
      const room = { airClass, humidityLimit: 50 } as const
      const high = specFor('intake-temperature-high', 'probe', 'intake', 'temperature', room)
      const low = specFor('intake-temperature-low', 'probe', 'intake', 'temperature', room)
      const wet = specFor('humidity-high', 'probe', 'intake', 'humidity', room)
      expect([27, 27.1, warmest, warmest + 0.1].map((value) => settled(high, value))).toEqual([
        undefined,
        'warning',
        'warning',
        'critical',
      ])
      expect([18, 17.9, coldest, coldest - 0.1].map((value) => settled(low, value))).toEqual([
        undefined,
        'warning',
        'warning',
        'critical',
      ])
      expect([50, 50.1, humid + 0.1].map((value) => settled(wet, value))).toEqual([undefined, 'warning', 'critical'])
    },
  )

  test('where corrosion is measured low the humidity may reach 70 %', () => {
    const wet = specFor('humidity-high', 'probe', 'intake', 'humidity', { airClass: 'A2', humidityLimit: 70 })
    expect(settled(wet, 70)).toBeUndefined()
    expect(settled(wet, 70.1)).toBe('warning')
  })

  test('dew point: recommended −9 to 15 °C; allowable −12 to 17 (A1) or 21 °C (A2)', () => {
    const high = specFor('dew-point-high', 'probe', 'intake', 'dew-point', { airClass: 'A1' })
    const highA2 = specFor('dew-point-high', 'probe', 'intake', 'dew-point', { airClass: 'A2' })
    const low = specFor('dew-point-low', 'probe', 'intake', 'dew-point', { airClass: 'A1' })
    expect([15, 15.1, 17.1].map((value) => settled(high, value))).toEqual([undefined, 'warning', 'critical'])
    expect([17.1, 21.1].map((value) => settled(highA2, value))).toEqual(['warning', 'critical'])
    expect([-9, -9.1, -12.1].map((value) => settled(low, value))).toEqual([undefined, 'warning', 'critical'])
  })

  test('a probe in the exhaust is no intake', () => {
    const context = {
      kind: 'probe' as const,
      role: 'exhaust' as const,
      local: 'temperature',
      room: undefined,
      amperes: undefined,
    }
    expect(ALARM_RULES.flatMap((one) => specOf(one, context) ?? [])).toEqual([])
  })
})

describe('power', () => {
  test('a line: warning above 90 % of derating × rating, critical above all of it (0.8 · 32 A)', () => {
    const spec = specFor('line-current-high', 'rack-pdu', '', 'l2/current', undefined, 25.6)
    expect([23, 23.1, 25.6, 25.7].map((value) => settled(spec, value))).toEqual([
      undefined,
      'warning',
      'warning',
      'critical',
    ])
  })

  test('voltage: a dip below 207 V, an interruption below 11.5 V (EN 50160)', () => {
    const spec = specFor('voltage-low', 'rack-pdu', '', 'l1/voltage')
    expect([207, 206.9, 11.4].map((value) => settled(spec, value))).toEqual([undefined, 'warning', 'critical'])
  })
})

describe('deadband and delay', () => {
  const spec = specFor('intake-temperature-high', 'probe', 'intake', 'temperature', { airClass: 'A2' })

  test('a value that hangs at the limit does not make the alarm flutter', () => {
    let memory = memoryOf('warning')
    for (const [now, value] of [
      [0, 26.9],
      [100_000, 27.1],
      [200_000, 26.6],
      [400_000, 26.8],
    ] as const) {
      memory = stepSubject(memory, spec, value, now)
      expect(severityOf(memory)).toBe('warning')
    }
    memory = stepSubject(memory, spec, 26.5, 500_000)
    expect(severityOf(stepSubject(memory, spec, 26.4, 560_000))).toBeUndefined()
  })

  test('critical comes at once, a warning after its delay', () => {
    expect(severityOf(stepSubject(SUBJECT_AT_REST, spec, 36, 0))).toBe('critical')
    expect(severityOf(stepSubject(SUBJECT_AT_REST, spec, 28, 0))).toBeUndefined()
  })

  test('without data an alarm neither comes nor goes', () => {
    expect(severityOf(stepSubject(memoryOf('critical'), spec, Number.NaN, LATER))).toBe('critical')
    expect(isQuiet(spec, Number.NaN)).toBe(true)
  })
})

describe('words of state points', () => {
  test.each([
    ['door-open', 'probe', 'door', 'state', 'open', 'closed', 'warning'],
    ['leak', 'probe', 'leak', 'state', 'leak', 'dry', 'critical'],
    ['smoke', 'probe', 'smoke', 'state', 'smoke', 'clear', 'critical'],
    ['fire-suppression', 'probe', 'fire-suppression', 'state', 'alarm', 'normal', 'critical'],
    ['ups-on-battery', 'ups', '', 'output/state', 'on-battery', 'on', 'critical'],
    ['cooler-stopped', 'crah', '', 'state', 'fault', 'standby', 'critical'],
    ['leak', 'rack-pdu', '', 'probe-2/state', 'leak', 'dry', 'critical'],
  ] as const)('%s of a %s (%s): %s says %s', (id, kind, role, local, bad, good, severity) => {
    const spec = specFor(id, kind, role, local)
    expect(settled(spec, stateCode(bad))).toBe(severity)
    expect(settled(spec, stateCode(good))).toBeUndefined()
  })
})

test('every rule says its limits, and its id is its own', () => {
  expect(new Set(ALARM_RULES.map(({ id }) => id)).size).toBe(ALARM_RULES.length)
  for (const { id, limits, onDelayMs, offDelayMs } of ALARM_RULES) {
    expect(limits.length, id).toBeGreaterThan(15)
    // A fault must mark its rack within two seconds of the reading: what is critical does not wait.
    expect(onDelayMs.critical, id).toBe(0)
    expect(offDelayMs, id).toBeGreaterThanOrEqual(0)
  }
})
