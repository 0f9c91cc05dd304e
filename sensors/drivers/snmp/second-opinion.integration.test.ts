import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { describeWith, recordingsFolder } from '../../../twin/kit/testing/real-part.ts'
import type { DeviceReading, Driver } from '../../driver.ts'
import { loadProfiles } from '../../profiles/load-profiles.ts'
import { snmpDriver } from './driver.ts'
import { type Snmpsim, startSnmpsim } from './testing/snmpsim.ts'

const opinions = z.array(
  z.object({
    sensor_class: z.string(),
    sensor_oid: z.string(),
    sensor_descr: z.string().nullable(),
    sensor_current: z.number().nullable(),
  }),
)

/** Kept unit per unit of LibreNMS: energy comes in kWh, flow in L/min, pressure in kPa, times in minutes. */
const KEPT: Readonly<Record<string, number>> = {
  power_consumed: 1000,
  waterflow: 1 / 60_000,
  pressure: 1000,
  runtime: 60,
}

/** Where a profile reads something else, and why: the MIB decides. The key is the end of the object identifier. */
const ELSEWHERE: Readonly<Record<string, readonly (readonly [end: RegExp, reason: string])[]>> = {
  'apc-inrow': [
    [/\.13\.3\.2\.2\.2\.4\.0$/, 'the air flow is read in L/s from column 5, which is the same flow as cfm in column 4'],
    [/\.13\.3\.2\.2\.4\.1\.0$/, 'a service interval is a setting'],
    [/\.13\.3\.2\.2\.3\.12\.0$/, 'run hours of a part that is not fitted'],
  ],
  'eaton-mgeups_93ps': [
    [/\.33\.1\.2\.[456]\.0$/, 'charge, voltage and current of the battery are read from the maker’s own objects'],
    [/\.33\.1\.2\.3\.0$/, 'the maker tells the time left in seconds (8226), the standard in whole minutes'],
  ],
  liebert: [
    [/\.40\.20\.1\.150\./, 'current left before an alarm follows from a threshold, not from a measurement'],
    // 30.40.1.22, 40.20.1.130: hundredths of an ampere (MIB); 30.20.1.70: tenths. The file forgot its own divisor.
    [
      /\.30\.40\.1\.22\.|\.40\.20\.1\.130\.|\.30\.20\.1\.70\./,
      'the opinion is the raw number, not divided by its own divisor',
    ],
  ],
}

const RECORDINGS = [
  'apc-inrow',
  'apc_apdu9959eu3',
  'eaton-mgeups_93ps',
  'hwg-ste2',
  'liebert',
  'raritan-pdu_px2-temp',
  'rittal-lcp_cmciii-pu-lcp',
  'sentry4',
  'vertiv-pdu_mg02e4w1',
]

describeWith(['snmpsimd', 'recordings'], 'a second opinion: what LibreNMS reads from the same walks', () => {
  let sim: Snmpsim
  let driver: Driver
  beforeAll(async () => {
    sim = await startSnmpsim(RECORDINGS)
    driver = snmpDriver((await loadProfiles()).profiles.snmp)
  })
  afterAll(() => sim[Symbol.asyncDispose]())

  it.each(RECORDINGS)(
    '%s: every number of it is read, and the same but for what the MIB says otherwise',
    async (recording) => {
      const target = {
        url: sim.url,
        timeoutMs: 5_000,
        credential: { kind: 'community', community: recording },
      } as const
      const session = await driver.open(target, AbortSignal.timeout(30_000))
      const readings = new Map((await session.gather(AbortSignal.timeout(30_000))).map((one) => [one.address, one]))
      await session.close()
      const file = join(recordingsFolder() ?? '', 'snmp', `${recording}.expected.json`)
      // States are words of ours and codes of theirs: they are compared in the tests of the families.
      const numbers = opinions
        .parse(JSON.parse(readFileSync(file, 'utf8')))
        .filter(({ sensor_class, sensor_current }) => sensor_class !== 'state' && sensor_current !== null)
      expect(numbers).not.toEqual([])
      const differing = numbers.flatMap(({ sensor_class, sensor_oid, sensor_descr, sensor_current }) => {
        const oid = sensor_oid.replace(/^\./, '')
        const wanted = Number(sensor_current) * (KEPT[sensor_class] ?? 1)
        const isElsewhere = ELSEWHERE[recording]?.some(([end]) => end.test(oid))
        return isElsewhere || agrees(readings.get(oid), wanted)
          ? []
          : [{ oid, sensor_descr, wanted, is: readings.get(oid) }]
      })
      expect(differing).toEqual([])
      // Every exception is needed.
      for (const [end] of ELSEWHERE[recording] ?? []) {
        expect(numbers.some(({ sensor_oid }) => end.test(sensor_oid))).toBe(true)
      }
    },
  )
})

function agrees(reading: DeviceReading | undefined, wanted: number): boolean {
  return reading?.quality === 'good' && Math.abs(reading.value - wanted) <= 0.002 * Math.abs(wanted)
}
