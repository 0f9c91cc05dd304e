import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import { freeTcpPort } from '../../twin/kit/free-port.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { ApiAway, ClusterClient } from './cluster-client.ts'

/** A kubeconfig whose context `nis` leads to this address. */
function kubeconfigOf(server: string, user: object = {}): string {
  return stringify({
    clusters: [{ name: 'nis', cluster: { server } }],
    contexts: [{ name: 'nis', context: { cluster: 'nis', user: 'nis' } }],
    users: [{ name: 'nis', user }],
  })
}

/** Why nothing can be asked by this kubeconfig. */
async function whyNot(kubeconfig: string): Promise<unknown> {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'kubeconfig')
  await writeFile(file, kubeconfig)
  try {
    await using client = new ClusterClient(file, 'nis')
    return await client.ask('/version')
  } catch (error) {
    return error
  }
}

it('tells which server is away by its scheme, host and port, and by nothing else of its address', async () => {
  const port = await freeTcpPort()
  const server = `https://mira:never-seen@127.0.0.1:${port}/never-seen?key=never-seen#never-seen`
  const error = await whyNot(kubeconfigOf(server))
  expect(error).toBeInstanceOf(ApiAway)
  expect(String(error)).toContain(`the API server https://127.0.0.1:${port} does not answer: `)
  expect(String(error)).not.toMatch(/mira|never-seen/)
})

it('quotes nothing of a kubeconfig that cannot be read, nor of a credential', async () => {
  const file = String(await whyNot('users:\n- name: nis\n  user: {token: never-seen\nclusters: [\n'))
  expect(file).toMatch(/kubeconfig is no kubeconfig$/)
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'echo', args: ['never-seen'] }
  const credential = String(await whyNot(kubeconfigOf('https://127.0.0.1:1', { exec })))
  expect(credential).toMatch(/the program of the kubeconfig gives no credential$/)
})
