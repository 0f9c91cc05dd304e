import { execFile } from 'node:child_process'
import { chmod, chown, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freeTcpPort } from '../../twin/kit/free-port.ts'
import { startChild } from '../../twin/kit/testing/child.ts'
import { findPart } from '../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'

/** PostgreSQL refuses to run as root: then it is run as Debian's user of nobody's. */
const NOBODY = 65_534

/**
 * A real PostgreSQL in a folder of its own, on loopback, for one user whose password is asked. `await using` ends it and takes its data away.
 *
 * @param password of the user `oblak`
 */
export async function startPostgres(password: string) {
  const folder = await temporaryFolder()
  const port = await freeTcpPort()
  const as = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined
  const data = join(folder.path, 'data')
  const passwordFile = join(folder.path, 'password')
  await writeFile(passwordFile, password)
  await mkdir(data, { mode: 0o700 })
  if (as) {
    await chmod(folder.path, 0o711)
    for (const path of [data, passwordFile]) await chown(path, as.uid, as.gid)
  }
  const words = ['--username=oblak', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync', '-D', data]
  await promisify(execFile)(findPart('initdb') ?? 'initdb', words, { ...as, cwd: folder.path })
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'].flatMap((set) => ['-c', set])
  const server = await startChild(
    findPart('postgres') ?? 'postgres',
    ['-D', data, '-p', `${port}`, ...settings],
    (output) => output.includes('ready to accept connections'),
    { ...as, cwd: folder.path },
  )
  return {
    /** As Terraform takes it from PG_CONN_STR. */
    connection: `postgres://oblak:${password}@127.0.0.1:${port}/postgres?sslmode=disable`,
    /** The answer in plain lines. */
    ask: async (question: string) => {
      const own = {
        PGHOST: '127.0.0.1',
        PGPORT: `${port}`,
        PGUSER: 'oblak',
        PGPASSWORD: password,
        PGDATABASE: 'postgres',
      }
      const { stdout } = await promisify(execFile)(findPart('psql') ?? 'psql', ['-XAtc', question], {
        env: { PATH: process.env.PATH, ...own },
      })
      return stdout.trim()
    },
    [Symbol.asyncDispose]: async () => {
      await server.stop('SIGINT')
      await folder[Symbol.asyncDispose]()
    },
  }
}
