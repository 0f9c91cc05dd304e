import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { modbusDriver } from './driver.ts'
import { exceptionReply, rawServer, registersReply } from './testing/raw-server.ts'
import { never, ownAddress, profile } from './testing/test-profile.ts'

const ONE = profile('one', [{ name: 'power', quantity: 'power', address: 100 }])

describe('identification', () => {
  const MARKED = profile('marked', [{ name: 'power', quantity: 'power', address: 5 }], {
    identify: { registers: [{ address: 0, equals: 77 }] },
    serial: { address: 8, type: 'string', length: 2 },
  })

  test('by the value of a register, with the serial number', async () => {
    await using server = await rawServer((request) =>
      request.address === 0
        ? registersReply(request, [77])
        : request.address === 8
          ? registersReply(request, [0x4142, 0x3100])
          : ownAddress(request),
    )
    const session = await modbusDriver([ONE, MARKED]).open({ url: server.url(), timeoutMs: 400 }, never)
    expect(session.identity).toEqual({
      profile: 'marked',
      because: 'holding 0 = 77',
      generic: false,
      manufacturer: 'Test',
      model: 'marked',
      serial: 'AB1',
    })
    await session.close()
  })

  test('that finds nothing says so kindly and lists the profiles', async () => {
    await using server = await rawServer((request) => exceptionReply(request, request.function === 43 ? 1 : 2))
    await expect(modbusDriver([ONE, MARKED]).open({ url: server.url(), timeoutMs: 400 }, never)).rejects.toMatchObject({
      code: 'unknown-device',
      retry: false,
      message: expect.stringMatching(/Name its register map with --profile.*Known: one, marked/),
    })
    await sleep(20)
    expect(server.open()).toBe(0)
  })

  test('that the line has cut short is tried again', async () => {
    const second = profile('second', [{ name: 'power', quantity: 'power', address: 5 }], {
      identify: { registers: [{ address: 500, equals: 7 }] },
    })
    await using server = await rawServer((request) =>
      request.address === 500 ? undefined : exceptionReply(request, request.function === 43 ? 1 : 2),
    )
    await expect(
      modbusDriver([MARKED, second]).open({ url: server.url(), timeoutMs: 200 }, never),
    ).rejects.toMatchObject({ code: 'unknown-device', retry: true, message: expect.stringMatching(/1 of 2 were not/) })
  })

  test('FC 43 that promises more and then fails does not crash the program', async () => {
    await using server = await rawServer((request) => {
      if (request.function !== 43) return exceptionReply(request, 2)
      // VendorName «Acme», more follows at object 1
      const objects = [0x0e, 1, 1, 0xff, 1, 1, 0, 4, 0x41, 0x63, 0x6d, 0x65]
      const body = Buffer.alloc(8 + objects.length)
      body.writeUInt16BE(request.transaction, 0)
      body.writeUInt16BE(2 + objects.length, 4)
      body.writeUInt8(request.unit, 6)
      body.writeUInt8(43, 7)
      body.set(objects, 8)
      return body
    })
    const acme = profile('acme', [{ name: 'power', quantity: 'power', address: 5 }], { identify: { vendor: '^acme$' } })
    const session = await modbusDriver([ONE, acme]).open({ url: server.url(), timeoutMs: 400 }, never)
    expect(session.identity.profile).toBe('acme')
    await session.close()
  })

  test('a profile that does not exist', async () => {
    await expect(
      modbusDriver([ONE]).open({ url: 'modbus://127.0.0.1:1/1', timeoutMs: 400, profile: 'oen' }, never),
    ).rejects.toThrow('there is no Modbus profile oen; the nearest is one. Known: one')
  })
})
