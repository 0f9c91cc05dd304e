import { spawn } from 'node:child_process'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { freeTcpPort } from '../../twin/kit/free-port.ts'
import { notStarted } from './errors.ts'
import { freeNodes } from './free-nodes.ts'
import type { PracticeParts } from './parts.ts'
import { apiServer, etcd, type Program, SITE_FILES, workers } from './programs.ts'
import {
  forgetRecord,
  isAlive,
  makeSiteFolder,
  type RunningRecord,
  readRecord,
  writeKubeconfig,
  writeRecord,
} from './site-folder.ts'

/** A control plane of a site that answers. */
export interface ControlPlane {
  readonly site: string
  readonly folder: string
  readonly kubeconfig: string
  readonly port: number
  /** Whether it was running already. */
  readonly wasUp: boolean
}

/** A loaded machine of two cores may take a minute for what is three seconds on an idle one. */
const READY_WITHIN_MS = 120_000
const STOPPED_WITHIN_MS = 15_000
const ASK_AGAIN_MS = 200
const LOG_LINES = 5

/**
 * Starts the control plane of a site in its folder, or finds it running: etcd, API server, controllers, scheduler and kwok, on loopback, each with a log beside
 * its data. They go on when this process ends.
 *
 * @throws InfraError `practice` (status 3) where one of them ends or does not answer; what was started is stopped then
 */
export async function startControlPlane(
  site: string,
  folder: string,
  parts: PracticeParts,
  signal?: AbortSignal,
): Promise<ControlPlane> {
  const before = await readRecord(folder)
  if (before && (await allAlive(before)) && (await isReady(folder, before.port))) {
    return { site, folder, port: before.port, kubeconfig: join(folder, SITE_FILES.kubeconfig), wasUp: true }
  }
  await stopControlPlane(folder)
  await makeSiteFolder(folder)
  // A certificate of an earlier start is for the same address, and is taken again.
  const port = await freeTcpPort()
  const started: RunningRecord['programs'] = []
  const start = async (program: Program) => {
    started.push(await startProgram(program, site, folder))
    await writeRecord(folder, { port, programs: started })
  }
  try {
    await start(etcd(parts))
    await start(apiServer(parts, port))
    await untilReady(site, folder, port, started, signal)
    const kubeconfig = await writeKubeconfig(folder, site, port)
    await freeNodes(kubeconfig)
    for (const program of workers(parts)) await start(program)
    // One that cannot begin ends within a moment.
    await sleep(ASK_AGAIN_MS)
    await noneEnded(site, folder, started)
    return { site, folder, port, kubeconfig, wasUp: false }
  } catch (error) {
    await stopControlPlane(folder)
    throw error
  }
}

/**
 * Ends what runs in the folder of a site, in the opposite order, and waits for it.
 * @returns how many programs were running
 */
export async function stopControlPlane(folder: string): Promise<number> {
  const record = await readRecord(folder)
  if (!record) return 0
  let stopped = 0
  for (const program of record.programs.toReversed()) {
    if (!(await isAlive(program))) continue
    stopped++
    process.kill(program.pid, 'SIGTERM')
    const deadline = Date.now() + STOPPED_WITHIN_MS
    while (await isAlive(program)) {
      if (Date.now() > deadline) process.kill(program.pid, 'SIGKILL')
      await sleep(ASK_AGAIN_MS)
    }
  }
  await forgetRecord(folder)
  return stopped
}

async function startProgram({ name, command, args }: Program, site: string, folder: string) {
  const log = await open(join(folder, `${name}.log`), 'w', 0o600)
  try {
    const child = spawn(command, args, { cwd: folder, detached: true, stdio: ['ignore', log.fd, log.fd] })
    const failure = await new Promise<Error | undefined>((resolve) => {
      child.once('spawn', () => resolve(undefined))
      child.once('error', resolve)
    })
    if (failure || child.pid === undefined) throw notStarted(site, name, failure?.message ?? 'it has no process')
    child.unref()
    return { name, pid: child.pid, command }
  } finally {
    await log.close()
  }
}

async function untilReady(
  site: string,
  folder: string,
  port: number,
  programs: RunningRecord['programs'],
  signal?: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS
  while (!(await isReady(folder, port))) {
    signal?.throwIfAborted()
    await noneEnded(site, folder, programs)
    if (Date.now() > deadline) {
      throw notStarted(site, 'kube-apiserver', `it was not ready within ${READY_WITHIN_MS / 1000} s`)
    }
    await sleep(ASK_AGAIN_MS)
  }
}

async function noneEnded(site: string, folder: string, programs: RunningRecord['programs']): Promise<void> {
  for (const program of programs) {
    if (await isAlive(program)) continue
    const log = await readFile(join(folder, `${program.name}.log`), 'utf8').catch(() => '')
    const last = log.trim().split('\n').slice(-LOG_LINES).join('\n')
    throw notStarted(site, program.name, `it ended. The end of its log:\n${last}`)
  }
}

async function allAlive({ programs }: RunningRecord): Promise<boolean> {
  const answers = await Promise.all(programs.map(isAlive))
  return programs.length > 0 && answers.every(Boolean)
}

/** Asks the API server by its own certificate and the token of its administrator. */
async function isReady(folder: string, port: number): Promise<boolean> {
  const ca = await readFile(join(folder, SITE_FILES.certificates, 'apiserver.crt'), 'utf8').catch(() => undefined)
  if (ca === undefined) return false
  const [token = ''] = (await readFile(join(folder, SITE_FILES.tokens), 'utf8')).split(',')
  const dispatcher = new Agent({ connect: { ca } })
  try {
    const answer = await request(`https://127.0.0.1:${port}/readyz`, {
      dispatcher,
      headers: { authorization: `Bearer ${token}` },
    })
    await answer.body.dump()
    return answer.statusCode === 200
  } catch {
    return false
  } finally {
    await dispatcher.destroy()
  }
}
