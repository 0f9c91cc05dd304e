import { createHash } from 'node:crypto'

/** A user of the user-based security model: SHA-256 and AES-128 only (RFC 7860, RFC 3826). */
export interface UsmUser {
  readonly name: string
  readonly authKey: string
  readonly privKey: string
}

const EXPANDED = 1_048_576

/**
 * Keys of one user. The password is spread over a megabyte and hashed once for all engines (RFC 3414, A.2: about 2 ms);
 * localising the result for an engine is two hashes of 70 bytes.
 */
export class UsmKeys {
  readonly user: UsmUser
  #auth: Buffer | undefined
  #priv: Buffer | undefined

  constructor(user: UsmUser) {
    this.user = user
  }

  authKey(engineId: Buffer): Buffer {
    this.#auth ??= spread(this.user.authKey)
    return localise(this.#auth, engineId)
  }

  /** The first 16 bytes (RFC 3826, 1.2). */
  privKey(engineId: Buffer): Buffer {
    this.#priv ??= spread(this.user.privKey)
    return localise(this.#priv, engineId).subarray(0, 16)
  }
}

function spread(password: string): Buffer {
  const text = Buffer.from(password)
  const repeated = Buffer.alloc(EXPANDED)
  for (let at = 0; at < EXPANDED; at += text.length) text.copy(repeated, at)
  return createHash('sha256').update(repeated).digest()
}

function localise(key: Buffer, engineId: Buffer): Buffer {
  return createHash('sha256').update(key).update(engineId).update(key).digest()
}
