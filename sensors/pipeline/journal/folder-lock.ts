import { randomUUID } from 'node:crypto'
import { link, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Clock, systemClock } from '../clock.ts'
import { PipelineError } from '../errors.ts'
import { type LockHolder, ownHolder, parseHolder } from './lock-holder.ts'
import { areGone, claimPath, SILENT_MS, type Succession, successionOf } from './lock-succession.ts'

const BEAT_MS = 5_000
/** Not confirmed for so long, the lock may have been taken over by now. */
const UNSURE_MS = SILENT_MS / 2

export interface LockOptions {
  readonly clock?: Clock | undefined
  /** Told when a lock from elsewhere makes it wait. */
  readonly say?: ((message: string) => void) | undefined
  /** Ends that wait. */
  readonly signal?: AbortSignal | undefined
}

/** One process at a time may write in a folder: a file `lock` in it names the holder and is touched every five seconds. */
export class FolderLock {
  #callOff: () => void
  #beating: Promise<void> | undefined
  #isReleased = false
  #lost: string | undefined
  #confirmedAt: number

  private constructor(
    private readonly path: string,
    private readonly holder: LockHolder,
    private readonly clock: Clock,
  ) {
    this.#confirmedAt = clock.monotonic()
    this.#callOff = this.#nextBeat()
  }

  /**
   * Takes the lock. One whose holder is gone is taken over; whether one elsewhere is gone takes half a minute to see.
   * @throws PipelineError journal-locked while another process holds it
   */
  static async take(folder: string, options: LockOptions = {}): Promise<FolderLock> {
    const { clock = systemClock, say = () => undefined, signal } = options
    await mkdir(folder, { recursive: true })
    const path = join(folder, 'lock')
    const holder = await ownHolder(randomUUID())
    for (let attempt = 0; attempt < 10; attempt++) {
      const succession = await successionOf(path)
      if (succession.length > 0 && !(await areGone(succession, holder, { clock, say, signal }))) continue
      const isOurs = await withDraft(path, holder, (draft) => takeOver(draft, path, succession))
      if (!isOurs) continue
      await removeClaims(path)
      return new FolderLock(path, holder, clock)
    }
    throw new PipelineError('journal-locked', `${path} changes hands again and again; see who else starts here.`)
  }

  /**
   * For whoever wants to know before opening anything else. Takes nothing; a lock whose holder is gone is removed, so that the wait
   * for one elsewhere is not needed again.
   * @throws PipelineError journal-locked while another process holds the lock
   */
  static async refuseHeld(folder: string, options: LockOptions = {}): Promise<void> {
    const isThere = await stat(join(folder, 'lock')).then(
      () => true,
      () => false,
    )
    if (isThere) await (await FolderLock.take(folder, options)).release()
  }

  /** Who has taken the lock over because this process did not touch it for so long; nothing may be written here any more. */
  get lostTo(): string | undefined {
    return this.#lost
  }

  /** Before writing: where this process has stood still, whether the lock is still its own is looked at first. */
  async confirm(): Promise<void> {
    if (this.clock.monotonic() - this.#confirmedAt > UNSURE_MS) await this.#beat().catch(() => undefined)
  }

  async release(): Promise<void> {
    this.#isReleased = true
    this.#callOff()
    await this.#beating
    const text = await readFile(this.path, 'utf8').catch(() => undefined)
    if (text !== undefined && parseHolder(text)?.token === this.holder.token) await rm(this.path, { force: true })
  }

  #nextBeat(): () => void {
    return this.clock.after(BEAT_MS, () => {
      this.#beating = this.#beat().catch(() => undefined)
      void this.#beating.then(() => {
        if (!this.#isReleased && this.#lost === undefined) this.#callOff = this.#nextBeat()
      })
    })
  }

  /** Whoever stood still for long may have been given up: the lock is looked at before it is touched. */
  async #beat(): Promise<void> {
    const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    const found = text === undefined ? undefined : parseHolder(text)
    if (found?.token === this.holder.token) {
      const now = new Date()
      await utimes(this.path, now, now)
      this.#confirmedAt = this.clock.monotonic()
    } else if (found) this.#lost = `process ${found.pid} (${found.where.split(' ')[0]})`
    // Removed by hand: it is put back, unless somebody was faster, which the next beat sees.
    else if (text === undefined) await withDraft(this.path, this.holder, (draft) => link(draft, this.path))
  }
}

/** Does something with a file that names the holder and lies beside the lock. */
async function withDraft<T>(path: string, holder: LockHolder, use: (draft: string) => Promise<T>): Promise<T> {
  const draft = `${path}.${holder.token}`
  await writeFile(draft, JSON.stringify(holder), { flag: 'wx', mode: 0o600 })
  try {
    return await use(draft)
  } finally {
    await rm(draft, { force: true })
  }
}

/** @returns whether the lock is ours; false where another process was faster */
async function takeOver(draft: string, path: string, succession: Succession): Promise<boolean> {
  const [first] = succession
  const last = succession.at(-1)
  if (!first || !last) return linked(draft, path)
  const claim = claimPath(path, last.text)
  if (!(await linked(draft, claim))) return false
  // Whoever has taken over before us has removed the claims, but changed the lock first.
  if ((await readFile(path, 'utf8').catch(() => undefined)) !== first.text) {
    await rm(claim, { force: true })
    return false
  }
  await rename(draft, path)
  return true
}

/** link() gives the name with its content at once, or fails: nobody ever sees half a lock. */
async function linked(from: string, to: string): Promise<boolean> {
  return link(from, to).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )
}

async function removeClaims(path: string): Promise<void> {
  const folder = dirname(path)
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${basename(path)}.after-`)) await rm(join(folder, name), { force: true })
  }
}
