import { link, open, rename, rm, stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

/** Whoever holds it writes one small file: after so long they are gone. */
const STALE_MS = 10_000
const AGAIN_MS = 20
/** Longer than a lock can be stale. */
const PATIENCE_MS = 15_000

/**
 * Does something while no other process does it: a file `….lock` beside the file is there meanwhile. One that its process left behind is taken away
 * after ten seconds.
 * @throws Error of the file system; where others hold it all the time
 */
export async function withFileLock<T>(path: string, use: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`
  for (let waited = 0; !(await isTaken(lock)); waited += AGAIN_MS) {
    if (waited >= PATIENCE_MS) throw new Error(`${lock} is held by others all the time`)
    await removeStale(lock)
    await wait(AGAIN_MS)
  }
  try {
    return await use()
  } finally {
    await rm(lock, { force: true })
  }
}

/** @returns whether it is ours; false where another process has it */
async function isTaken(lock: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx', 0o600)
    await file.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Of several that see the same stale lock only one takes it away: whoever got hold of a newer one puts it back. */
async function removeStale(lock: string): Promise<void> {
  const found = await stat(lock).catch(() => undefined)
  if (!found || Date.now() - found.mtimeMs < STALE_MS) return
  const away = `${lock}.${process.pid}`
  try {
    await rename(lock, away)
    if ((await stat(away)).ino !== found.ino) await link(away, lock)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error
  } finally {
    await rm(away, { force: true })
  }
}
