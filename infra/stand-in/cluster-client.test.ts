import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import { freeTcpPort } from '../../twin/kit/free-port.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { ApiAway, ClusterClient } from './cluster-client.ts'

/** Why a server does not answer that is given by this address. */
async function whyAway(server: string): Promise<unknown> {
  await using folder = await temporaryFolder()
  const kubeconfig = join(folder.path, 'kubeconfig')
  await writeFile(
    kubeconfig,
    stringify({
      clusters: [{ name: 'nis', cluster: { server } }],
      contexts: [{ name: 'nis', context: { cluster: 'nis', user: 'nis' } }],
      users: [{ name: 'nis', user: {} }],
    }),
  )
  await using client = new ClusterClient(kubeconfig, 'nis')
  return await client.ask('/version').catch((error: unknown) => error)
}

it('tells which server is away by its scheme, host and port, and by nothing else of its address', async () => {
  const port = await freeTcpPort()
  const error = await whyAway(`https://mira:never-seen@127.0.0.1:${port}/never-seen?key=never-seen#never-seen`)
  expect(error).toBeInstanceOf(ApiAway)
  expect(String(error)).toContain(`the API server https://127.0.0.1:${port} does not answer: `)
  expect(String(error)).not.toMatch(/mira|never-seen/)
})
