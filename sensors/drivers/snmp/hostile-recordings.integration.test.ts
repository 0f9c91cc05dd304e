import { beforeAll, describe, expect, it } from 'vitest'
import { describeWith } from '../../../twin/kit/testing/real-part.ts'
import { isPath } from '../../../twin/model/path.ts'
import { DeviceError, type DeviceReading, type Session } from '../../driver.ts'
import { loadProfiles } from '../../profiles/load-profiles.ts'
import type { Oid } from '../../profiles/oid.ts'
import { snmpMap } from '../../profiles/snmp-map.ts'
import type { SnmpProfile } from '../../profiles/snmp-profile.ts'
import type { MibAgent, MibContent } from './testing/mib-agent.ts'
import { openAgent } from './testing/open-agent.ts'
import { bytesOf, numberOf, type RecordedMib, recordedAgent, recordedMib } from './testing/recorded-mib.ts'
import { toldWords } from './testing/told-words.ts'

const RECORDINGS = [
  'apc-8641',
  'apc-inrow',
  'apc_apdu9959eu3',
  'eaton-mgeups_93ps',
  'geist-temperature-sensor',
  'hwg-ste2',
  'liebert',
  'raritan-pdu_px2-temp',
  'rittal-lcp_cmciii-pu-lcp',
  'sentry4',
  'vertiv-pdu_mg02e4w1',
]
const SYSTEM = '1.3.6.1.2.1.1'
const OBJECT_ID = `${SYSTEM}.2.0`
const CUMULATIVE = new Set(['energy', 'apparent-energy', 'cooling-energy', 'count'])

let profiles: readonly SnmpProfile[]
beforeAll(async () => {
  profiles = (await loadProfiles()).profiles.snmp
})

interface Read {
  readonly profile: string
  readonly readings: readonly DeviceReading[]
  readonly values: Readonly<Record<string, number | string>>
}

async function withSession<T>(mib: RecordedMib, use: (session: Session, agent: MibAgent) => Promise<T>): Promise<T> {
  await using agent = await recordedAgent(mib)
  const session = await openAgent(agent, profiles, { timeoutMs: 5_000 })
  try {
    return await use(session, agent)
  } finally {
    await session.close()
  }
}

const gathered = (session: Session) => session.gather(AbortSignal.timeout(20_000))
const read = (mib: RecordedMib): Promise<Read> =>
  withSession(mib, async (session) => {
    const readings = await gathered(session)
    return { profile: session.identity.profile, readings, values: toldWords(readings) }
  })

/** The recording with every variable outside of the system group changed; undefined takes it away. */
function changed(mib: RecordedMib, change: (content: MibContent, oid: Oid, at: number) => MibContent | undefined) {
  const other: RecordedMib = new Map()
  for (const [at, [oid, content]] of [...mib].entries()) {
    const become = oid.startsWith(`${SYSTEM}.`) ? content : change(content, oid, at)
    if (become !== undefined) other.set(oid, become)
  }
  return other
}

const withNumbers = (mib: RecordedMib, change: (number: number) => MibContent) =>
  changed(mib, (content) => {
    const number = numberOf(content)
    return number === undefined ? content : change(number)
  })

const withBytes = (mib: RecordedMib, change: (bytes: Buffer) => Uint8Array) =>
  changed(mib, (content) => {
    const bytes = bytesOf(content)
    return bytes === undefined ? content : change(bytes)
  })

/** Columns and scalars that the profiles of the device read, as far as it has them. */
function partsOf({ profile }: Read, mib: RecordedMib): readonly Oid[] {
  const parts = new Set<Oid>()
  const gather = (found: unknown): void => {
    if (typeof found !== 'object' || found === null) return
    if ('oid' in found && typeof found.oid === 'string') parts.add(found.oid)
    for (const inner of found instanceof Map ? found.values() : Object.values(found)) gather(inner)
  }
  for (const id of profile.split('+')) {
    const own = profiles.find((one) => one.id === id)
    if (!own) continue
    const { scalars, tables } = snmpMap(own)
    gather(scalars)
    gather(tables)
    for (const { named } of tables) for (const oid of named) parts.add(oid)
  }
  return [...parts].filter((part) => [...mib.keys()].some((oid) => isOf(oid, part)))
}

const isOf = (oid: Oid, part: Oid) => oid === part || oid.startsWith(`${part}.`)

/** Good readings that say something else than the whole device does of the same point. */
function contradictions(whole: Read, { readings }: Pick<Read, 'readings'>): readonly string[] {
  const before = new Map(whole.readings.map((reading) => [reading.point, reading]))
  return readings.flatMap(({ point, value, quality, address }) => {
    const other = before.get(point)
    // Another source of the same point (whole amperes for hundredths, minutes for seconds) may round.
    const isSame = !other || quality !== 'good' || Math.abs(value - other.value) <= 0.01 * Math.abs(other.value)
    return isSame || address !== other.address ? [] : [`${point} is ${value}, was ${other.value}`]
  })
}

describeWith(['recordings'], 'a device that is not quite as it was recorded', () => {
  describe.each(RECORDINGS)('%s', (recording) => {
    let mib: RecordedMib
    let whole: Read
    beforeAll(async () => {
      mib = recordedMib(recording)
      whole = await read(mib)
      expect(whole.readings.length).toBeGreaterThan(0)
    })

    it('of another model, by a longer sysObjectID, is read alike', async () => {
      const { value } = mib.get(OBJECT_ID) as { readonly value: string }
      const other = new Map(mib).set(OBJECT_ID, { tag: 6, value: `${value}.77.1` })
      expect(await read(other)).toMatchObject({ profile: whole.profile, values: whole.values })
    })

    it.each<[string, (mib: RecordedMib) => RecordedMib]>([
      [
        'with NUL and rubbish behind its texts',
        (all) => withBytes(all, (bytes) => Buffer.concat([bytes, Buffer.from([0, 0xff, 0x31])])),
      ],
      [
        'with blanks and line ends behind its texts',
        (all) => withBytes(all, (bytes) => Buffer.concat([bytes, Buffer.from(' \r\n')])),
      ],
      [
        'with texts in Latin-1',
        (all) =>
          withBytes(all, (bytes) => (bytes.includes(0xc2) ? Buffer.from(bytes.toString('utf8'), 'latin1') : bytes)),
      ],
      ['with numbers as texts', (all) => withNumbers(all, String)],
      ['with numbers as Gauge32', (all) => withNumbers(all, (value) => (value < 0 ? value : { tag: 0x42, value }))],
    ])('%s is read alike', async (_name, change) => {
      expect((await read(change(mib))).values).toEqual(whole.values)
    })

    it('without any one of its columns and scalars tells nothing else of what is left', async () => {
      const parts = partsOf(whole, mib)
      expect(parts.length).toBeGreaterThan(3)
      for (const part of parts) {
        const without = changed(mib, (content, oid) => (isOf(oid, part) ? undefined : content))
        const left = await read(without).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'unknown-device' })
          return { readings: [] }
        })
        expect([part, ...contradictions(whole, left)]).toEqual([part])
      }
    })

    it('with holes all over tells nothing else of what is left', async () => {
      for (const step of [3, 5, 7]) {
        const holey = changed(mib, (content, _oid, at) => (at % step === 1 ? undefined : content))
        // A family that finds its rows by their names may have none left, which is told.
        const left = await read(holey).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'unknown-device' })
          return { readings: [] }
        })
        expect(contradictions(whole, left)).toEqual([])
        expect(left.readings.every(({ point }) => isPath(point))).toBe(true)
      }
    })

    it('that loses variables while it is read keeps all points, and those are invalid', async () => {
      await withSession(new Map(mib), async (session, agent) => {
        const lost = whole.readings.filter((_, at) => at % 2 === 1).map(({ address }) => address)
        for (const oid of lost) agent.mib.delete(oid)
        const readings = await gathered(session)
        expect(readings.map(({ point }) => point)).toEqual(whole.readings.map(({ point }) => point))
        for (const { address, quality } of readings.filter((one) => lost.includes(one.address))) {
          expect([address, quality === 'good']).toEqual([address, false])
        }
        expect(contradictions(whole, { readings })).toEqual([])
      })
    })

    it.each<[string, MibContent]>([
      ['2147483647', 2 ** 31 - 1],
      ['-2147483648', -(2 ** 31)],
      ['4294967295', { tag: 0x42, value: 2 ** 32 - 1 }],
      ['empty texts', ''],
    ])('that suddenly tells %s for all numbers has no good number but those of counters', async (_name, content) => {
      await withSession(new Map(mib), async (session, agent) => {
        for (const [oid, was] of mib) {
          if (numberOf(was) !== undefined && !oid.startsWith(`${SYSTEM}.`)) agent.mib.set(oid, content)
        }
        const good = (await gathered(session)).filter(
          ({ quantity, quality }) => quality === 'good' && quantity !== 'state',
        )
        const other = whole.readings
          .filter(({ address }) => numberOf(mib.get(address)) === undefined)
          .map(({ point }) => point)
        expect(good.filter(({ point, quantity }) => !CUMULATIVE.has(quantity) && !other.includes(point))).toEqual([])
      })
    })

    it('without its maker’s tables is read by the standards, or says what it is and what was tried', async () => {
      const bare = changed(mib, (content, oid) => (oid.startsWith('1.3.6.1.4.1.') ? undefined : content))
      const outcome = await read(bare).catch((error: unknown) => error)
      if (outcome instanceof DeviceError) {
        expect(outcome).toMatchObject({ code: 'unknown-device', retry: false })
        expect(outcome.message).toContain((mib.get(OBJECT_ID) as { readonly value: string }).value)
        expect(outcome.message).toContain('--profile')
      } else expect(contradictions(whole, outcome as Read)).toEqual([])
    })
  })

  const PX = '1.3.6.1.4.1.13742.6'
  it('of Raritan with other decimal digits tells the same quantity', async () => {
    // 3.497 A told as 35 with one digit; 22.9 °C as 2290 with two.
    const mib = recordedMib('raritan-pdu_px2-temp')
    mib.set(`${PX}.3.3.4.1.7.1.1.1`, 1).set(`${PX}.5.2.3.1.4.1.1.1`, { tag: 0x42, value: 35 })
    mib.set(`${PX}.3.6.3.1.17.1.1`, 2).set(`${PX}.5.5.3.1.4.1.1`, 2290)
    expect((await read(mib)).values).toMatchObject({ 'l1/current': 3.5, 'probe-1/temperature': 22.9 })
  })

  it('of Raritan with a further sensor of a type that nobody knows reads the others as before', async () => {
    const mib = recordedMib('raritan-pdu_px2-temp')
    const whole = await read(mib)
    // Sensor 7 as sensor 1, but of type 199.
    for (const [oid, content] of [...mib]) {
      const [, column] =
        new RegExp(`^(${PX.replaceAll('.', '\\.')}\\.(?:3\\.6\\.3|5\\.5\\.3)\\.1\\.\\d+\\.1)\\.1$`).exec(oid) ?? []
      if (column !== undefined) mib.set(`${column}.77`, content)
    }
    mib.set(`${PX}.3.6.3.1.2.1.77`, 199)
    expect((await read(mib)).values).toEqual(whole.values)
  })

  it('of HW group that is set to Fahrenheit is kept in °C', async () => {
    // 203 × 0.1 °C is 68.5 °F, unit 2.
    const mib = recordedMib('hwg-ste2')
    const STE2 = '1.3.6.1.4.1.21796.4.9.3.1'
    mib.set(`${STE2}.7.2`, 2).set(`${STE2}.5.2`, 685).set(`${STE2}.4.2`, '68.5')
    const { readings } = await read(mib)
    expect(readings.find(({ point }) => point === 'probe-2/temperature')?.value).toBeCloseTo(20.28, 2)
  })

  it('of Vertiv that is set to Fahrenheit, as Geist’s, is kept in °C', async () => {
    // temperatureUnits 0: 700 × 0.1 °F is 21.1 °C.
    const mib = recordedMib('geist-temperature-sensor')
    mib.set('1.3.6.1.4.1.21239.5.1.1.7.0', 0).set('1.3.6.1.4.1.21239.5.1.2.1.5.1', 700)
    const { readings } = await read(mib)
    expect(readings.find(({ point }) => point === 'internal/temperature')?.value).toBeCloseTo(21.11, 2)
  })

  it('of Rittal with another scale tells the same quantity, and a variable of an unknown kind is left out', async () => {
    const mib = recordedMib('rittal-lcp_cmciii-pu-lcp')
    const whole = await read(mib)
    const VARIABLE = '1.3.6.1.4.1.2606.7.4.2.2.1'
    // 1900 with -100 becomes 190 with -10.
    mib.set(`${VARIABLE}.7.2.45`, -10).set(`${VARIABLE}.11.2.45`, 190)
    for (const [column, content] of Object.entries({
      3: 'Flux.Capacitor',
      4: 250,
      5: 'GW',
      7: 1,
      10: '1.21 GW',
      11: 1,
    })) {
      mib.set(`${VARIABLE}.${column}.9.999`, content)
    }
    expect((await read(mib)).values).toEqual(whole.values)
  })

  it('of Geist with renumbered probes has their numbers in its names', async () => {
    const mib = recordedMib('geist-temperature-sensor')
    const other: RecordedMib = new Map()
    for (const [oid, content] of mib)
      other.set(oid.replace(/^(1\.3\.6\.1\.4\.1\.21239\.5\.1\.4\.1\.\d+)\.2$/, '$1.12'), content)
    const { values } = await read(other)
    expect(
      Object.keys(values)
        .filter((name) => name.startsWith('probe-'))
        .sort(),
    ).toEqual(['probe-12/temperature', 'probe-3/temperature'])
  })
})
