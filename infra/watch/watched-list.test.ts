import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { type ApiObject, type WatchedListOptions, watchList } from './watched-list.ts'

type Answer = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => void

/** A list of pods that is watched over an API server which answers as a test says. */
async function watching(answer: Answer, options: Pick<WatchedListOptions<ApiObject>, 'silentMs'> = {}) {
  const folder = await temporaryFolder()
  const kubeconfig = join(folder.path, 'kubeconfig')
  const asked: string[] = []
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://any')
    const words = ['watch', 'resourceVersion', 'continue'].flatMap((name) => {
      const value = searchParams.get(name)
      return value === null ? [] : `${name}=${value}`
    })
    asked.push(words.join(' ') || 'list')
    answer(request, response, searchParams)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await writeFile(
    kubeconfig,
    JSON.stringify({
      clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'u', user: { token: 'the-token-of-the-user' } }],
      contexts: [{ name: 'nis', context: { cluster: 'c', user: 'u' } }],
    }),
  )
  const control = new AbortController()
  const told: string[] = []
  const ended = watchList({
    ...options,
    kubeconfig,
    context: 'nis',
    path: '/api/v1/pods',
    most: 3,
    signal: control.signal,
    keep: (object) => object,
    onList: (objects, isAll) => told.push(`${namesOf(objects)}${isAll ? '' : ' and more'}`),
    onChange: (object, isGone) => told.push(`${isGone ? 'gone' : 'now'} ${namesOf([object])}`),
    onAway: (why) => told.push(`away: ${why}`),
  })
  return {
    asked,
    told,
    end: () => {
      control.abort()
      return ended
    },
    until: async (is: () => boolean) => {
      while (!is()) await new Promise((resolve) => setTimeout(resolve, 10))
    },
    [Symbol.asyncDispose]: async () => {
      control.abort()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await ended
      await folder[Symbol.asyncDispose]()
    },
  }
}

const pod = (name: string, resourceVersion: string) => ({ metadata: { name, resourceVersion } })
const namesOf = (objects: readonly ApiObject[]) => objects.map(({ metadata }) => metadata?.name).join()
const event = (type: string, object: object) => `${JSON.stringify({ type, object })}\n`

/** A list of these in one page. */
function list(response: ServerResponse, version: string, names: readonly string[], more?: string): void {
  response.setHeader('content-type', 'application/json')
  const metadata = { resourceVersion: version, ...(more !== undefined && { continue: more }) }
  response.end(JSON.stringify({ metadata, items: names.map((name) => pod(name, version)) }))
}

it('lists in pages, watches from there, and goes on from the newest version that it saw', async () => {
  let watches = 0
  await using watch = await watching((_, response, query) => {
    if (query.get('watch') === null) {
      if (query.get('continue') === null) list(response, '10', ['a'], 'page-2')
      else list(response, '10', ['b'])
    } else if (++watches === 1) {
      response.write(event('ADDED', pod('c', '11')))
      response.write(event('DELETED', pod('a', '12')))
      response.end(event('BOOKMARK', { metadata: { resourceVersion: '20' } }))
    } else response.write(event('MODIFIED', pod('b', '21')))
  })
  await watch.until(() => watch.told.length === 4)
  expect(watch.told).toEqual(['a,b', 'now c', 'gone a', 'now b'])
  expect(watch.asked).toEqual([
    'list',
    'continue=page-2',
    'watch=true resourceVersion=10',
    'watch=true resourceVersion=20',
  ])
})

it('lists anew where its version is too old, and asks no more than may be kept', async () => {
  let lists = 0
  await using watch = await watching((_, response, query) => {
    if (query.get('watch') === null) {
      lists++
      if (lists === 1) list(response, '10', ['a'])
      else list(response, '90', ['b', 'c', 'd', 'e'], 'page-2')
    } else if (query.get('resourceVersion') === '10') response.end(event('ERROR', { code: 410, message: 'too old' }))
    else response.write(event('ADDED', pod('f', '91')))
  })
  await watch.until(() => watch.told.includes('now f'))
  expect(watch.told).toEqual(['a', 'b,c,d and more', 'now f'])
})

it('tells that a server refuses, with no word of who asks, and finds it again', async () => {
  let asks = 0
  const seen: (string | undefined)[] = []
  await using watch = await watching((request, response, query) => {
    seen.push(request.headers.authorization)
    if (++asks <= 1) {
      response.statusCode = 403
      response.end(JSON.stringify({ message: 'the-token-of-the-user may not list pods' }))
    } else if (query.get('watch') === null) list(response, '5', ['a'])
    else response.write(event('ADDED', pod('b', '6')))
  })
  await watch.until(() => watch.told.includes('now b'))
  expect(watch.told).toEqual(['away: the API server refuses (403)', 'a', 'now b'])
  expect(new Set(seen)).toEqual(new Set(['Bearer the-token-of-the-user']))
})

it('ends at once, whether a server leaves the list or the watch without an answer', async () => {
  for (const silent of ['list', 'watch']) {
    await using watch = await watching((_, response, query) => {
      if (silent === 'watch' && query.get('watch') === null) list(response, '5', ['a'])
    })
    await watch.until(() => watch.asked.length === (silent === 'list' ? 1 : 2))
    await watch.end()
    expect(watch.told).toEqual(silent === 'list' ? [] : ['a'])
  }
})

it('lists anew where a watch is silent for too long, and does not hear the one that was given up', async () => {
  const watches: ServerResponse[] = []
  await using watch = await watching(
    (_, response, query) => {
      if (query.get('watch') === null) list(response, '5', ['a'])
      else if (watches.push(response) > 1) {
        watches.shift()?.write(event('ADDED', pod('long-ago', '6')))
        setTimeout(() => response.write(event('ADDED', pod('b', '7'))), 100)
      }
    },
    { silentMs: 500 },
  )
  await watch.until(() => watch.told.includes('now b'))
  expect(watch.told.filter((told) => told !== 'a')).toEqual(['now b'])
  const words = 'watch=true resourceVersion=5'
  expect(watch.asked.slice(0, 4)).toEqual(['list', words, 'list', words])
})
