import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { responseFrame, takeRequests } from './modbus-frame.ts'

describe('frames of Modbus TCP', () => {
  const request = { transaction: 0x1234, unit: 17, pdu: Buffer.from([3, 0, 10, 0, 2]) }

  it('are taken whole however the stream is cut', () => {
    const stream = Buffer.concat([
      responseFrame(request, request.pdu),
      responseFrame({ ...request, unit: 18 }, request.pdu),
    ])
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 6 }), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), stream.length]
        let rest: Buffer = Buffer.alloc(0)
        const units: number[] = []
        for (let at = 1; at < edges.length; at++) {
          const taken = takeRequests(Buffer.concat([rest, stream.subarray(edges[at - 1], edges[at])]))
          rest = taken.rest
          units.push(...taken.requests.map(({ unit }) => unit))
        }
        expect(units).toEqual([17, 18])
      }),
    )
  })

  it('never throws on any bytes, and gives up on what is not Modbus', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void takeRequests(Buffer.from(bytes))))
    expect(takeRequests(Buffer.from('GET / HTTP/1.1\r\n')).isBroken).toBe(true)
  })
})
