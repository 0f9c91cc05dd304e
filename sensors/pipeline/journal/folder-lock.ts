import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, readlink, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { PipelineError } from '../errors.ts'

const BEAT_MS = 5_000
/** A holder that cannot be looked up (another machine or container) is gone when its lock was not touched for so long. */
const SILENT_MS = 60_000

const holderSchema = z.object({
  pid: z.number(),
  /** Clock ticks after boot at which the process began; tells it from a later one of the same number. */
  began: z.string(),
  /** Machine, boot and process-number space: elsewhere the number means nothing. */
  where: z.string(),
  token: z.string(),
})
type Holder = z.infer<typeof holderSchema>

/** One process at a time may write in a folder: a file `lock` in it names the holder and is touched every five seconds. */
export class FolderLock {
  readonly #beat: NodeJS.Timeout

  private constructor(
    private readonly path: string,
    private readonly holder: Holder,
  ) {
    this.#beat = setInterval(() => {
      const now = new Date()
      utimes(path, now, now).catch(() => undefined)
    }, BEAT_MS)
    this.#beat.unref()
  }

  /**
   * Takes the lock; one whose holder is gone is taken over.
   * @throws PipelineError journal-locked while another process holds it
   */
  static async take(folder: string): Promise<FolderLock> {
    await mkdir(folder, { recursive: true })
    const path = join(folder, 'lock')
    const holder: Holder = {
      pid: process.pid,
      began: (await beginOf(process.pid)) ?? '',
      where: await whereabouts(),
      token: randomUUID(),
    }
    const draft = `${path}.${holder.token}`
    await writeFile(draft, JSON.stringify(holder), { flag: 'wx', mode: 0o600 })
    try {
      for (let attempt = 0; attempt < 10; attempt++) {
        // link() gives the name with its content at once, or fails: nobody ever sees half a lock.
        const taken = await link(draft, path).then(
          () => true,
          (error: NodeJS.ErrnoException) => {
            if (error.code === 'EEXIST') return false
            throw error
          },
        )
        if (taken) return new FolderLock(path, holder)
        await removeStale(path, holder)
      }
    } finally {
      await rm(draft, { force: true })
    }
    throw new PipelineError('journal-locked', `${path} changes hands again and again; see who else starts here.`)
  }

  /**
   * Takes nothing and changes nothing: for whoever wants to know before opening anything else.
   * @throws PipelineError journal-locked while another process holds the lock
   */
  static async refuseHeld(folder: string): Promise<void> {
    const path = join(folder, 'lock')
    const text = await readFile(path, 'utf8').catch(() => undefined)
    if (text !== undefined) await refuseHolder(path, text, await whereabouts())
  }

  async release(): Promise<void> {
    clearInterval(this.#beat)
    const now = await readHolder(this.path)
    if (now?.token === this.holder.token) await rm(this.path, { force: true })
  }
}

async function removeStale(path: string, own: Holder): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => undefined)
  if (before === undefined) return
  await refuseHolder(path, before, own.where)
  const aside = `${path}.stale-${own.token}`
  await rename(path, aside).catch(() => undefined)
  const moved = await readFile(aside, 'utf8').catch(() => undefined)
  // Between reading and moving, another process may have done the same and taken the lock: it gets it back.
  if (moved !== undefined && moved !== before) await link(aside, path).catch(() => undefined)
  await rm(aside, { force: true })
}

/** @param here as `whereabouts` tells it */
async function refuseHolder(path: string, text: string, here: string): Promise<void> {
  const holder = parseHolder(text)
  if (!holder || (await isGone(path, holder, here))) return
  throw new PipelineError(
    'journal-locked',
    `${path} is held by process ${holder.pid}${holder.where === here ? '' : ' on another machine or in another container'}; ` +
      `one process at a time may write here. Stop it, or give this one another data folder.`,
  )
}

async function isGone(path: string, holder: Holder, here: string): Promise<boolean> {
  if (holder.where === here) return (await beginOf(holder.pid)) !== holder.began
  const touched = await stat(path).catch(() => undefined)
  return touched === undefined || Math.abs(Date.now() - touched.mtimeMs) > SILENT_MS
}

async function readHolder(path: string): Promise<Holder | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : parseHolder(text)
}

/** Undefined for what no holder wrote: such a lock holds nobody off. */
function parseHolder(text: string): Holder | undefined {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** When a process began; undefined where there is none of that number. Field 22 of /proc/PID/stat, see proc(5). */
async function beginOf(pid: number): Promise<string | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The second field is the program's name in parentheses, which may hold blanks and parentheses itself.
  if (text !== undefined) return text.slice(text.lastIndexOf(')') + 2).split(' ')[19]
  try {
    process.kill(pid, 0)
    return ''
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? '' : undefined
  }
}

async function whereabouts(): Promise<string> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  const space = await readlink('/proc/self/ns/pid').catch(() => '')
  return [hostname(), boot.trim(), space].join(' ')
}
