import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** OWASP's password storage advice for scrypt: N = 2^15, r = 8, p = 3 (about 32 MiB and a tenth of a second). */
const COST = 2 ** 15
const BLOCK = 8
const PARALLEL = 3
const KEY_BYTES = 32
const STORED = /^scrypt\$(\d{1,8})\$(\d{1,2})\$(\d{1,2})\$([A-Za-z0-9_-]{22,86})\$([A-Za-z0-9_-]{43})$/

/** `scrypt$N$r$p$salt$key`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, { N: COST, r: BLOCK, p: PARALLEL })
  return `scrypt$${COST}$${BLOCK}$${PARALLEL}$${salt.toString('base64url')}$${key.toString('base64url')}`
}

export function isPasswordHash(text: string): boolean {
  const found = STORED.exec(text)
  if (!found) return false
  const cost = Number(found[1])
  // Bounded, so that a file cannot make a sign-in take minutes or gigabytes.
  return (
    cost >= 2 ** 14 && cost <= 2 ** 18 && (cost & (cost - 1)) === 0 && Number(found[2]) <= 16 && Number(found[3]) <= 8
  )
}

/** In constant time for hashes of the same cost; false for what is no hash. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const found = STORED.exec(stored)
  if (!found || !isPasswordHash(stored)) return false
  const [, N, r, p, salt = '', key = ''] = found
  const derived = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) })
  return timingSafeEqual(derived, Buffer.from(key, 'base64url'))
}

function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  const maxmem = 256 * (options.N ?? COST) * (options.r ?? BLOCK)
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, { ...options, maxmem }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
