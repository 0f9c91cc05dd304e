import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import snmp from 'net-snmp'

/** Bytes of a key and of a block. */
const SIZE = 8
/**
 * Three times the same key is single DES. OpenSSL 3 has DES by its own name only in the legacy provider, which Node does not load; net-snmp
 * asks for it by that name and fails.
 */
const CIPHER = 'des-ede3-cbc'

/**
 * CBC-DES privacy (RFC 3414, 8) for net-snmp: many older cards know no other. Whoever can listen can break it; it is used only where a
 * credential names it.
 */
export function supplyDes(): void {
  const des = snmp.Encryption.algorithms[snmp.PrivProtocols.des ?? 2]
  if (des) Object.assign(des, { encryptPdu: encrypt, decryptPdu: decrypt })
}

function encrypt(
  scoped: Buffer,
  _privacy: number,
  password: string,
  authentication: number,
  { engineID, engineBoots }: snmp.UsmEngine,
): { readonly encryptedPdu: Buffer; readonly msgPrivacyParameters: Buffer } {
  const { key, preIv } = keyOf(password, authentication, engineID)
  // 8.1.1.1: the boots and a number that is not used again.
  const salt = Buffer.concat([Buffer.alloc(4), randomBytes(4)])
  salt.writeUInt32BE(engineBoots >>> 0)
  const cipher = createCipheriv(CIPHER, key, mixed(preIv, salt))
  cipher.setAutoPadding(false)
  const padded = Buffer.alloc(Math.ceil(scoped.length / SIZE) * SIZE)
  scoped.copy(padded)
  return { encryptedPdu: Buffer.concat([cipher.update(padded), cipher.final()]), msgPrivacyParameters: salt }
}

function decrypt(
  encrypted: Buffer,
  _privacy: number,
  salt: Buffer,
  password: string,
  authentication: number,
  { engineID }: snmp.UsmEngine,
): Buffer {
  const { key, preIv } = keyOf(password, authentication, engineID)
  const decipher = createDecipheriv(CIPHER, key, mixed(preIv, salt))
  decipher.setAutoPadding(false)
  return Buffer.concat([decipher.update(encrypted), decipher.final()])
}

/** 8.1.1.1: of the localized key the first eight bytes are the key, the next eight what the salt is mixed with. */
function keyOf(password: string, authentication: number, engineId: Buffer) {
  const localized = snmp.Authentication.passwordToKey(authentication, password, engineId)
  const key = localized.subarray(0, SIZE)
  return { key: Buffer.concat([key, key, key]), preIv: localized.subarray(SIZE, 2 * SIZE) }
}

function mixed(preIv: Buffer, salt: Buffer): Buffer {
  const iv = Buffer.alloc(SIZE)
  for (let at = 0; at < SIZE; at++) iv[at] = (preIv[at] ?? 0) ^ (salt[at] ?? 0)
  return iv
}
