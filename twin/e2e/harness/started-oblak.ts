import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Child, startChild } from '../../kit/testing/child.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'

/** The built program as people start it, over an estate of eight racks with all its threads. */
export interface StartedOblak extends AsyncDisposable {
  readonly url: string
  readonly child: Child
  readonly dataFolder: string
}

const SAYS = /Oblak \S+ at (http:\/\/\S+)/

/** Runs `oblak start` on free ports and a folder of its own; `words` are added to the command line. */
export async function startOblak(words: readonly string[] = []): Promise<StartedOblak> {
  const folder = await temporaryFolder()
  const estate = join(folder.path, 'estate')
  const dataFolder = join(folder.path, 'data')
  await cp(fileURLToPath(new URL('./practice-estate', import.meta.url)), estate, { recursive: true })
  const child = await startChild(
    process.execPath,
    ['twin/cli/oblak.mjs', 'start', '--port', '0', '--estate', estate, '--data', dataFolder, ...words],
    (output) => SAYS.test(output),
    { readyWithinMs: 90_000 },
  )
  return {
    url: SAYS.exec(child.output())?.[1] ?? '',
    child,
    dataFolder,
    async [Symbol.asyncDispose]() {
      await child.stop()
      await folder[Symbol.asyncDispose]()
    },
  }
}
