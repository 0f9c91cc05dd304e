import { open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { DeadLetter } from '../../../twin/model/dead-letter.ts'
import { type EpochMs, epochMs } from '../../../twin/model/units.ts'

/** The file that is written to. It gets its number when it is full. */
const NEWEST = 'dead-letters.log'
const OLDER = /^dead-letters\.(\d{1,15})\.log$/
/** A head with its newline is shorter than this, whatever its numbers. */
export const HEAD_BYTES = 128

const head = z.object({
  /** The number that the file gets when it is full. */
  file: z.int().positive(),
  /** Letters in all files that were dropped before this one was begun. */
  dropped: z.int().nonnegative(),
  /** The first and the last number of those that it was begun for. Absent where it was begun for none. */
  gone: z.tuple([z.int(), z.int()]).optional(),
})

/** The first line of a file. */
export type Head = z.infer<typeof head>

const line = z.object({
  at: z.number().nullable(),
  point: z.string(),
  value: z.number().nullable(),
  reason: z.string(),
})

/** What lies in a folder of dead letters. */
export interface DeadLetterFiles {
  /** Of the file that is written to; 0 where there is none. */
  readonly newestBytes: number
  /** Full ones, oldest first. */
  readonly older: readonly OlderFile[]
}

export interface OlderFile {
  readonly number: number
  readonly bytes: number
}

export function newestPath(folder: string): string {
  return join(folder, NEWEST)
}

export function olderPath(folder: string, number: number): string {
  return join(folder, `dead-letters.${number}.log`)
}

/** Empty where the folder is not there. */
export async function listDeadLetterFiles(folder: string): Promise<DeadLetterFiles> {
  const names = await unlessAbsent(readdir(folder), [])
  const numbers = names.flatMap((name) => OLDER.exec(name)?.[1] ?? []).map(Number)
  const older: OlderFile[] = []
  for (const number of numbers.sort((one, other) => one - other)) {
    older.push({ number, bytes: await sizeOf(olderPath(folder, number)) })
  }
  return { newestBytes: await sizeOf(newestPath(folder)), older }
}

/** Undefined for a file that has none: from before there were heads, torn, or not there. */
export async function readHead(path: string): Promise<Head | undefined> {
  const file = await unlessAbsent(open(path, 'r'), undefined)
  if (!file) return undefined
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    const end = buffer.subarray(0, bytesRead).indexOf('\n')
    return end < 0 ? undefined : parsed(head, buffer.toString('utf8', 0, end))
  } finally {
    await file.close()
  }
}

/** Oldest first; what a crash has torn is no letter. None where the file is not there. */
export async function readLetters(path: string): Promise<readonly DeadLetter[]> {
  const text = await unlessAbsent(readFile(path, 'utf8'), '')
  const letters: DeadLetter[] = []
  for (const row of text.split('\n')) {
    const letter = row === '' ? undefined : parsed(line, row)
    // NaN is no number of JSON; null stands for it.
    if (letter) letters.push({ ...letter, at: atOf(letter.at), value: letter.value ?? Number.NaN })
  }
  return letters
}

function atOf(at: number | null): EpochMs {
  return at === null ? (Number.NaN as EpochMs) : epochMs(at)
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function sizeOf(path: string): Promise<number> {
  return unlessAbsent(
    stat(path).then(({ size }) => size),
    0,
  )
}

async function unlessAbsent<T, E>(reading: Promise<T>, otherwise: E): Promise<T | E> {
  try {
    return await reading
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise
    throw error
  }
}
