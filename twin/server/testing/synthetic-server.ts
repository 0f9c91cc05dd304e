import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EstateAnswers } from '../../analysis/answers/estate-answers.ts'
import type { Estate } from '../../model/estate.ts'
import { epochMs } from '../../model/units.ts'
import { createServer } from '../create-server.ts'
import type { OblakServer, ServerParts } from '../server-parts.ts'
import { emptyStore } from './empty-store.ts'
import { smallEstate } from './small-estate.ts'
import { SyntheticFeed } from './synthetic-feed.ts'

export interface SyntheticServer extends AsyncDisposable {
  readonly server: OblakServer
  readonly feed: SyntheticFeed
  readonly estate: Estate
}

/**
 * A listening server over synthetic readings: every point once a `intervalMs`, in ten parts. With 0 nothing is emitted but what the
 * test says.
 */
export async function startSyntheticServer(
  changes: Partial<ServerParts> & { readonly intervalMs?: number } = {},
): Promise<SyntheticServer> {
  const { intervalMs = 0, ...parts } = changes
  const estate = parts.estate ?? smallEstate()
  const feed = new SyntheticFeed(estate)
  const folder = await mkdtemp(join(tmpdir(), 'oblak-server-'))
  const server = await createServer({
    estate,
    live: feed,
    store: emptyStore,
    planner: new EstateAnswers(estate),
    status: undefined,
    faults: undefined,
    backup: undefined,
    deadLetters: undefined,
    webFolder: undefined,
    dataFolder: folder,
    bind: '127.0.0.1',
    port: 0,
    clock: () => epochMs(Date.now()),
    version: 'synthetic',
    ...parts,
  })
  const slice = Math.ceil(feed.points.size / 10)
  let turn = 0
  if (intervalMs > 0) feed.emit(Date.now())
  const timer =
    intervalMs > 0 && setInterval(() => feed.emit(Date.now(), (turn++ % 10) * slice, slice), intervalMs / 10)
  return {
    server,
    feed,
    estate,
    [Symbol.asyncDispose]: async () => {
      if (timer) clearInterval(timer)
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
