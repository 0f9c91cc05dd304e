import { mkdir, writeFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

/** The bytes of an answer to bytes as a hostile client writes them. */
function raw(port: number, text: string, untilMs = 4_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1')
    let answer = ''
    const timer = setTimeout(() => socket.destroy(), untilMs)
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(answer)
    })
    socket.write(text)
  })
}

describe('hostile requests', () => {
  test('foreign Host and Origin are refused before anything else', async () => {
    await using started = await startSyntheticServer()
    const { port } = started.server
    const get = (headers: string) => raw(port, `GET /api/estate HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`)
    expect(await get('Host: evil.example\r\n')).toMatch(/^HTTP\/1.1 403[\s\S]*foreign-host/)
    expect(await get(`Host: localhost:${port}\r\nOrigin: http://evil.example\r\n`)).toMatch(
      /^HTTP\/1.1 403[\s\S]*foreign-origin/,
    )
    expect(await get(`Host: localhost:${port}\r\nHost: evil.example\r\n`)).toMatch(/^HTTP\/1.1 4/)
    expect(await get(`Host: localhost:${port}\r\n`)).toMatch(/^HTTP\/1.1 200/)
  })

  test('an upgrade that is refused does not keep its socket', async () => {
    await using started = await startSyntheticServer()
    const begun = performance.now()
    const answer = await raw(
      started.server.port,
      `GET /live HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1.1 403/)
    expect(performance.now() - begun).toBeLessThan(3_000)
  })

  test('no path leaves the page’s folder', async () => {
    await using folder = await temporaryFolder()
    const web = join(folder.path, 'web')
    await mkdir(join(web, 'assets'), { recursive: true })
    await writeFile(join(web, 'index.html'), '<!doctype html><title>x</title>')
    await writeFile(join(folder.path, 'secret.txt'), 'SECRET')
    await writeFile(join(web, '.hidden'), 'SECRET')
    await using started = await startSyntheticServer({ webFolder: web })
    const { port } = started.server
    const paths = [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/%2e%2e%2fsecret.txt',
      '/assets/../../secret.txt',
      '/assets/..%5c..%5csecret.txt',
      '//secret.txt',
      '/%00secret.txt',
      '/....//secret.txt',
      '/.hidden',
      '/%ff',
      '/api/things/..%2f..%2fsecret.txt',
    ]
    for (const path of paths) {
      const answer = await raw(port, `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`)
      expect(answer, path).toMatch(/^HTTP\/1.1 (4\d\d|200)/)
      expect(answer, path).not.toContain('SECRET')
    }
  })

  test('a body over the limit, of another type, or no JSON is refused, and the server goes on', async () => {
    await using started = await startSyntheticServer()
    const send = (type: string, body: string) =>
      fetch(`${started.server.url}/api/backup`, { method: 'POST', headers: { 'content-type': type }, body })
    expect((await send('application/json', `{"name":"${'a'.repeat(70_000)}"}`)).status).toBe(413)
    expect((await send('text/plain', '{"name":"a"}')).status).toBe(415)
    expect((await send('application/x-www-form-urlencoded', 'name=a')).status).toBe(415)
    expect((await send('application/json', '{')).status).toBe(400)
    expect((await send('application/json', '{"name":"a","__proto__":{"x":1}}')).status).toBe(400)
    expect((await fetch(`${started.server.url}/healthz`)).status).toBe(200)
  })

  test('changes are limited to a rate, reading is not', async () => {
    await using started = await startSyntheticServer()
    const change = () => fetch(`${started.server.url}/api/simulator/faults/x`, { method: 'DELETE' })
    const statuses = new Set<number>()
    for (let i = 0; i < 40; i++) statuses.add((await change()).status)
    expect(statuses).toEqual(new Set([404, 429]))
    expect((await fetch(`${started.server.url}/api/status`)).status).toBe(200)
  })

  test('a client that sends its head drop by drop is cut off', async () => {
    await using started = await startSyntheticServer()
    const begun = performance.now()
    const answer = await raw(started.server.port, 'GET /api/estate HTTP/1.1\r\nHost: local', 15_000)
    expect(performance.now() - begun).toBeLessThan(10_000)
    expect(answer).toMatch(/^HTTP\/1.1 408/)
  })
})
