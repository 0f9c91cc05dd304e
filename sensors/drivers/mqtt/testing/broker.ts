import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freeTcpPort } from '../../../../twin/kit/free-port.ts'
import { type Child, startChild } from '../../../../twin/kit/testing/child.ts'
import { findPart } from '../../../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../../../twin/kit/testing/temporary-folder.ts'

export interface Broker extends AsyncDisposable {
  readonly port: number
  readonly url: string
  stop(): Promise<void>
  start(): Promise<void>
}

/** A mosquitto of the test's own, on loopback, with more lines of configuration where given. */
export async function broker(configuration: readonly string[] = ['allow_anonymous true']): Promise<Broker> {
  const folder = await temporaryFolder()
  const port = await freeTcpPort()
  const file = join(folder.path, 'mosquitto.conf')
  const lines = [`listener ${port} 127.0.0.1`, 'persistence true', `persistence_location ${folder.path}/`, 'user root']
  await writeFile(file, [...lines, ...configuration].join('\n'))
  const run = () =>
    startChild(findPart('mosquitto') ?? 'mosquitto', ['-c', file], (output) => output.includes('running'))
  let child: Child | undefined = await run()
  const stop = async () => {
    await child?.stop()
    child = undefined
  }
  return {
    port,
    url: `mqtt://127.0.0.1:${port}`,
    stop,
    start: async () => {
      child = await run()
    },
    async [Symbol.asyncDispose]() {
      await stop()
      await folder[Symbol.asyncDispose]()
    },
  }
}
