import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freeTcpPort } from '../../../../twin/kit/free-port.ts'
import { type Child, startChild } from '../../../../twin/kit/testing/child.ts'
import { temporaryFolder } from '../../../../twin/kit/testing/temporary-folder.ts'

export interface InfluxServer extends AsyncDisposable {
  readonly url: string
  /** For `influxd backup -host`. */
  readonly backupAddress: string
  stop(signal?: NodeJS.Signals): Promise<void>
  start(): Promise<void>
}

/** An influxd of the test's own, on loopback and free ports, that reports to nobody. @param http more lines for `[http]` */
export async function influxServer(http: readonly string[] = []): Promise<InfluxServer> {
  const folder = await temporaryFolder()
  const port = await freeTcpPort()
  const backup = await freeTcpPort()
  const file = join(folder.path, 'influxdb.conf')
  const lines = [
    'reporting-disabled = true',
    `bind-address = "127.0.0.1:${backup}"`,
    '[meta]',
    `dir = "${folder.path}/meta"`,
    '[data]',
    `dir = "${folder.path}/data"`,
    `wal-dir = "${folder.path}/wal"`,
    'query-log-enabled = false',
    '[monitor]',
    'store-enabled = false',
    '[http]',
    `bind-address = "127.0.0.1:${port}"`,
    'log-enabled = false',
    ...http,
  ]
  await writeFile(file, lines.join('\n'))
  const url = `http://127.0.0.1:${port}`
  const answers = () =>
    fetch(`${url}/ping`).then(
      (response) => response.status === 204,
      () => false,
    )
  const run = () => startChild('influxd', ['-config', file], answers, { cwd: folder.path })
  let child: Child | undefined = await run()
  const stop = async (signal?: NodeJS.Signals) => {
    await child?.stop(signal)
    child = undefined
  }
  return {
    url,
    backupAddress: `127.0.0.1:${backup}`,
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
