import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { describeWith } from '../../../twin/kit/testing/real-part.ts'
import type { DeviceReading, Target } from '../../driver.ts'
import { loadProfiles } from '../../profiles/load-profiles.ts'
import { redfishDriver } from './driver.ts'
import { type RedfishService, startRedfishService } from './testing/redfish-service.ts'

const credential = { kind: 'password', user: 'reader', password: 'correct horse' } as const
const signal = new AbortController().signal

async function open(service: RedfishService, more: Partial<Target> = {}) {
  const { profiles } = await loadProfiles()
  const options = { caFile: service.caFile, ...more.options }
  return redfishDriver(profiles.redfish).open(
    { url: service.url, timeoutMs: 5_000, credential, ...more, options },
    signal,
  )
}

const told = (readings: readonly DeviceReading[]) =>
  Object.fromEntries(readings.map(({ point, value, quality }) => [point, quality === 'good' ? value : quality]))
/** Of the mock-up: Chassis/1U/Sensors; 325,675 kW.h. */
const VALUES = {
  'intake/temperature': 24.8,
  'exhaust/temperature': 40.5,
  power: 374,
  energy: 325_675_000,
  'supply-1/voltage': 119.27,
  'supply-2/voltage': 'unsupported',
}

describeWith(['python3', 'openssl', 'recordings'], 'a Redfish service behind HTTPS, by Python’s own server', () => {
  it('is read in one session over several polls, which is ended on the device at close', async () => {
    await using service = await startRedfishService()
    const session = await open(service)
    expect(told(await session.gather(signal))).toMatchObject(VALUES)
    expect(told(await session.gather(signal))).toMatchObject(VALUES)
    expect(service.sessions()).toEqual(['begun 1'])
    await session.close()
    await expect.poll(() => service.sessions()).toEqual(['begun 1', 'ended 1'])
  })

  it('without expanding gives the same', async () => {
    await using service = await startRedfishService()
    const [whole, singly] = [await open(service), await open(service, { options: { expand: 'never' } })]
    expect(told(await singly.gather(signal))).toEqual(told(await whole.gather(signal)))
    await whole.close()
    await singly.close()
    await expect.poll(() => service.sessions().filter((line) => line.startsWith('ended'))).toHaveLength(2)
  })

  it('that let the session expire between two polls is signed in to anew, and the poll is whole', async () => {
    await using service = await startRedfishService({ idleSeconds: 1 })
    const session = await open(service)
    const first = told(await session.gather(signal))
    await sleep(1_500)
    expect(told(await session.gather(signal))).toEqual(first)
    expect(service.sessions()).toEqual(['begun 1', 'expired 1', 'begun 2'])
    await session.close()
    await expect.poll(() => service.sessions().at(-1)).toBe('ended 2')
  })

  it('that ends the session in the middle of a poll is signed in to anew, and the poll is whole', async () => {
    // To look at the tree takes 30 requests and more, a poll after that 6: some poll meets the end in its middle.
    await using service = await startRedfishService({ requestsEach: 40 })
    const session = await open(service)
    const first = told(await session.gather(signal))
    for (let poll = 0; poll < 12; poll++) expect(told(await session.gather(signal))).toEqual(first)
    const lines = service.sessions()
    expect(lines.filter((line) => line.startsWith('expired')).length).toBeGreaterThan(0)
    await session.close()
    const begun = lines.filter((line) => line.startsWith('begun')).length
    await expect.poll(() => service.sessions().filter((line) => !line.startsWith('begun')).length).toBe(begun)
  })

  it('that has no room for a session says so, and one that was ended makes room', async () => {
    await using service = await startRedfishService({ most: 1 })
    const session = await open(service)
    await expect(open(service)).rejects.toMatchObject({
      code: 'refused',
      retry: true,
      message: expect.stringContaining('maximum number of sessions'),
    })
    await session.close()
    await (await open(service)).close()
    await expect.poll(() => service.sessions()).toEqual(['begun 1', 'ended 1', 'begun 2', 'ended 2'])
  })

  it('is not spoken to where its certificate is not trusted, nor let in with another password', async () => {
    await using service = await startRedfishService()
    const { profiles } = await loadProfiles()
    const bare = { url: service.url, timeoutMs: 5_000, credential }
    await expect(redfishDriver(profiles.redfish).open(bare, signal)).rejects.toMatchObject({
      code: 'refused',
      retry: false,
      message: expect.stringContaining('fingerprint'),
    })
    const wrong = { kind: 'password', user: 'reader', password: 'guessed wrongly' } as const
    const failure = await open(service, { credential: wrong }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'authentication', retry: false })
    expect(String(failure)).not.toContain('guessed wrongly')
    expect(service.sessions()).toEqual([])
  })
})
