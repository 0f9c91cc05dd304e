import { BerWriter } from '../snmp/ber-writer.ts'
import { TAG } from '../snmp/mib-view.ts'
import { encodeOid, parseOid } from '../snmp/oid.ts'
import { DIGEST_LENGTH, type UsmEngine } from '../snmp/usm-engine.ts'

const SEQUENCE = 0x30

export interface PduWish {
  /** 0xa0 GET, 0xa1 GETNEXT, 0xa5 GETBULK. */
  readonly type: number
  /** Error status, or non-repeaters. */
  readonly second?: number
  /** Error index, or max-repetitions. */
  readonly third?: number
  readonly oids: readonly string[]
}

/** A request as a manager sends it by v2c. Its request id is 77. */
export function requestByCommunity(community: string, wish: PduWish): Buffer {
  const writer = new BerWriter(Buffer.alloc(32_768))
  const end = writer.mark
  writePdu(writer, wish)
  writer.text(TAG.octets, community)
  writer.integer(TAG.integer, 1)
  writer.close(SEQUENCE, end)
  return writer.take()
}

/** The same by v3 with authentication and privacy; the engine is the agent's, because both sides share its keys and clock. */
export function requestByUser(engine: UsmEngine, user: string, wish: PduWish): Buffer {
  const writer = new BerWriter(Buffer.alloc(32_768))
  const whole = writer.mark
  writePdu(writer, wish)
  writer.text(TAG.octets, '')
  writer.octets(TAG.octets, engine.id)
  writer.close(SEQUENCE, whole)
  const { time, salt, cipher } = engine.encrypt(user, writer.take())
  writer.reset()
  writer.octets(TAG.octets, cipher)
  const security = writer.mark
  writer.octets(TAG.octets, salt)
  const afterDigest = writer.length
  writer.octets(TAG.octets, Buffer.alloc(DIGEST_LENGTH))
  writer.text(TAG.octets, user)
  writer.integer(TAG.integer, time)
  writer.integer(TAG.integer, engine.boots)
  writer.octets(TAG.octets, engine.id)
  writer.close(SEQUENCE, security)
  writer.close(TAG.octets, security)
  const header = writer.mark
  writer.integer(TAG.integer, 3)
  writer.octets(TAG.octets, Buffer.from([7]))
  writer.integer(TAG.integer, 65_507)
  writer.integer(TAG.integer, 1)
  writer.close(SEQUENCE, header)
  writer.integer(TAG.integer, 3)
  writer.close(SEQUENCE, whole)
  const message = writer.take()
  engine.sign(user, message).copy(message, message.length - afterDigest - DIGEST_LENGTH)
  return message
}

function writePdu(writer: BerWriter, { type, second = 0, third = 0, oids }: PduWish): void {
  const end = writer.mark
  for (const oid of [...oids].reverse()) {
    const mark = writer.mark
    writer.empty(TAG.null)
    writer.octets(TAG.oid, encodeOid(parseOid(oid)))
    writer.close(SEQUENCE, mark)
  }
  writer.close(SEQUENCE, end)
  writer.integer(TAG.integer, third)
  writer.integer(TAG.integer, second)
  writer.integer(TAG.integer, 77)
  writer.close(type, end)
}
