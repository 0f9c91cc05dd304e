import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeWith } from '../../../twin/kit/testing/real-part.ts'
import { type Quantity, stateWord, UNIT_OF } from '../../../twin/model/quantity.ts'
import type { DeviceReading, Session } from '../../driver.ts'
import { loadProfiles } from '../../profiles/load-profiles.ts'
import { snmpDriver } from './driver.ts'
import { RECORDED_CLIMATE } from './testing/recorded-climate.ts'
import { type Expected, isQuality, isStateWord } from './testing/recorded-device.ts'
import { RECORDED_POWER } from './testing/recorded-power.ts'
import { type Snmpsim, startSnmpsim } from './testing/snmpsim.ts'

const RECORDED = [...RECORDED_POWER, ...RECORDED_CLIMATE]

/** What a healthy device in a data centre can measure: a number outside is a sentinel or a wrong scale. */
const PLAUSIBLE: Partial<Record<Quantity, readonly [number, number]>> = {
  temperature: [-20, 60],
  'dew-point': [-30, 40],
  humidity: [1, 100],
  voltage: [3, 500],
  current: [0, 100],
  frequency: [45, 65],
  power: [0, 50_000],
  'apparent-power': [0, 50_000],
  'power-factor': [0, 1],
  load: [0, 100],
  charge: [0, 100],
  'valve-position': [0, 100],
  energy: [0, 1e9],
}

describeWith(['snmpsimd', 'recordings'], 'families read as their MIBs say, from recordings of real devices', () => {
  let sim: Snmpsim
  const sessions = new Map<string, Session>()
  const read = new Map<string, readonly DeviceReading[]>()

  beforeAll(async () => {
    sim = await startSnmpsim(RECORDED.map(({ recording }) => recording))
    const driver = snmpDriver((await loadProfiles()).profiles.snmp)
    for (const { recording: community } of RECORDED) {
      const target = { url: sim.url, timeoutMs: 5_000, credential: { kind: 'community', community } } as const
      const session = await driver.open(target, AbortSignal.timeout(30_000))
      sessions.set(community, session)
      read.set(community, await session.gather(AbortSignal.timeout(30_000)))
    }
  })
  afterAll(async () => {
    for (const session of sessions.values()) await session.close()
    await sim[Symbol.asyncDispose]()
  })

  describe.each(RECORDED)('$recording', ({ recording, points, count, because, ...identity }) => {
    const readings = () => read.get(recording) ?? []

    it('is known by its maker, model and number, and says why', () => {
      const found = sessions.get(recording)?.identity
      expect(found).toMatchObject({ ...identity, generic: false })
      expect(found?.because).toMatch(because)
    })

    it.each(points)('%s reads %o: %s', (point, expected) => {
      const reading = readings().find((one) => one.point === point)
      expect(reading && told(reading, expected)).toEqual(typeof expected === 'object' ? 'within' : expected)
    })

    it('has so many points, each once, named by its quantity and in its unit', () => {
      expect(readings().length).toBe(count)
      expect(new Set(readings().map(({ point }) => point)).size).toBe(count)
      for (const { point, quantity, unit } of readings()) {
        expect([point, point.split('/').at(-1)]).toEqual([point, quantity])
        expect(unit).toBe(UNIT_OF[quantity])
      }
    })

    it('gives nothing as good that no healthy device measures, and no number with any other quality', () => {
      const odd = readings().filter(({ quantity, value, quality }) => {
        if (quality !== 'good') return !Number.isNaN(value)
        const [least, most] = PLAUSIBLE[quantity] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
        return !(value >= least && value <= most)
      })
      expect(odd).toEqual([])
    })
  })
})

/** A reading in the words of what was expected of it. */
function told({ value, quality }: DeviceReading, expected: Expected): unknown {
  if (isQuality(expected) || quality !== 'good') return quality
  if (isStateWord(expected)) return stateWord(value)
  if (typeof expected !== 'object') return Math.abs(value - expected) <= 1e-9 * Math.abs(expected) ? expected : value
  return value >= expected.from && value <= expected.to ? 'within' : value
}
