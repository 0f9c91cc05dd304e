/** A request of Modbus TCP (Modbus Messaging on TCP/IP V1.0b, 3.1.3): header without length, and the PDU. */
export interface ModbusRequest {
  readonly transaction: number
  readonly unit: number
  readonly pdu: Buffer
}

const HEADER = 7
/** A PDU has at most 253 bytes; with the unit that is 254. */
const LONGEST = 254

/**
 * Takes whole requests from what has come so far.
 * Returns them, what is left over, and whether the stream is beyond help: a header that is not Modbus cannot be skipped.
 */
export function takeRequests(bytes: Buffer): {
  readonly requests: readonly ModbusRequest[]
  readonly rest: Buffer
  readonly isBroken: boolean
} {
  const requests: ModbusRequest[] = []
  let at = 0
  while (bytes.length - at >= HEADER) {
    const length = bytes.readUInt16BE(at + 4)
    if (bytes.readUInt16BE(at + 2) !== 0 || length < 2 || length > LONGEST) {
      return { requests, rest: Buffer.alloc(0), isBroken: true }
    }
    const end = at + 6 + length
    if (end > bytes.length) break
    requests.push({
      transaction: bytes.readUInt16BE(at),
      unit: bytes[at + 6] ?? 0,
      pdu: Buffer.from(bytes.subarray(at + HEADER, end)),
    })
    at = end
  }
  return { requests, rest: Buffer.from(bytes.subarray(at)), isBroken: false }
}

/** The frame around an answer's PDU. */
export function responseFrame(request: ModbusRequest, pdu: Uint8Array): Buffer {
  const frame = Buffer.alloc(HEADER + pdu.length)
  frame.writeUInt16BE(request.transaction, 0)
  frame.writeUInt16BE(pdu.length + 1, 4)
  frame[6] = request.unit
  frame.set(pdu, HEADER)
  return frame
}
