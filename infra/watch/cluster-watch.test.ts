import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { ClusterWatch } from './cluster-watch.ts'

it('a cluster that tells its nodes and refuses its pods knows of neither: it is no site where nothing runs', async () => {
  await using folder = await temporaryFolder()
  const kubeconfig = join(folder.path, 'kubeconfig')
  let isWatched = false
  const server = createServer(({ url = '' }, response) => {
    if (url.startsWith('/api/v1/pods')) response.writeHead(403).end('{}')
    else if (url.includes('watch=true')) {
      response.writeHead(200).flushHeaders()
      isWatched = true
    } else response.end(JSON.stringify({ metadata: { resourceVersion: '1' }, items: [{ metadata: { name: 'n' } }] }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const cluster = { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true }
  await writeFile(
    kubeconfig,
    JSON.stringify({
      clusters: [{ name: 'nis', cluster }],
      users: [{ name: 'nis', user: { token: 'any' } }],
      contexts: [{ name: 'nis', context: { cluster: 'nis', user: 'nis' } }],
    }),
  )
  const watch = new ClusterWatch({
    ...{ kubeconfig, context: 'nis', site: 'nis', practice: false, racks: [] },
    onChange: () => undefined,
  })
  try {
    while (!isWatched || watch.view().state !== 'away') await new Promise((resolve) => setTimeout(resolve, 10))
    expect(watch.view()).toMatchObject({ state: 'away', why: 'the API server refuses (403)', nodes: [], pods: [] })
  } finally {
    await watch.stop()
    server.closeAllConnections()
    server.close()
  }
})
