import { DeviceError, type DeviceReading, type Session, type Subscription } from '../driver.ts'

export function isSubscription(session: Session): session is Subscription {
  return 'listen' in session
}

/**
 * What a device that tells by itself says within a while: the newest reading of each point, in order of first arrival.
 * Ends early only when the signal is aborted.
 */
export async function readingsFor(
  session: Subscription,
  waitMs: number,
  signal: AbortSignal,
): Promise<readonly DeviceReading[]> {
  const newest = new Map<string, DeviceReading>()
  await session.listen(
    async (readings) => {
      for (const reading of readings) newest.set(reading.point, reading)
    },
    AbortSignal.any([signal, AbortSignal.timeout(waitMs)]),
  )
  if (signal.aborted) throw new DeviceError('aborted', 'listening was stopped', true)
  return [...newest.values()]
}
