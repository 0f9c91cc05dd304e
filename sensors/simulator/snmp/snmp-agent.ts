import { BerError, BerReader } from './ber-reader.ts'
import type { BerWriter } from './ber-writer.ts'
import { type MibView, TAG } from './mib-view.ts'
import { answerPdu } from './pdu-answer.ts'
import { DIGEST_LENGTH, type Sealed, USM_STATS, type UsmEngine } from './usm-engine.ts'

const SEQUENCE = 0x30
const REPORT = 0xa8
const AUTH = 1
const PRIV = 2
const REPORTABLE = 4
const USM = 3
/** Bytes around the varbinds of a message: headers, engine and user names, digest. */
const ENVELOPE = 180
const LEAST_MESSAGE = 484

/** Who may ask: a community for v2c, users with keys for v3, or both. */
export interface SnmpAccess {
  readonly community?: string
  readonly usm?: UsmEngine
}

/** An agent: a device's variables behind SNMP v2c (RFC 3416) and v3 with authentication and privacy (RFC 3412, 3414, 3826, 7860). */
export class SnmpAgent<D> {
  readonly #view: MibView<D>
  readonly #device: D
  readonly #access: SnmpAccess
  readonly #largest: number
  readonly #writer: BerWriter
  readonly #community: Buffer

  /**
   * @param largest the biggest message that it sends
   * @param writer scratch space, shared with other agents of the same thread
   */
  constructor(view: MibView<D>, device: D, access: SnmpAccess, largest: number, writer: BerWriter) {
    this.#view = view
    this.#device = device
    this.#access = access
    this.#largest = largest
    this.#writer = writer
    this.#community = Buffer.from(access.community ?? '')
  }

  /** The answer to a datagram; undefined where the standards ask for silence. Never throws for what came. */
  answer(request: Buffer): Buffer | undefined {
    try {
      const message = new BerReader(request).enter(SEQUENCE)
      const version = message.integer()
      if (version === 1 && this.#access.community !== undefined) return this.#answerCommunity(message)
      if (version === 3 && this.#access.usm) return this.#answerUsm(request, message, this.#access.usm)
      return undefined
    } catch (error) {
      if (error instanceof BerError) return undefined
      throw error
    }
  }

  #answerCommunity(message: BerReader): Buffer | undefined {
    if (!message.octets().equals(this.#community)) return undefined
    const writer = this.#writer
    writer.reset()
    const isAnswered = answerPdu(message, this.#view, this.#device, writer, this.#largest - ENVELOPE)
    if (!isAnswered) return undefined
    const { length } = writer
    const end = writer.mark + length
    writer.octets(TAG.octets, this.#community)
    writer.integer(TAG.integer, 1)
    writer.close(SEQUENCE, end)
    return writer.take()
  }

  #answerUsm(request: Buffer, message: BerReader, usm: UsmEngine): Buffer | undefined {
    const header = message.enter(SEQUENCE)
    const messageId = header.integer()
    const theirLargest = header.integer()
    const flags = header.octets()[0] ?? 0
    if (header.integer() !== USM) return undefined
    const security = message.enter(TAG.octets).enter(SEQUENCE)
    const engineId = security.octets()
    const boots = security.integer()
    const time = security.integer()
    const user = security.octets().toString()
    const digest = security.octets()
    const digestAt = digest.byteOffset - request.byteOffset
    const salt = security.octets()
    const report = (stat: number, isSigned = false) =>
      (flags & REPORTABLE) === 0 ? undefined : this.#report(usm, messageId, stat, isSigned ? user : undefined)
    if (!engineId.equals(usm.id)) return report(USM_STATS.unknownEngineIds)
    if (!usm.knows(user)) return report(USM_STATS.unknownUserNames)
    if ((flags & AUTH) === 0 || (flags & PRIV) === 0) return report(USM_STATS.unsupportedSecLevels)
    if (digest.length !== DIGEST_LENGTH) return report(USM_STATS.wrongDigests)
    const theirs = Buffer.from(digest)
    request.fill(0, digestAt, digestAt + DIGEST_LENGTH)
    if (!usm.isSigned(user, request, theirs)) return report(USM_STATS.wrongDigests)
    if (!usm.isInTime(boots, time)) return report(USM_STATS.notInTimeWindows, true)
    const plain = usm.decrypt(user, boots, time, salt, message.octets())
    const scoped = this.#openScoped(plain)
    if (!scoped) return report(USM_STATS.decryptionErrors, true)
    const contextEngine = scoped.octets()
    const context = scoped.octets()
    const writer = this.#writer
    writer.reset()
    const room = Math.min(this.#largest, Math.max(LEAST_MESSAGE, theirLargest)) - ENVELOPE
    if (!answerPdu(scoped, this.#view, this.#device, writer, room)) return undefined
    const end = writer.mark + writer.length
    writer.octets(TAG.octets, context)
    writer.octets(TAG.octets, contextEngine)
    writer.close(SEQUENCE, end)
    return this.#seal(usm, messageId, user, usm.encrypt(user, writer.take()))
  }

  /** With a wrong key the plain text is noise: no sequence that ends where it must. */
  #openScoped(plain: Buffer): BerReader | undefined {
    try {
      return new BerReader(plain).enter(SEQUENCE)
    } catch (error) {
      if (error instanceof BerError) return undefined
      throw error
    }
  }

  #report(usm: UsmEngine, messageId: number, stat: number, signer: string | undefined): Buffer {
    usm.stats[stat] = (usm.stats[stat] ?? 0) + 1
    const writer = this.#writer
    writer.reset()
    const end = writer.mark
    writer.integer(TAG.counter32, usm.stats[stat] ?? 0)
    // usmStats: 1.3.6.1.6.3.15.1.1.<stat>.0
    writer.octets(TAG.oid, Buffer.from([0x2b, 6, 1, 6, 3, 15, 1, 1, stat, 0]))
    writer.close(SEQUENCE, end)
    writer.close(SEQUENCE, end)
    for (let field = 0; field < 3; field++) writer.integer(TAG.integer, 0)
    writer.close(REPORT, end)
    writer.octets(TAG.octets, Buffer.alloc(0))
    writer.octets(TAG.octets, usm.id)
    writer.close(SEQUENCE, end)
    const about = { time: usm.time, salt: Buffer.alloc(0) }
    if (signer !== undefined) return this.#envelope(usm, messageId, AUTH, signer, about, writer.take())
    return this.#envelope(usm, messageId, 0, '', about, writer.take())
  }

  #seal(usm: UsmEngine, messageId: number, user: string, sealed: Sealed): Buffer {
    const writer = this.#writer
    writer.reset()
    writer.octets(TAG.octets, sealed.cipher)
    return this.#envelope(usm, messageId, AUTH | PRIV, user, sealed, writer.take())
  }

  /** The message around `data`, with its digest filled in where it is signed. */
  #envelope(
    usm: UsmEngine,
    messageId: number,
    flags: number,
    user: string,
    { time, salt }: Pick<Sealed, 'time' | 'salt'>,
    data: Buffer,
  ): Buffer {
    const writer = this.#writer
    writer.reset()
    const end = writer.mark
    writer.raw(data)
    const security = writer.mark
    writer.octets(TAG.octets, salt)
    const afterDigest = writer.length
    writer.octets(TAG.octets, Buffer.alloc(flags & AUTH ? DIGEST_LENGTH : 0))
    writer.text(TAG.octets, user)
    writer.integer(TAG.integer, time)
    writer.integer(TAG.integer, usm.boots)
    writer.octets(TAG.octets, usm.id)
    writer.close(SEQUENCE, security)
    writer.close(TAG.octets, security)
    const header = writer.mark
    writer.integer(TAG.integer, USM)
    writer.octets(TAG.octets, Buffer.from([flags]))
    writer.integer(TAG.integer, this.#largest)
    writer.integer(TAG.integer, messageId)
    writer.close(SEQUENCE, header)
    writer.integer(TAG.integer, 3)
    writer.close(SEQUENCE, end)
    const message = writer.take()
    if (flags & AUTH) usm.sign(user, message).copy(message, message.length - afterDigest - DIGEST_LENGTH)
    return message
  }
}
