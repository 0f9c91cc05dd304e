import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Target } from '../../driver.ts'
import { modbusDriver } from './driver.ts'
import { exceptionReply, rawServer, registersReply } from './testing/raw-server.ts'
import { never, ownAddress, profile } from './testing/test-profile.ts'

const ONE = profile('one', [{ name: 'power', quantity: 'power', address: 100 }])
const target = (url: string, more: Partial<Target> = {}): Target => ({ url, timeoutMs: 400, profile: 'one', ...more })

describe('a late reply', () => {
  test('is never taken for the answer to the next request', async () => {
    let asked = 0
    await using server = await rawServer(async (request) => {
      asked++
      if (asked === 1) {
        await sleep(150)
        return registersReply(request, [1111])
      }
      return registersReply(request, [2222])
    })
    const session = await modbusDriver([ONE]).open(target(server.url(), { timeoutMs: 200 }), never)
    // Two tries of 100 ms: the first is late, the second is answered on a connection of its own.
    const [reading] = await session.gather(never)
    expect(reading).toMatchObject({ point: 'power', value: 2222, quality: 'good', address: 'holding 100' })
    expect(server.accepted()).toBe(2)
    await sleep(100)
    expect((await session.gather(never))[0]?.value).toBe(2222)
    await session.close()
  })

  test('with the number of another transaction is not believed: it is a timeout, and the connection goes', async () => {
    await using server = await rawServer((request) =>
      registersReply({ ...request, transaction: request.transaction + 1 }, [9999]),
    )
    const session = await modbusDriver([ONE]).open(target(server.url(), { options: { tries: 1 } }), never)
    await expect(session.gather(never)).rejects.toMatchObject({ code: 'timeout', retry: true })
    await sleep(20)
    expect(server.open()).toBe(0)
    await session.close()
  })

  test('of another unit or another length is refused as garbled', async () => {
    await using server = await rawServer((request) =>
      request.unit === 1 ? registersReply({ ...request, unit: 9 }, [1]) : registersReply(request, [1, 2, 3]),
    )
    const driver = modbusDriver([ONE])
    for (const unit of [1, 2]) {
      const session = await driver.open(target(server.url(unit)), never)
      await expect(session.gather(never)).rejects.toMatchObject({ code: 'protocol' })
      await session.close()
    }
  })
})

test('a reply that came while the program itself was late wins over the timeout', async () => {
  await using server = await rawServer((request, socket) => {
    socket.write(ownAddress(request))
    // Nothing of this program runs until long after the timeout.
    for (const until = performance.now() + 120; performance.now() < until; );
    return undefined
  })
  const once = { timeoutMs: 40, options: { tries: 1 } }
  const session = await modbusDriver([ONE]).open(target(server.url(), once), never)
  expect((await session.gather(never))[0]).toMatchObject({ value: 100, quality: 'good' })
  await session.close()
})

describe('a gateway', () => {
  test('with several units has one connection and one request in flight', async () => {
    await using server = await rawServer(async (request) => {
      await sleep(10)
      return registersReply(request, [request.unit])
    })
    const driver = modbusDriver([ONE])
    const sessions = await Promise.all([1, 2, 3, 4].map((unit) => driver.open(target(server.url(unit)), never)))
    const values = await Promise.all(sessions.map(async (session) => (await session.gather(never))[0]?.value))
    expect(values).toEqual([1, 2, 3, 4])
    expect(server.accepted()).toBe(1)
    expect(server.mostAtOnce()).toBe(1)
    await Promise.all(sessions.map((session) => session.close()))
    await sleep(20)
    expect(server.open()).toBe(0)
  })

  test('that says exception 11 is reported with the unit that does not answer', async () => {
    await using server = await rawServer((request) => exceptionReply(request, 11))
    const session = await modbusDriver([ONE]).open(target(server.url(7)), never)
    await expect(session.gather(never)).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringMatching(/of unit 7 with exception 11 \(gateway target failed to respond/),
    })
    await session.close()
  })

  test('asked by one who gives up waiting still answers one at a time', async () => {
    await using server = await rawServer(async (request) => {
      await sleep(60)
      return ownAddress(request)
    })
    const driver = modbusDriver([ONE])
    const [a, b, c] = await Promise.all([1, 2, 3].map((unit) => driver.open(target(server.url(unit)), never)))
    const stop = new AbortController()
    const first = a?.gather(never)
    const second = b?.gather(stop.signal)
    const third = c?.gather(never)
    stop.abort()
    await expect(second).rejects.toMatchObject({ code: 'aborted' })
    expect((await first)?.[0]?.value).toBe(100)
    expect((await third)?.[0]?.value).toBe(100)
    expect(server.mostAtOnce()).toBe(1)
  })
})

describe('registers', () => {
  const MAP = profile('map', [
    { name: 'a', quantity: 'count', address: 10 },
    { name: 'b', quantity: 'count', address: 11 },
    { name: 'c', quantity: 'count', address: 13 },
    { name: 'd', quantity: 'count', address: 200 },
    { name: 'e', quantity: 'count', address: 12, table: 'input' },
  ])

  test('that lie together are read together, at most 125 at a time', async () => {
    await using server = await rawServer(ownAddress)
    const many = profile(
      'many',
      Array.from({ length: 300 }, (_, at) => ({ name: `p${at}`, quantity: 'count', address: at })),
    )
    const session = await modbusDriver([many]).open(target(server.url(), { profile: 'many' }), never)
    const readings = await session.gather(never)
    expect(readings.map((reading) => reading.value)).toEqual(Array.from({ length: 300 }, (_, at) => at))
    expect(server.requests.map(({ address, count }) => [address, count])).toEqual([
      [0, 125],
      [125, 125],
      [250, 50],
    ])
    await session.close()
  })

  test('that the device does not have are unsupported, and the others are read nonetheless', async () => {
    const missing = new Set([11, 200])
    await using server = await rawServer((request) => {
      for (let at = request.address; at < request.address + request.count; at++) {
        if (missing.has(at)) return exceptionReply(request, 2)
      }
      return ownAddress(request)
    })
    const session = await modbusDriver([MAP]).open(target(server.url(), { profile: 'map' }), never)
    const read = async () => (await session.gather(never)).map(({ point, value, quality }) => [point, value, quality])
    const expected = [
      ['a', 10, 'good'],
      ['b', Number.NaN, 'unsupported'],
      ['c', 13, 'good'],
      ['d', Number.NaN, 'unsupported'],
      ['e', 12, 'good'],
    ]
    expect(await read()).toEqual(expected)
    const first = server.requests.length
    expect(await read()).toEqual(expected)
    // What was learned is kept: a, c and e are asked for, the missing ones no more.
    expect(server.requests.length - first).toBe(3)
    await session.close()
  })

  test('of a device that has none of them: the profile is doubted, not the cable', async () => {
    await using server = await rawServer((request) => exceptionReply(request, 2))
    const session = await modbusDriver([MAP]).open(target(server.url(), { profile: 'map' }), never)
    await expect(session.gather(never)).rejects.toMatchObject({ code: 'unknown-device', retry: false })
    await session.close()
  })

  test('of which the first is missing, and then nobody answers: it is the line that failed, not the map', async () => {
    const TWO = profile('one', [
      { name: 'power', quantity: 'power', address: 100 },
      { name: 'frequency', quantity: 'frequency', address: 900 },
    ])
    await using server = await rawServer((request) =>
      request.address === 100 ? exceptionReply(request, 2) : undefined,
    )
    const session = await modbusDriver([TWO]).open(target(server.url(), { timeoutMs: 60 }), never)
    await expect(session.gather(never)).rejects.toMatchObject({ code: 'timeout', retry: true })
    await session.close()
  })

  test('that were there before, and are all refused for a moment: the device is asked again soon', async () => {
    let isStarting = false
    await using server = await rawServer((request) =>
      isStarting ? exceptionReply(request, 2) : registersReply(request, [7]),
    )
    const session = await modbusDriver([ONE]).open(target(server.url()), never)
    await session.gather(never)
    isStarting = true
    await expect(session.gather(never)).rejects.toMatchObject({ code: 'unknown-device', retry: true })
    isStarting = false
    expect(await session.gather(never)).toMatchObject([{ value: 7, quality: 'good' }])
    await session.close()
  })

  test.each([
    ['once', 1, 'good'],
    ['three times in a row', 3, 'unsupported'],
  ])('of which one that was there is refused %s: afterwards it is %s', async (_times, refusals, quality) => {
    const TWO = profile('one', [
      { name: 'power', quantity: 'power', address: 100 },
      { name: 'frequency', quantity: 'frequency', address: 900 },
    ])
    let isStarting = false
    await using server = await rawServer((request) =>
      isStarting && request.address === 900 ? exceptionReply(request, 2) : registersReply(request, [50]),
    )
    const session = await modbusDriver([TWO]).open(target(server.url()), never)
    const qualities = async () => (await session.gather(never)).map((reading) => reading.quality)
    expect(await qualities()).toEqual(['good', 'good'])
    isStarting = true
    for (let poll = 0; poll < refusals; poll++) expect(await qualities()).toEqual(['good', 'unsupported'])
    isStarting = false
    expect(await qualities()).toEqual(['good', quality])
    await session.close()
  })

  test('only those asked for', async () => {
    await using server = await rawServer(ownAddress)
    const session = await modbusDriver([MAP]).open(target(server.url(), { profile: 'map', points: ['c'] }), never)
    expect((await session.gather(never)).map((reading) => reading.point)).toEqual(['c'])
    expect(server.requests).toMatchObject([{ address: 13, count: 1 }])
    await session.close()
  })

  test.each([5, 6])('exception %i is asked once more after a rest', async (code) => {
    let asked = 0
    await using server = await rawServer((request) =>
      asked++ === 0 ? exceptionReply(request, code) : ownAddress(request),
    )
    const session = await modbusDriver([ONE]).open(target(server.url()), never)
    expect((await session.gather(never))[0]?.value).toBe(100)
    await session.close()
  })
})

describe('values', () => {
  const words: Record<number, number> = { 1: 0x8000, 2: 0xffff, 3: 0x7fc0, 4: 0, 5: 0, 6: 7, 7: 250 }
  const VALUES = profile('values', [
    { name: 'a', quantity: 'temperature', address: 1, type: 'int16', scale: 0.1, sentinels: [-32768] },
    { name: 'b', quantity: 'humidity', address: 2, unsupported: [0xffff] },
    { name: 'c', quantity: 'power', address: 3, type: 'float32' },
    { name: 'd', quantity: 'power', address: 6, when: { address: 5, equals: [1] } },
    { name: 'e', quantity: 'power', address: 6, when: { address: 5, not: [1] } },
    { name: 'f', quantity: 'temperature', address: 7, maximum: 100 },
  ])

  test('that mean «no value» carry none', async () => {
    await using server = await rawServer((request) =>
      registersReply(
        request,
        Array.from({ length: request.count }, (_, at) => words[request.address + at] ?? 0),
      ),
    )
    const session = await modbusDriver([VALUES]).open(target(server.url(), { profile: 'values' }), never)
    expect((await session.gather(never)).map(({ point, value, quality }) => [point, value, quality])).toEqual([
      ['a', Number.NaN, 'invalid'],
      ['b', Number.NaN, 'unsupported'],
      ['c', Number.NaN, 'invalid'],
      ['d', Number.NaN, 'unsupported'],
      ['e', 7, 'good'],
      ['f', Number.NaN, 'invalid'],
    ])
    await session.close()
  })
})

test.each([
  ['modbus://user:secret@host/1', 'must hold no secret'],
  ['modbus://host/300', 'the unit is 300'],
  ['modbus://host/x', 'the unit is x'],
  ['modbus:///1', 'the host is missing'],
])('%s is refused', async (url, reason) => {
  const error = await modbusDriver([ONE])
    .open(target(url), never)
    .catch((refusal: Error) => refusal)
  expect(error).toMatchObject({ code: 'bad-target', message: expect.stringContaining(reason) })
  expect(String(error)).not.toContain('secret@')
})

test('nobody there is said with address and remedy', async () => {
  const session = await modbusDriver([ONE]).open(target('modbus://127.0.0.1:1/1'), never)
  await expect(session.gather(never)).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringMatching(/127\.0\.0\.1:1: ECONNREFUSED\. Check address/),
  })
  await session.close()
})

test('whatever bytes come back, it is a reading or a DeviceError', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, wellFramed) => {
      await using server = await rawServer((request) => {
        if (!wellFramed) return bytes
        const head = Buffer.alloc(6)
        head.writeUInt16BE(request.transaction, 0)
        head.writeUInt16BE(bytes.length, 4)
        return Buffer.concat([head, bytes])
      })
      const session = await modbusDriver([ONE]).open(
        target(server.url(), { timeoutMs: 30, options: { tries: 1 } }),
        never,
      )
      const outcome = await session.gather(never).catch((error: unknown) => error)
      await session.close()
      expect(Array.isArray(outcome) || (outcome instanceof Error && outcome.name === 'DeviceError')).toBe(true)
    }),
    { numRuns: 60 },
  )
})
