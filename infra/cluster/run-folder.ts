import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { makeFolder } from '../../twin/kit/make-folder.ts'

/**
 * A folder of one run, for its user alone, that goes again with all that is in it. What runs left behind that were killed goes too; what runs beside this one have stays.
 * @param parent where the folders of such runs are; made where it is not there
 * @param prefix of their names, with nothing else beginning so in the parent
 */
export async function runFolder(parent: string, prefix: string): Promise<AsyncDisposable & { readonly path: string }> {
  await makeFolder(parent, 0o700)
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue
    const path = join(parent, name)
    const owner = Number(/^\d+(?=-)/.exec(name.slice(prefix.length))?.[0])
    // In a folder that all users share it may be another one's, who takes it away at the next run.
    if (await isLeftBehind(path, owner)) await rm(path, { recursive: true, force: true }).catch(() => undefined)
  }
  const path = await mkdtemp(join(parent, `${prefix}${process.pid}-`))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** Whether its owner is gone for certain: the process is not there, or the machine was started since, and the number is another one's. */
async function isLeftBehind(path: string, owner: number): Promise<boolean> {
  if (!(owner > 0)) return false
  try {
    process.kill(owner, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
  const found = await stat(path).catch(() => undefined)
  return found !== undefined && found.mtimeMs < Date.now() - uptime() * 1000
}
