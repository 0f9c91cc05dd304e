import type { Dirent } from 'node:fs'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { unusableFolder } from '../errors.ts'

/** Beside the stacks: who wrote them, and which files. */
export const MARK_FILE = 'oblak-synth.json'
const MARK = 'oblak synth'
/** What Terraform keeps in a stack's folder; a new synth takes it along. */
export const TERRAFORM_FILES = ['.terraform.lock.hcl', '.terraform']
const STACK_FOLDER = /^stacks\/[^/]+$/

const markSchema = z.object({ madeBy: z.literal(MARK), files: z.array(z.string()) })

/** The text of the mark of a folder with these files. */
export function markOf(files: readonly string[]): string {
  return `${JSON.stringify({ madeBy: MARK, files: [...files].sort() }, undefined, 2)}\n`
}

/**
 * Looks whether a folder may be replaced by new stacks: there is none, it is empty, or it holds what `oblak synth` wrote and nothing else but what
 * Terraform keeps beside its configuration.
 *
 * @returns whether stacks are there already
 * @throws InfraError `folder` where it may not
 */
export async function inspectFolder(folder: string): Promise<boolean> {
  const status = await lstat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw unusableFolder(folder, reasonOf(error), error)
  })
  if (!status) return false
  if (!status.isDirectory()) throw unusableFolder(folder, 'it is no folder; give a new one')
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw unusableFolder(folder, reasonOf(error), error)
  })
  if (entries.length === 0) return false
  const mark = await readMark(folder)
  if (!mark) throw unusableFolder(folder, `it holds other things (${some(entries)}); give a new or empty folder`)
  const foreign = (await filesBelow(folder)).filter((file) => file !== MARK_FILE && !mark.files.includes(file))
  if (foreign.length > 0) {
    throw unusableFolder(
      folder,
      `it holds what oblak synth did not write (${some(foreign)}), which would be lost; move it away`,
    )
  }
  return true
}

/** Files below a folder as paths with `/`, without what Terraform keeps. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const walk = async (below: string): Promise<readonly string[]> => {
    const place = relative(folder, below).replaceAll('\\', '/')
    const entries = (await readdir(below, { withFileTypes: true })).filter(
      ({ name }) => !(STACK_FOLDER.test(place) && TERRAFORM_FILES.includes(name)),
    )
    const nested = await Promise.all(
      entries.map(async (entry: Dirent) => {
        const path = join(below, entry.name)
        return entry.isDirectory() ? walk(path) : [relative(folder, path).replaceAll('\\', '/')]
      }),
    )
    return nested.flat()
  }
  return (await walk(folder)).toSorted()
}

async function readMark(folder: string) {
  try {
    return markSchema.safeParse(JSON.parse(await readFile(join(folder, MARK_FILE), 'utf8'))).data
  } catch {
    // Missing, unreadable or no JSON: it is not ours.
    return undefined
  }
}

function some(names: readonly string[]): string {
  const more = names.length > 3 ? ` and ${names.length - 3} more` : ''
  return names.slice(0, 3).join(', ') + more
}

/** A fault of the file system in words. */
export function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException
  return REASONS[code] ?? (code || message)
}

const REASONS: Readonly<Partial<Record<string, string>>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is mounted for reading only',
  ENOENT: 'a folder on the way to it cannot be made',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a part of the path is a file',
  ENOSPC: 'the disk is full',
}
