import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requestByCommunity, requestByUser } from '../testing/snmp-request.ts'
import { BerError, BerReader } from './ber-reader.ts'
import { BerWriter } from './ber-writer.ts'
import { MibBuilder, TAG, writeValue } from './mib-view.ts'
import { compareOids, decodeOid, encodeOid } from './oid.ts'
import { SnmpAgent } from './snmp-agent.ts'
import { UsmEngine } from './usm-engine.ts'
import { UsmKeys } from './usm-keys.ts'

describe('BER', () => {
  it('writes whole numbers in as few bytes as X.690 allows, and reads them back', () => {
    const write = (value: number) => {
      const writer = new BerWriter(Buffer.alloc(32))
      writer.integer(2, value)
      return writer.take()
    }
    // X.690, 8.3: 127, 128, -128, -129.
    expect(write(127).toString('hex')).toBe('02017f')
    expect(write(128).toString('hex')).toBe('02020080')
    expect(write(-128).toString('hex')).toBe('020180')
    expect(write(-129).toString('hex')).toBe('0202ff7f')
    fc.assert(
      fc.property(fc.integer({ min: -2_147_483_648, max: 4_294_967_295 }), (value) => {
        expect(new BerReader(write(value)).integer()).toBe(value)
      }),
    )
  })

  it('lets counters wrap, gauges stay at the top and integers within their range', () => {
    const written = (tag: number, value: number) => {
      const writer = new BerWriter(Buffer.alloc(32))
      writeValue(writer, tag, value)
      return new BerReader(writer.take()).integer(tag)
    }
    expect(written(TAG.counter32, 4_294_967_296 + 5)).toBe(5)
    expect(written(TAG.gauge32, 5e9)).toBe(4_294_967_295)
    expect(written(TAG.integer, 5e9)).toBe(2_147_483_647)
    expect(written(TAG.integer, Number.NaN)).toBe(-1)
  })

  it('encodes object identifiers and back, in the order of their arcs', () => {
    expect(encodeOid([1, 3, 6, 1, 4, 1, 13742]).toString('hex')).toBe('2b06010401eb2e')
    const tail = fc.array(fc.integer({ min: 0, max: 0xffff_ffff }), { maxLength: 20 })
    fc.assert(
      fc.property(tail, (arcs) => {
        expect(decodeOid(encodeOid([1, 3, ...arcs]))).toEqual([1, 3, ...arcs])
      }),
    )
    expect(compareOids([1, 3, 6], [1, 3, 6, 1])).toBeLessThan(0)
    expect(compareOids([1, 3, 200], [1, 3, 16_384])).toBeLessThan(0)
  })

  it('throws BerError and nothing else on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const reader = new BerReader(Buffer.from(bytes))
        try {
          while (!reader.isDone) {
            const tag = reader.peek()
            if (tag === 2) reader.integer()
            else if (tag === 6) decodeOid(reader.octets(6))
            else if (tag === 0x30) reader.at = reader.enter(0x30).at
            else reader.skip()
          }
        } catch (error) {
          expect(error).toBeInstanceOf(BerError)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('keys', () => {
  it('differ from engine to engine, and the AES key is the beginning of the localised one (RFC 3826, 1.2)', () => {
    const keys = new UsmKeys({ name: 'u', authKey: 'maplesyrup', privKey: 'maplesyrup' })
    const [one, two] = [Buffer.from('8000000001', 'hex'), Buffer.from('8000000002', 'hex')]
    expect(keys.authKey(one)).not.toEqual(keys.authKey(two))
    expect(keys.privKey(one)).toEqual(keys.authKey(one).subarray(0, 16))
  })
})

describe('an agent', () => {
  const mib = new MibBuilder<{ rows: number }>()
  for (let row = 1; row <= 50; row++)
    mib.integer(`1.3.6.1.4.1.9.1.${row}`, ({ rows }) => (row <= rows ? row : undefined))
  const view = mib.view()
  const agent = (largest = 1472, device = { rows: 50 }) =>
    new SnmpAgent(view, device, { community: 'c' }, largest, new BerWriter(Buffer.alloc(98_304)))

  const request = (type: number, second: number, third: number, ...oids: string[]) =>
    requestByCommunity('c', { type, second, third, oids })
  const open = (answer: Buffer | undefined) => {
    const message = new BerReader(answer ?? Buffer.alloc(0)).enter(0x30)
    message.integer()
    message.octets()
    const pdu = message.enter(0xa2)
    const [id, status, index] = [pdu.integer(), pdu.integer(), pdu.integer()]
    const list = pdu.enter(0x30)
    const varbinds: { oid: string; tag: number }[] = []
    while (!list.isDone) {
      const varbind = list.enter(0x30)
      varbinds.push({ oid: decodeOid(varbind.octets(6)).join('.'), tag: varbind.peek() })
    }
    return { id, status, index, varbinds }
  }

  it('answers a bulk request with what fits one frame, never more', () => {
    const answer = agent(484).answer(request(0xa5, 0, 1000, '1.3.6.1.4.1.9'))
    expect(answer?.length).toBeLessThanOrEqual(484)
    expect(open(answer).varbinds.length).toBeGreaterThan(5)
    expect(open(answer).varbinds.length).toBeLessThan(50)
  })

  it('says tooBig where a GET does not fit', () => {
    const oids = Array.from({ length: 50 }, (_, row) => `1.3.6.1.4.1.9.1.${row + 1}`)
    expect(open(agent(484).answer(request(0xa0, 0, 0, ...oids)))).toMatchObject({ id: 77, status: 1, varbinds: [] })
  })

  it('walks past rows that have gone', () => {
    const answer = open(agent(1472, { rows: 3 }).answer(request(0xa1, 0, 0, '1.3.6.1.4.1.9.1.3')))
    expect(answer.varbinds).toEqual([{ oid: '1.3.6.1.4.1.9.1.3', tag: 0x82 }])
  })

  it('answers nothing to responses, other versions and damaged requests, and never throws', () => {
    const good = request(0xa0, 0, 0, '1.3.6.1.4.1.9.1.1')
    expect(agent().answer(request(0xa2, 0, 0, '1.3.6.1.4.1.9.1.1'))).toBeUndefined()
    fc.assert(
      fc.property(
        fc.nat(good.length - 1),
        fc.integer({ min: 0, max: 255 }),
        fc.nat(good.length),
        (at, byte, length) => {
          const bad = Buffer.from(good)
          bad[at] = byte
          agent().answer(bad.subarray(0, length))
          agent().answer(bad)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('answers authentic and private requests only within its time window, and never throws on damaged ones', () => {
    let now = 0
    const users = [new UsmKeys({ name: 'u', authKey: 'authenticate me', privKey: 'hide my words' })]
    const usm = new UsmEngine(Buffer.from('80000000040102', 'hex'), 1, users, () => now)
    const guarded = new SnmpAgent(view, { rows: 50 }, { usm }, 1472, new BerWriter(Buffer.alloc(98_304)))
    const good = requestByUser(usm, 'u', { type: 0xa0, oids: ['1.3.6.1.4.1.9.1.1'] })
    expect(guarded.answer(Buffer.from(good))?.length).toBeGreaterThan(100)
    expect(usm.stats[5]).toBe(0)
    now = 151_000
    expect(guarded.answer(Buffer.from(good))?.length).toBeGreaterThan(60)
    expect(usm.stats[2]).toBe(1)
    fc.assert(
      fc.property(
        fc.nat(good.length - 1),
        fc.integer({ min: 0, max: 255 }),
        fc.nat(good.length),
        (at, byte, length) => {
          const bad = Buffer.from(good)
          bad[at] = byte
          guarded.answer(Buffer.from(bad.subarray(0, length)))
          guarded.answer(bad)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('says in its answer the time by which it was encrypted, though the second may turn while it is written', () => {
    let now = 0
    const clock = () => {
      now += 1000
      return now
    }
    const users = [new UsmKeys({ name: 'u', authKey: 'authenticate me', privKey: 'hide my words' })]
    const usm = new UsmEngine(Buffer.from('80000000040102', 'hex'), 1, users, clock)
    const guarded = new SnmpAgent(view, { rows: 50 }, { usm }, 1472, new BerWriter(Buffer.alloc(98_304)))
    const answer = guarded.answer(requestByUser(usm, 'u', { type: 0xa0, oids: ['1.3.6.1.4.1.9.1.1'] }))
    const message = new BerReader(answer ?? Buffer.alloc(0)).enter(0x30)
    message.integer()
    message.skip()
    const security = message.enter(0x04).enter(0x30)
    security.skip()
    const [boots, time] = [security.integer(), security.integer()]
    security.skip()
    security.skip()
    const plain = usm.decrypt('u', boots, time, security.octets(), message.octets())
    const scoped = new BerReader(plain).enter(0x30)
    expect(scoped.octets()).toEqual(usm.id)
  })
})
