import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { joinPath } from '../../../twin/model/path.ts'
import type { LeftOut } from '../../driver.ts'
import { systemClock } from '../clock.ts'
import { DeviceTask } from './device-task.ts'

test('an answer that came while the program itself was late wins over the time that has run out', async () => {
  const [device, reader] = [createSocket('udp4'), createSocket('udp4')]
  reader.bind(0, '127.0.0.1')
  await once(reader, 'listening')
  const { port } = reader.address()
  const entry = { path: joinPath('a'), url: 'test://a', intervalMs: 20, timeoutMs: 10 }
  const task = new DeviceTask({
    ...{ entry, shownUrl: entry.url, clock: systemClock },
    ...{ deliver: async () => undefined, complaint: () => undefined },
    open: async () => ({
      identity: { profile: 'test', because: 'test', generic: false },
      gather: async () => {
        const answer = once(reader, 'message')
        device.send('answer', port, '127.0.0.1')
        // The device has answered; nothing of this program runs until long after the bound of 20 ms.
        for (const until = performance.now() + 60; performance.now() < until; );
        await answer
        return []
      },
      close: async () => undefined,
    }),
  })
  expect(await task.contact(new AbortController().signal)).toBe('done')
  expect(task.status()).toMatchObject({ state: 'answering', failures: 0 })
  await task.close()
  device.close()
  reader.close()
})

test('a part that a device does not let us read is the reason beside its answers; what no profile knows is none', async () => {
  const entry = { path: joinPath('a'), url: 'test://a', intervalMs: 1_000, timeoutMs: 100 }
  const leftOut: LeftOut[] = [{ why: 'unknown', what: 'Altitude' }]
  const task = new DeviceTask({
    ...{ entry, shownUrl: entry.url, clock: systemClock },
    ...{ deliver: async () => undefined, complaint: () => undefined },
    open: async () => ({
      identity: { profile: 'test', because: 'test', generic: false },
      leftOut,
      gather: async () => [],
      close: async () => undefined,
    }),
  })
  await task.contact(new AbortController().signal)
  expect(task.status()).not.toHaveProperty('reason')
  leftOut.push({ why: 'refused', what: '/redfish/v1/Systems' })
  expect(task.status()).toMatchObject({
    state: 'answering',
    reason: 'it does not let this user read /redfish/v1/Systems',
  })
  await task.close()
})

test('a device tells which other things are read through it', async () => {
  const [pdu, probe] = [joinPath('rack', 'pdu-a'), joinPath('rack', 'intake-top')]
  const map = { 'probe-1': probe, 'probe-2': probe, inlet: pdu }
  const status = (entry: object) =>
    new DeviceTask({
      entry: { path: pdu, url: 'test://a', intervalMs: 1_000, timeoutMs: 100, ...entry },
      ...{ shownUrl: 'test://a', clock: systemClock },
      ...{ deliver: async () => undefined, complaint: () => undefined, open: () => Promise.reject() },
    }).status()
  expect(status({ map })).toMatchObject({ path: pdu, things: [probe] })
  expect(status({})).not.toHaveProperty('things')
})
