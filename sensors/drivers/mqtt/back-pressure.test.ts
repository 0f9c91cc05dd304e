import { EventEmitter } from 'node:events'
import type { IPublishPacket, MqttClient } from 'mqtt'
import { expect, test } from 'vitest'
import { mqttRules } from '../../profiles/mqtt-profile.ts'
import { MqttSession } from './session.ts'
import { Topics } from './topics.ts'

const MIB = 1024 * 1024
const RULES = mqttRules.topics.parse([{ template: '{probe}/{quantity}', payload: 'json' }])

/** A session whose journal takes nothing until it is let; `send` says whether the next packet would be read from the socket. */
function held(maxPayload: number) {
  const limits = { maxPayload, maxTopics: 100, aheadMs: 1, behindMs: 1 }
  const topics = new Topics(RULES, [], undefined, limits, () => true)
  const stream = { destroyed: false, write: () => true, destroy: () => undefined }
  const client = Object.assign(new EventEmitter(), {
    ...{ stream, options: {}, handleMessage: undefined as MqttClient['handleMessage'] | undefined },
    subscribeAsync: async () => [],
    end: (_force: boolean, _options: object, done?: () => void) => done?.(),
  })
  const session = new MqttSession(client as unknown as MqttClient, topics, 'broker', {
    ...{ profile: 'test', because: 'test', generic: false },
  })
  let gone = 0
  const send = (bytes: number) => {
    const before = gone
    const packet = { cmd: 'publish', topic: 'p/temperature', payload: Buffer.alloc(bytes, 0x20), qos: 1, retain: false }
    client.handleMessage?.({ ...packet, dup: false, messageId: 1 } as IPublishPacket, () => gone++)
    return gone > before
  }
  return { session, send, topics, gone: () => gone }
}

test.each([
  ['64 KiB', 65_536, 128],
  ['a million bytes', 1_000_000, 9],
])('messages of %s hold the broker back at 8 MiB, long before there are a thousand', async (_, bytes, most) => {
  const { session, send, gone } = held(1_000_000)
  let sent = 1
  while (send(bytes) && sent < 1_000) sent++
  expect(sent).toBe(most)
  const stop = new AbortController()
  const over = session.listen(async () => undefined, stop.signal)
  await expect.poll(gone).toBe(sent)
  expect(send(bytes)).toBe(true)
  stop.abort()
  await over
  await session.close()
})

test('of a message that is too long only so much is kept as shows it', async () => {
  const { session, send, topics } = held(1_000)
  for (let sent = 0; sent < 100; sent++) expect(send(MIB)).toBe(true)
  const stop = new AbortController()
  const over = session.listen(async () => undefined, stop.signal)
  await expect.poll(() => topics.counts.oversized).toBe(100)
  expect(session.leftOut).toEqual([{ why: 'unknown', what: '100 messages longer than 1000 bytes (maxPayload)' }])
  stop.abort()
  await over
  await session.close()
})
