import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { z } from 'zod'

const holderSchema = z.object({
  pid: z.number(),
  /** Clock ticks after boot at which the process began; tells it from a later one of the same number. */
  began: z.string(),
  /** Machine, boot and process-number space: elsewhere the number means nothing. */
  where: z.string(),
  token: z.string(),
})
/** Who has a lock, as its file says. */
export type LockHolder = z.infer<typeof holderSchema>

/** This process as the holder of a lock. */
export async function ownHolder(token: string): Promise<LockHolder> {
  return { pid: process.pid, began: (await beginOf(process.pid)) ?? '', where: await whereabouts(), token }
}

/** Undefined for what no holder wrote: such a lock holds nobody off. */
export function parseHolder(text: string): LockHolder | undefined {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Whether the holder lives; `elsewhere` where this machine, boot and container cannot tell. */
export async function stateOf(holder: LockHolder, own: LockHolder): Promise<'lives' | 'gone' | 'elsewhere'> {
  if (holder.where !== own.where) return 'elsewhere'
  return (await beginOf(holder.pid)) === holder.began ? 'lives' : 'gone'
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
