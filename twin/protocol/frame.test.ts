import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeFrame, encodeFrame, FRAME_HEAD_BYTES, type Frame } from './frame.ts'
import { METRICS } from './metric.ts'

const frame: fc.Arbitrary<Frame> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 0xffff_ffff }), fc.float()), { maxLength: 200 })
  .chain((pairs) =>
    fc.record({
      kind: fc.constantFrom('full', 'delta'),
      metric: fc.constantFrom(...METRICS),
      view: fc.integer({ min: 0, max: 15 }),
      sequence: fc.integer({ min: 0, max: 0xffff_ffff }),
      at: fc.integer({ min: 0, max: 8.64e15 }),
      ids: fc.constant(Uint32Array.from(pairs.map(([id]) => id))),
      values: fc.constant(Float32Array.from(pairs.map(([, value]) => value))),
    }),
  )

describe('a live frame', () => {
  test('comes out as it went in', () => {
    fc.assert(
      fc.property(frame, (one) => {
        expect(decodeFrame(encodeFrame(one))).toEqual(one)
      }),
    )
  })

  test('has its head in the documented places', () => {
    const bytes = new DataView(
      encodeFrame({
        kind: 'delta',
        metric: 'point',
        view: 9,
        sequence: 7,
        at: 1.5e12,
        ids: Uint32Array.of(5),
        values: Float32Array.of(-0.5),
      }),
    )
    expect(bytes.byteLength).toBe(FRAME_HEAD_BYTES + 8)
    expect([bytes.getUint16(0, true), bytes.getUint8(2), bytes.getUint8(3), bytes.getUint8(4)]).toEqual([
      0x4f42, 1, 1, 7,
    ])
    expect([8, 12, 16, 20, 32].map((at) => bytes.getUint32(at, true))).toEqual([9, 1, 7, 0, 5])
    expect([bytes.getFloat64(24, true), bytes.getFloat32(36, true)]).toEqual([1.5e12, -0.5])
  })

  test('that is cut, stretched or garbage is refused with a RangeError, never misread', () => {
    const bytes = fc.uint8Array({ maxLength: 400 })
    fc.assert(
      fc.property(frame, bytes, fc.nat(), (one, garbage, at) => {
        const good = new Uint8Array(encodeFrame(one))
        const cut = good.slice(0, at % good.length)
        expect(() => decodeFrame(cut.buffer)).toThrow(RangeError)
        const longer = new Uint8Array(good.length + 1 + (at % 16))
        longer.set(good)
        expect(() => decodeFrame(longer.buffer)).toThrow(RangeError)
        try {
          decodeFrame(garbage.slice().buffer)
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
        }
      }),
    )
  })

  test('made in the buffer of an earlier one is the same as a fresh one, whatever that buffer held', () => {
    fc.assert(
      fc.property(frame, frame, (one, earlier) => {
        expect(new Uint8Array(encodeFrame(one, encodeFrame(earlier)))).toEqual(new Uint8Array(encodeFrame(one)))
      }),
    )
  })

  test('with ids and values of different lengths is not made', () => {
    const uneven = {
      kind: 'full',
      metric: 'power',
      view: 0,
      sequence: 0,
      at: 0,
      ids: Uint32Array.of(1),
      values: new Float32Array(2),
    } as const
    expect(() => encodeFrame(uneven)).toThrow('1 ids and 2 values')
  })
})
