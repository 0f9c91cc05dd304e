import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { BerError } from './ber-reader.ts'
import type { UsmKeys } from './usm-keys.ts'

/** usmStats counters that a report names (RFC 3414, 5). */
export const USM_STATS = {
  unsupportedSecLevels: 1,
  notInTimeWindows: 2,
  unknownUserNames: 3,
  unknownEngineIds: 4,
  wrongDigests: 5,
  decryptionErrors: 6,
} as const

/** HMAC-SHA-256 cut to 24 bytes (usmHMAC192SHA256AuthProtocol, RFC 7860, 4.2.2). */
export const DIGEST_LENGTH = 24
const WINDOW_SECONDS = 150

/** Encrypted data and what the receiver needs to open it. */
export interface Sealed {
  readonly time: number
  readonly salt: Buffer
  readonly cipher: Buffer
}

/** One authoritative engine: its id, its clock, the localised keys of its users, and what it has refused. */
export class UsmEngine {
  readonly id: Buffer
  readonly boots: number
  readonly #started: number
  readonly #users: ReadonlyMap<string, UsmKeys>
  readonly #localised = new Map<string, { readonly auth: Buffer; readonly priv: Buffer }>()
  readonly stats = new Uint32Array(7)
  #salt = BigInt(`0x${randomBytes(8).toString('hex')}`)

  /** @param now a monotonic clock in milliseconds */
  constructor(
    id: Buffer,
    boots: number,
    users: readonly UsmKeys[],
    readonly now: () => number,
  ) {
    this.id = id
    this.boots = boots
    this.#started = now()
    this.#users = new Map(users.map((keys) => [keys.user.name, keys]))
  }

  /** Seconds since it started. */
  get time(): number {
    return Math.floor((this.now() - this.#started) / 1000)
  }

  knows(user: string): boolean {
    return this.#users.has(user)
  }

  isInTime(boots: number, time: number): boolean {
    return boots === this.boots && Math.abs(time - this.time) <= WINDOW_SECONDS
  }

  /** `message` must hold zeros where the digest goes. */
  sign(user: string, message: Buffer): Buffer {
    return createHmac('sha256', this.#keys(user).auth).update(message).digest().subarray(0, DIGEST_LENGTH)
  }

  isSigned(user: string, message: Buffer, digest: Buffer): boolean {
    return digest.length === DIGEST_LENGTH && timingSafeEqual(this.sign(user, message), digest)
  }

  /** `time` is part of the vector: the message that carries the cipher must say the same. */
  encrypt(user: string, plain: Buffer): Sealed {
    const { time } = this
    const salt = Buffer.alloc(8)
    this.#salt = (this.#salt + 1n) & 0xffff_ffff_ffff_ffffn
    salt.writeBigUInt64BE(this.#salt)
    const stream = createCipheriv('aes-128-cfb', this.#keys(user).priv, this.#vector(this.boots, time, salt))
    return { time, salt, cipher: stream.update(plain) }
  }

  /** @throws BerError when the salt is no salt */
  decrypt(user: string, boots: number, time: number, salt: Buffer, cipher: Buffer): Buffer {
    if (salt.length !== 8) throw new BerError(`a salt of ${salt.length} bytes; AES takes eight`)
    return createDecipheriv('aes-128-cfb', this.#keys(user).priv, this.#vector(boots, time, salt)).update(cipher)
  }

  /** Boots, time, salt (RFC 3826, 3.1.2.1). */
  #vector(boots: number, time: number, salt: Buffer): Buffer {
    const vector = Buffer.alloc(16)
    vector.writeUInt32BE(boots >>> 0, 0)
    vector.writeUInt32BE(time >>> 0, 4)
    salt.copy(vector, 8)
    return vector
  }

  #keys(user: string): { readonly auth: Buffer; readonly priv: Buffer } {
    const known = this.#localised.get(user)
    if (known) return known
    const keys = this.#users.get(user)
    if (!keys) throw new BerError('no such user')
    const made = { auth: keys.authKey(this.id), priv: keys.privKey(this.id) }
    this.#localised.set(user, made)
    return made
  }
}
