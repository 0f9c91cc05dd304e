import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { makeFolder } from '../../twin/kit/make-folder.ts'
import { PipelineError } from '../pipeline/errors.ts'
import { FolderLock, type LockOptions } from '../pipeline/journal/folder-lock.ts'
import { syncFolder } from '../pipeline/journal/segment-files.ts'
import { BackupError } from './backup-error.ts'
import { type Manifest, verifiedManifest } from './manifest.ts'
import { syncTree } from './sync-tree.ts'

interface RestoreTarget {
  readonly dataFolder: string
  /** Where the embedded store is to lie. */
  readonly storeFolder: string
  /** Estate files are put back only where this says. */
  readonly estateFolder?: string | undefined
  /** What is there is moved aside (`<folder>.before-restore-…`), never deleted. Without it nothing may be there. */
  readonly replace: boolean
}

interface Placement {
  readonly part: string
  readonly target: string
  readonly draft: string
  aside?: string
}

/**
 * Puts a backup back: verifies every checksum, copies beside the targets, syncs, then renames; when one renaming fails those before
 * it are undone.
 * @param waiting what is told, and what ends it, while a lock from elsewhere is watched
 * @returns the manifest, and where what was there lies now
 * @throws BackupError when a target is not empty or the backup is not whole; nothing is changed then
 * @throws PipelineError journal-locked while a server has the data folder
 */
export async function restoreBackup(
  backup: string,
  target: RestoreTarget,
  waiting: LockOptions = {},
): Promise<{ readonly manifest: Manifest; readonly movedAside: readonly string[] }> {
  const manifest = await verifiedManifest(backup)
  const token = randomUUID().slice(0, 8)
  const insideData = resolve(target.storeFolder).startsWith(`${resolve(target.dataFolder)}/`)
  const placements: Placement[] = []
  const place = (part: string, folder: string) => {
    placements.push({ part, target: resolve(folder), draft: `${resolve(folder)}.restoring-${token}` })
  }
  place('data', target.dataFolder)
  if (manifest.holdsStore && !insideData) place('store', target.storeFolder)
  if (target.estateFolder !== undefined) place('estate', target.estateFolder)
  checkApart(placements)
  const locks: FolderLock[] = []
  try {
    for (const { target: folder } of placements) await checkTarget(folder, target.replace)
    if (await holds(join(target.dataFolder, 'journal')))
      locks.push(await FolderLock.take(join(target.dataFolder, 'journal'), waiting))
    for (const { path } of manifest.files) {
      const [part = '', ...rest] = path.split('/')
      const placement = placements.find((candidate) => candidate.part === part)
      const data = placements[0]
      if (placement) await copyInto(join(backup, path), join(placement.draft, ...rest))
      else if (part === 'store' && data) {
        const inner = resolve(target.storeFolder).slice(data.target.length + 1)
        await copyInto(join(backup, path), join(data.draft, inner, ...rest))
      }
    }
    for (const { draft } of placements) {
      await makeFolder(draft)
      await syncTree(draft)
    }
    await swapAll(placements, token)
  } catch (error) {
    for (const { draft } of placements) await rm(draft, { recursive: true, force: true }).catch(() => undefined)
    if (error instanceof BackupError || error instanceof PipelineError) throw error
    throw new BackupError(`${backup} was not put back: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  } finally {
    for (const lock of locks) await lock.release()
  }
  return { manifest, movedAside: placements.flatMap(({ aside }) => aside ?? []) }
}

function checkApart(placements: readonly Placement[]): void {
  for (const { target } of placements) {
    const other = placements.find((one) => one.target !== target && one.target.startsWith(`${target}/`))
    if (other)
      throw new BackupError(`${other.target} lies within ${target}; the two must lie apart.`, { isBadInput: true })
  }
}

async function checkTarget(folder: string, replace: boolean): Promise<void> {
  if (replace || !(await holds(folder))) return
  throw new BackupError(`${folder} is not empty; give an empty folder, or --replace to have it moved aside first.`, {
    isBadInput: true,
  })
}

async function holds(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names.length > 0
}

async function copyInto(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to), 0o700)
  await copyFile(from, to, constants.COPYFILE_FICLONE)
}

async function swapAll(placements: readonly Placement[], token: string): Promise<void> {
  const done: Placement[] = []
  try {
    for (const placement of placements) {
      if (await holds(placement.target)) {
        const aside = `${placement.target}.before-restore-${token}`
        await rename(placement.target, aside)
        placement.aside = aside
      } else await rmdir(placement.target).catch(() => undefined)
      done.push(placement)
      await rename(placement.draft, placement.target)
    }
    for (const { target } of placements) await syncFolder(dirname(target))
  } catch (error) {
    for (const { target, draft, aside } of done.toReversed()) {
      await rename(target, draft).catch(() => undefined)
      if (aside !== undefined) await rename(aside, target)
    }
    throw error
  }
}
