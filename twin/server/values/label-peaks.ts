import type { PointDirectory } from '../../model/batch.ts'
import type { TelemetryStore } from '../../model/store.ts'
import type { Device } from '../../model/things.ts'
import { type EpochMs, epochMs } from '../../model/units.ts'
import type { LabelPeaksView } from '../../protocol/label-peaks.ts'

/** A label is set right by what was drawn in four weeks at least: month ends and backups of each kind are in it. */
export const LEAST_WEEKS = 4
const DAYS = LEAST_WEEKS * 7
const DAY_MS = 86_400_000
/** Days of `DAYS` that must have readings. */
const LEAST_DAYS = Math.ceil(DAYS * 0.9)

/** Points whose sum is what a device draws. */
interface MeteredDevice {
  readonly device: Device
  readonly by: 'device' | 'outlets'
  readonly points: readonly number[]
}

/** The devices that have a meter of their own, or one on the outlet of each cord. A rack PDU's inlet alone says nothing of one device. */
export function meteredDevices(devices: readonly Device[], points: PointDirectory): readonly MeteredDevice[] {
  return devices.flatMap((device): MeteredDevice[] => {
    const own = points.indexOf(`${device.path}/power`)
    if (own !== undefined) return [{ device, by: 'device', points: [own] }]
    const outlets = device.cords.flatMap(({ outlet, pdu }) => points.indexOf(`${pdu}/outlet-${outlet}/power`) ?? [])
    return outlets.length > 0 && outlets.length === device.cords.length
      ? [{ device, by: 'outlets', points: outlets }]
      : []
  })
}

/**
 * The P99 of what devices have drawn in the last four weeks, from the sketches of the roll-ups. Of several outlets it is the sum of theirs. Refused
 * where fewer than nine days of ten have readings.
 */
export async function labelPeaks(
  estate: string,
  devices: readonly Device[],
  points: PointDirectory,
  store: Pick<TelemetryStore, 'history' | 'quantiles'>,
  now: EpochMs,
): Promise<LabelPeaksView> {
  const metered = meteredDevices(devices, points)
  const span = { from: epochMs(now - DAYS * DAY_MS), to: now }
  const peaks: LabelPeaksView['peaks'] = []
  const short: string[] = []
  for (const { by, device, points: own } of metered) {
    const series = await store.history({ points: own, ...span, buckets: DAYS })
    const days = Math.min(...series.map(({ count }) => count.filter((readings) => readings > 0).length))
    const highest = await Promise.all(
      days < LEAST_DAYS ? [] : own.map((point) => store.quantiles({ point, ...span, quantiles: [0.99] })),
    )
    const p99 = highest.reduce((sum, [value]) => sum + (value ?? Number.NaN), 0)
    if (highest.length > 0 && Number.isFinite(p99)) peaks.push({ path: device.path, p99, by, days })
    else short.push(device.path)
  }
  const isMetered = new Set(metered.map(({ device }) => device.path))
  const unmetered = devices.filter(({ path }) => !isMetered.has(path)).map(({ path }) => path)
  const unknown = (
    [
      ['not measured', unmetered],
      ['too little history', short],
    ] as const
  ).flatMap(([why, paths]) => (paths[0] === undefined ? [] : [{ why, devices: paths.length, example: paths[0] }]))
  return { estate, weeks: LEAST_WEEKS, peaks, unknown }
}
