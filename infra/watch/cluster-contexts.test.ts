import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { contextsOf } from './cluster-contexts.ts'

const SITES = ['belgrade', 'kragujevac']

async function contextsIn(text: string, ...given: [string, string][]) {
  await using folder = await temporaryFolder()
  const kubeconfig = join(folder.path, 'kubeconfig')
  await writeFile(kubeconfig, text)
  const found = await contextsOf({ kubeconfig, contexts: new Map(given), practice: false }, SITES)
  return [...found]
}

const config = (...contexts: string[]) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name: 'u', user: { token: 'secret-of-the-user' } }],
    contexts: contexts.map((name) => ({ name, context: { cluster: 'c', user: 'u' } })),
  })

it('takes the context that is named as the site, or the one that is said', async () => {
  expect(await contextsIn(config('kragujevac', 'bg'))).toEqual([['kragujevac', 'kragujevac']])
  expect(await contextsIn(config('kragujevac', 'bg'), ['belgrade', 'bg'])).toEqual([
    ['belgrade', 'bg'],
    ['kragujevac', 'kragujevac'],
  ])
})

it('refuses in words what leads to no cluster, and quotes nothing of the file', async () => {
  await expect(contextsIn(config('prod'))).rejects.toThrow(/no context named as a site \(belgrade, kragujevac\)/)
  await expect(contextsIn(config('bg'), ['nis', 'bg'])).rejects.toThrow(/the estate has belgrade, kragujevac/)
  await expect(contextsIn(config('bg'), ['belgrade', 'bgd'])).rejects.toThrow(/bgd: the kubeconfig has bg/)
  const broken = await contextsIn('token: [secret-of-the-user').catch((error: Error) => error.message)
  expect(broken).toMatch(/it is no kubeconfig$/)
  const away = (practice: boolean) =>
    contextsOf({ kubeconfig: '/nowhere/at/all', contexts: new Map(), practice }, SITES)
  await expect(away(false)).rejects.toThrow(/^--kubeconfig .*cannot be read \(ENOENT\)/)
  await expect(away(true)).rejects.toThrow(/^--practice-cluster .*oblak cluster up/)
})
