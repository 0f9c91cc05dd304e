import { execFile } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { stringify } from 'yaml'
import { z } from 'zod'
import { makeFolder } from '../../twin/kit/make-folder.ts'
import { SITE_FILES } from './programs.ts'

const run = promisify(execFile)
const RECORD = 'running.json'
/** For its user alone: there are keys in it. */
const PRIVATE_FOLDER = 0o700
const PRIVATE_FILE = 0o600

const recordShape = z.object({
  port: z.int().min(1).max(65_535),
  programs: z.array(z.object({ name: z.string(), pid: z.int().min(2), command: z.string() })),
})

/** What runs for a site. */
export type RunningRecord = z.output<typeof recordShape>

/** Makes the folder of a site, with its keys, where they are not there yet. */
export async function makeSiteFolder(folder: string): Promise<void> {
  await makeFolder(folder, PRIVATE_FOLDER)
  await once(join(folder, SITE_FILES.accountKey), () =>
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
  )
  // Token, user, uid, groups.
  await once(join(folder, SITE_FILES.tokens), () => {
    const token = randomBytes(32).toString('hex')
    return `${token},practice-administrator,1,system:masters\n`
  })
}

/** Writes the way into the cluster of a site: for its programs, for Terraform, for kubectl. The context is named as the site. */
export async function writeKubeconfig(folder: string, site: string, port: number): Promise<string> {
  const path = join(folder, SITE_FILES.kubeconfig)
  const [token = ''] = (await readFile(join(folder, SITE_FILES.tokens), 'utf8')).split(',')
  const certificate = await readFile(join(folder, SITE_FILES.certificates, 'apiserver.crt'))
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: site,
        cluster: {
          server: `https://127.0.0.1:${port}`,
          'certificate-authority-data': certificate.toString('base64'),
        },
      },
    ],
    users: [{ name: site, user: { token } }],
    contexts: [{ name: site, context: { cluster: site, user: site } }],
    'current-context': site,
  }
  await writeFile(path, stringify(config), { mode: PRIVATE_FILE })
  return path
}

/** What was last started for a site; undefined where nothing was, or where the record cannot be read. */
export async function readRecord(folder: string): Promise<RunningRecord | undefined> {
  try {
    return recordShape.parse(JSON.parse(await readFile(join(folder, RECORD), 'utf8')))
  } catch {
    return undefined
  }
}

export async function writeRecord(folder: string, record: RunningRecord): Promise<void> {
  await writeFile(join(folder, RECORD), JSON.stringify(record), { mode: PRIVATE_FILE })
}

export async function forgetRecord(folder: string): Promise<void> {
  await rm(join(folder, RECORD), { force: true })
}

/** Whether a process of the record still is that program: a number may belong to another one by now. */
export async function isAlive({ pid, command }: RunningRecord['programs'][number]): Promise<boolean> {
  try {
    const { stdout } = await run('ps', ['-o', 'stat=,args=', '-p', `${pid}`])
    return !stdout.startsWith('Z') && stdout.includes(command)
  } catch {
    return false
  }
}

async function once(path: string, make: () => string): Promise<void> {
  try {
    await writeFile(path, make(), { mode: PRIVATE_FILE, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
