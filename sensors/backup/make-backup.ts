import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { makeFolder } from '../../twin/kit/make-folder.ts'
import { syncFolder } from '../pipeline/journal/segment-files.ts'
import { FLOOR_FILE } from '../pipeline/journal/segment-recovery.ts'
import { BackupError } from './backup-error.ts'
import { type Manifest, writeManifest } from './manifest.ts'
import { syncTree } from './sync-tree.ts'

interface BackupSource {
  readonly dataFolder: string
  readonly estateFolder?: string | undefined
  /** Where the embedded store lies, wherever that is; undefined where there is none. */
  readonly storeFolder?: string | undefined
  /** Copies the embedded store into a folder that is there and empty. Its files are copied as they are where absent. */
  readonly copyStore?: ((folder: string) => Promise<void>) | undefined
  /** The journal's position, asked when everything is copied. */
  readonly position?: (() => bigint) | undefined
}

/** Numbers of the journal between the backup and what is restored from it are never given twice. */
const JUMP = 1n << 20n
/** What belongs to the running process, or to a write that was not finished. */
const NOT_COPIED = /^(lock(\..*)?|.*\.new|.*\.restoring-.*)$/
/** In the data folder: backups themselves, secrets of simulated devices (made anew at every start), and what is copied apart. */
const APART = /^(backups|credentials|journal|points\.ids.*)$/
const POINTS = /^points\.ids/

/**
 * Copies all that one needs to go on elsewhere, while all goes on: first the journal, then the rest, then the store, which by then holds
 * whatever the journal let go meanwhile; last the points, which are on disk before anything uses them.
 * @param folder empty or not there; appears whole or not at all
 * @throws BackupError
 */
export async function makeBackup(source: BackupSource, folder: string): Promise<Manifest> {
  const { dataFolder, estateFolder, storeFolder, copyStore, position } = source
  await mustBeEmpty(folder)
  // Of its own: another backup to the same folder, in this process or another, has another one.
  const draft = `${resolve(folder)}.${randomUUID().slice(0, 8)}.new`
  try {
    const data = join(draft, 'data')
    await copyTree(join(dataFolder, 'journal'), join(data, 'journal'), () => true)
    const apart = [folder, draft, ...(storeFolder === undefined ? [] : [storeFolder])].map((path) => resolve(path))
    await copyTree(dataFolder, data, (path, depth, name) => {
      return !(depth === 0 && APART.test(name)) && !apart.includes(resolve(path))
    })
    if (storeFolder !== undefined) {
      await makeFolder(join(draft, 'store'))
      if (copyStore) await copyStore(join(draft, 'store'))
      else await copyTree(storeFolder, join(draft, 'store'), () => true)
    }
    if (estateFolder !== undefined) await copyTree(estateFolder, join(draft, 'estate'), () => true)
    await copyTree(dataFolder, data, (_, depth, name) => depth === 0 && POINTS.test(name))
    if (position) await writeFile(join(data, 'journal', FLOOR_FILE), `${position() + JUMP}\n`)
    await syncTree(draft)
    const manifest = await writeManifest(draft, {
      made: new Date().toISOString(),
      holdsStore: storeFolder !== undefined,
    })
    // Copying takes its time: somebody may have put something there. An empty folder gives way to the renamed one.
    await mustBeEmpty(folder)
    await syncFolder(draft)
    await rename(draft, folder)
    await syncFolder(dirname(resolve(folder)))
    return manifest
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (error instanceof BackupError) throw error
    throw new BackupError(`The backup to ${folder} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

async function mustBeEmpty(folder: string): Promise<void> {
  const present = await readdir(folder).catch(() => [])
  if (present.length > 0)
    throw new BackupError(`${folder} is not empty; a backup goes into a folder of its own.`, { isBadInput: true })
}

/** Files that vanish while they are copied were let go by their owner: what they held is elsewhere by now. */
async function copyTree(
  from: string,
  to: string,
  wanted: (path: string, depth: number, name: string) => boolean,
  depth = 0,
): Promise<void> {
  await makeFolder(to, 0o700)
  const entries = await readdir(from, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const path = join(from, entry.name)
    if (NOT_COPIED.test(entry.name) || !wanted(path, depth, entry.name)) continue
    if (entry.isDirectory()) await copyTree(path, join(to, entry.name), wanted, depth + 1)
    else if (entry.isFile()) await copyUnlessGone(path, join(to, entry.name))
  }
}

async function copyUnlessGone(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
