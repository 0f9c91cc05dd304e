import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const INLINE = 'document.documentElement.dataset.theme="dark"'

async function builtPage() {
  const folder = await temporaryFolder()
  await mkdir(join(folder.path, 'assets'))
  await writeFile(join(folder.path, 'index.html'), `<!doctype html><script>${INLINE}</script><div id="root"></div>`)
  await writeFile(join(folder.path, 'assets', 'app-4f3a9c.js'), 'console.log(1)')
  await writeFile(join(folder.path, 'assets', 'app-4f3a9c.js.gz'), gzipSync('console.log(1)'))
  await writeFile(join(folder.path, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  return folder
}

test('hashed assets are kept for ever, compressed where a compressed file lies beside; the page is asked for anew', async () => {
  await using folder = await builtPage()
  await using started = await startSyntheticServer({ webFolder: folder.path })
  const asset = await fetch(`${started.server.url}/assets/app-4f3a9c.js`, { headers: { 'accept-encoding': 'gzip' } })
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(asset.headers.get('content-encoding')).toBe('gzip')
  expect(asset.headers.get('content-type')).toContain('javascript')
  // A cache on the way keeps both for a year: it must know that they differ, and by what.
  expect(asset.headers.get('vary')).toBe('accept-encoding')
  const headers = { 'accept-encoding': 'gzip;q=0' }
  const plain = await fetch(`${started.server.url}/assets/app-4f3a9c.js`, { headers })
  expect(plain.headers.get('content-encoding')).toBe(null)
  expect(plain.headers.get('vary')).toBe('accept-encoding')
  expect(plain.headers.get('etag')).not.toBe(asset.headers.get('etag'))
  expect(await asset.text()).toBe('console.log(1)')
  for (const path of ['/', '/favicon.svg']) {
    expect((await fetch(started.server.url + path)).headers.get('cache-control')).toBe('no-cache')
  }
})

test('every place is the page; a missing file, an unknown API path and a POST are not', async () => {
  await using folder = await builtPage()
  await using started = await startSyntheticServer({ webFolder: folder.path })
  const { url } = started.server
  for (const place of [
    '/',
    '/sites/belgrade',
    '/sites/belgrade/hall-1/row-a/rack-07',
    '/alarms',
    '/build-out',
    '/index.html',
  ]) {
    const answer = await fetch(url + place)
    expect(answer.status, place).toBe(200)
    expect(await answer.text(), place).toContain('id="root"')
  }
  for (const path of ['/assets/app-000000.js', '/api/nothing', '/live/x', '/metrics/x']) {
    const answer = await fetch(url + path)
    expect(answer.status, path).toBe(404)
    expect(answer.headers.get('content-type'), path).toContain('json')
  }
  expect((await fetch(`${url}/alarms`, { method: 'POST' })).status).toBe(404)
})

test('only the page’s own inline script is allowed, by its hash; nothing of elsewhere', async () => {
  await using folder = await builtPage()
  await using started = await startSyntheticServer({ webFolder: folder.path })
  const answer = await fetch(started.server.url)
  const policy = answer.headers.get('content-security-policy') ?? ''
  const hash = createHash('sha256').update(INLINE).digest('base64')
  expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`)
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})
