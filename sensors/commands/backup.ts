import { existsSync } from 'node:fs'
import { cp, readdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Command, CommandCall, ExitStatus } from '../../twin/kit/command.ts'
import { BackupError } from '../backup/backup-error.ts'
import { makeBackup } from '../backup/make-backup.ts'
import { type Manifest, verifiedManifest } from '../backup/manifest.ts'
import { syncTree } from '../backup/sync-tree.ts'
import { PipelineError } from '../pipeline/errors.ts'
import { FolderLock, type LockOptions } from '../pipeline/journal/folder-lock.ts'
import { backupStatus } from './backup-status.ts'
import { type DataPlaces, dataPlaces, PLACE_OPTIONS } from './data-places.ts'

const HERE = 'http://127.0.0.1:8080'
const answerSchema = z.object({ folder: z.string().regex(/^backups[/\\][a-z0-9-]+$/) })
const problemSchema = z.object({ detail: z.string() })

/** `oblak backup`: a copy to go on with elsewhere, from a running server or from the files of one that does not run. */
export const backupCommand: Command = {
  name: 'backup',
  summary:
    'copies estate edits, journal, points, alarms and embedded store into a new folder, while the server runs or not',
  arguments: [{ name: '<dir>', description: 'a folder that is empty or not there' }],
  options: [
    ...PLACE_OPTIONS,
    { flags: '--server <url>', description: `the running server (default: ${HERE}; without one the files are copied)` },
  ],
  examples: [
    'oblak backup /backups/2026-07-01',
    'OBLAK_USER=milica OBLAK_PASSWORD=… oblak backup /backups/nightly --server https://oblak.example.rs --data /var/lib/oblak',
  ],
  run,
}

async function run(call: CommandCall): Promise<ExitStatus> {
  const { io, args, options, json } = call
  const places = dataPlaces(call)
  if (typeof places === 'string') {
    io.message(places)
    return 2
  }
  const target = resolve(io.workingFolder, String(args[0]))
  if ((await readdir(target).catch(() => [])).length > 0) {
    io.message(`${target} is not empty; a backup goes into a folder of its own.`)
    return 2
  }
  const server = typeof options.server === 'string' ? options.server : undefined
  if (server !== undefined && !URL.canParse(server)) {
    io.message(`--server ${server}: say an address such as ${HERE}`)
    return 2
  }
  try {
    const asked = server === undefined && !isHeld(places) ? undefined : await askServer(call, server ?? HERE)
    if (typeof asked === 'string') {
      io.message(asked)
      return 1
    }
    if (!asked && server !== undefined) {
      io.message(`No server answers at ${server}.`)
      return 3
    }
    const manifest = asked
      ? await fetchFrom(join(places.dataFolder, asked.folder), target)
      : await copyFiles(places, target, { say: io.message, signal: call.signal })
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
    const { made, holdsStore, files } = manifest
    io.out(
      json
        ? JSON.stringify({ folder: target, made, holdsStore, files: files.length, bytes })
        : `${files.length} files, ${(bytes / 1e6).toFixed(1)} MB in ${target}${holdsStore ? '' : ' (without the store, which has backups of its own)'}`,
    )
    return 0
  } catch (error) {
    if (!(error instanceof BackupError || error instanceof PipelineError)) throw error
    io.message(error.message)
    return backupStatus(error)
  }
}

/** Whether somebody runs on this data, or did until a crash. What else listens at the usual place has other data. */
function isHeld({ dataFolder }: DataPlaces): boolean {
  return existsSync(join(dataFolder, 'journal', 'lock'))
}

/** @returns where the server put it; a sentence where it refused; undefined where none answers */
async function askServer(
  { io, signal }: CommandCall,
  server: string,
): Promise<{ folder: string } | string | undefined> {
  const { OBLAK_USER: name, OBLAK_PASSWORD: password } = io.environment
  const post = (path: string, body: unknown, cookie?: string) =>
    fetch(new URL(path, server), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) },
      body: JSON.stringify(body),
      redirect: 'error',
      signal,
    })
  try {
    let cookie: string | undefined
    if (name !== undefined && password !== undefined) {
      const session = await post('/api/session', { name, password })
      if (!session.ok) return `${server} does not let ${name} in: ${await problemOf(session)}`
      cookie = session.headers.getSetCookie()[0]?.split(';', 1)[0]
    }
    const made = await post('/api/backup', { name: `cli-${new Date().toISOString().replace(/\D/g, '')}` }, cookie)
    if (made.status === 401) return `${server} wants a sign-in: set OBLAK_USER and OBLAK_PASSWORD of an operator.`
    if (!made.ok) return `${server} made no backup: ${await problemOf(made)}`
    const answer = answerSchema.safeParse(await made.json())
    return answer.success ? answer.data : `What answers at ${server} is no Oblak server.`
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

async function problemOf(response: Response): Promise<string> {
  const problem = problemSchema.safeParse(await response.json().catch(() => undefined))
  return problem.success ? problem.data.detail : `status ${response.status}`
}

/** What a server on this machine made below its data folder, at the place that was asked for. */
async function fetchFrom(made: string, target: string): Promise<Manifest> {
  if (!existsSync(made)) {
    throw new BackupError(
      `The server made a backup, which does not lie in ${made}: say with --data where its data folder is. On another machine, fetch it from there.`,
    )
  }
  try {
    // Takes the place of an empty folder, and of no other.
    await rename(made, target)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EXDEV') throw new BackupError(`${made} cannot be moved to ${target} (${code}).`, { cause: error })
    await cp(made, target, { recursive: true, errorOnExist: true, force: false })
    await verifiedManifest(target)
    await syncTree(target)
    await rm(made, { recursive: true })
  }
  return verifiedManifest(target)
}

async function copyFiles(
  { dataFolder, storeFolder, estateFolder }: DataPlaces,
  target: string,
  waiting: LockOptions,
): Promise<Manifest> {
  if (!existsSync(dataFolder)) {
    throw new BackupError(`${dataFolder} is not there, and no server runs; say with --data where the data is.`, {
      isBadInput: true,
    })
  }
  const lock = await FolderLock.take(join(dataFolder, 'journal'), waiting)
  try {
    return await makeBackup(
      { dataFolder, estateFolder, storeFolder: existsSync(storeFolder) ? storeFolder : undefined },
      target,
    )
  } finally {
    await lock.release()
  }
}
