import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { LiveClient } from '../testing/live-client.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { safeNext } from './sign-in-page.ts'
import { writeUser } from './users-file.ts'

const PASSWORD = 'correct horse battery'

async function withUsers() {
  const folder = await temporaryFolder()
  const usersFile = join(folder.path, 'users.json')
  const password = await hashPassword(PASSWORD)
  await writeUser(usersFile, { name: 'milica', role: 'operator', password })
  await writeUser(usersFile, { name: 'ana', role: 'viewer', password })
  return { usersFile, [Symbol.asyncDispose]: folder[Symbol.asyncDispose] }
}

async function signIn(url: string, name: string, password = PASSWORD, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ name, password }),
  })
  return { answer, cookie: (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '' }
}

describe('binding elsewhere than on loopback', () => {
  test('is refused without sign-in, saying how', async () => {
    await expect(startSyntheticServer({ bind: '0.0.0.0' })).rejects.toThrow(/oblak user set NAME[\s\S]*--users/)
  })

  test('is allowed with users', async () => {
    await using users = await withUsers()
    await using started = await startSyntheticServer({ bind: '0.0.0.0', usersFile: users.usersFile })
    expect((await fetch(`http://127.0.0.1:${started.server.port}/healthz`)).status).toBe(200)
  })
})

describe('with sign-in', () => {
  test('nothing of the estate is given to who is not signed in, nor the socket', async () => {
    await using users = await withUsers()
    await using started = await startSyntheticServer({ usersFile: users.usersFile })
    const { url } = started.server
    for (const path of [
      '/api/estate',
      '/api/summary',
      '/api/openapi.json',
      '/metrics',
      '/api/nothing',
      '/assets/x.js',
    ]) {
      expect((await fetch(url + path)).status, path).toBe(401)
    }
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    await expect(LiveClient.connect(url)).rejects.toThrow('401')
    const page = await fetch(`${url}/alarms?x=1`, { headers: { accept: 'text/html' }, redirect: 'manual' })
    expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in?next=%2Falarms%3Fx%3D1'])
  })

  test('a viewer looks, an operator changes; who acknowledges is who is signed in', async () => {
    await using users = await withUsers()
    await using started = await startSyntheticServer({ usersFile: users.usersFile })
    const { url } = started.server
    const change = (cookie: string) => fetch(`${url}/api/simulator/faults/x`, { method: 'DELETE', headers: { cookie } })
    const viewer = await signIn(url, 'ana')
    expect(await viewer.answer.json()).toEqual({ signInRequired: true, user: { name: 'ana', role: 'viewer' } })
    expect(viewer.answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict$/)
    expect((await fetch(`${url}/api/summary`, { headers: { cookie: viewer.cookie } })).status).toBe(200)
    expect((await change(viewer.cookie)).status).toBe(403)
    const operator = await signIn(url, 'milica')
    expect((await change(operator.cookie)).status).toBe(404)
    const client = await LiveClient.connect(url, { cookie: viewer.cookie })
    await client.until(({ messages }) => messages[0])
    client.close()
  })

  test('a viewer is refused whatever changes anything: faults, alarms, maintenance and all that comes later', async () => {
    await using users = await withUsers()
    await using started = await startSyntheticServer({ usersFile: users.usersFile })
    const { url } = started.server
    const { cookie } = await signIn(url, 'ana')
    const described = await (await fetch(`${url}/api/openapi.json`, { headers: { cookie } })).json()
    const { paths } = described as { readonly paths: Readonly<Record<string, object>> }
    const changing = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).flatMap((method) =>
        method === 'get' || path === '/api/session' ? [] : { path, method: method.toUpperCase() },
      ),
    )
    const words = changing.map(({ method, path }) => `${method} ${path}`)
    expect(words).toContain('POST /api/alarms/{id}/shelve')
    expect(words).toContain('POST /api/maintenance')
    for (const { method, path } of changing) {
      const said =
        method === 'DELETE'
          ? { headers: { cookie } }
          : { headers: { cookie, 'content-type': 'application/json' }, body: '{}' }
      const answer = await fetch(url + path.replace(/\{[^}]*\}/g, 'x'), { method, ...said })
      expect([method, path, answer.status]).toEqual([method, path, 403])
    }
  })

  test('a wrong password and an unknown name are answered alike; tries are limited', async () => {
    await using users = await withUsers()
    await using started = await startSyntheticServer({ usersFile: users.usersFile })
    const { url } = started.server
    const wrong = await (await signIn(url, 'milica', 'wrong')).answer.text()
    const unknown = await (await signIn(url, 'nobody', 'wrong')).answer.text()
    expect(unknown).toBe(wrong)
    const statuses: number[] = []
    for (let i = 0; i < 5; i++) statuses.push((await signIn(url, 'milica', 'wrong')).answer.status)
    expect(statuses.at(-1)).toBe(429)
  })

  test('behind a proxy on this machine who tries too often locks out nobody else', async () => {
    await using users = await withUsers()
    const publicOrigins = ['https://oblak.example.rs']
    await using started = await startSyntheticServer({ usersFile: users.usersFile, publicOrigins })
    const { url } = started.server
    // Documentation addresses, RFC 5737; a proxy appends the caller's to what the caller says.
    const from = async (forwarded: string, password?: string) =>
      (await signIn(url, 'milica', password, { 'x-forwarded-for': forwarded })).answer.status
    const statuses: number[] = []
    for (let i = 0; i < 6; i++) statuses.push(await from(`192.0.2.${i}, 198.51.100.7`, 'wrong'))
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    expect(await from('203.0.113.9')).toBe(200)
  })

  test('without a proxy nobody gets more tries by claiming to ask for others', async () => {
    await using users = await withUsers()
    await using started = await startSyntheticServer({ usersFile: users.usersFile })
    const statuses: number[] = []
    for (let i = 0; i < 6; i++) {
      const headers = { 'x-forwarded-for': `192.0.2.${i}` }
      statuses.push((await signIn(started.server.url, 'milica', 'wrong', headers)).answer.status)
    }
    expect(statuses.at(-1)).toBe(429)
  })

  test('signed out, the cookie is worth nothing', async () => {
    await using users = await withUsers()
    await using started = await startSyntheticServer({ usersFile: users.usersFile })
    const { url } = started.server
    const { cookie } = await signIn(url, 'milica')
    await fetch(`${url}/api/session`, { method: 'DELETE', headers: { cookie } })
    expect((await fetch(`${url}/api/summary`, { headers: { cookie } })).status).toBe(401)
  })

  test('the form signs in without a script and goes where it was asked to, on this page only', async () => {
    await using users = await withUsers()
    await using started = await startSyntheticServer({ usersFile: users.usersFile })
    const { url } = started.server
    const page = await fetch(`${url}/sign-in?next=/alarms`)
    expect(await page.text()).toContain('name="next" value="/alarms"')
    const send = (next: string, password: string) =>
      fetch(`${url}/sign-in`, {
        method: 'POST',
        body: new URLSearchParams({ name: 'milica', password, next }),
        redirect: 'manual',
      })
    const good = await send('/alarms', PASSWORD)
    expect([good.status, good.headers.get('location')]).toEqual([303, '/alarms'])
    expect(good.headers.get('set-cookie')).toContain('oblak_session=')
    expect((await send('//evil.example', PASSWORD)).headers.get('location')).toBe('/')
  })

  test('the form that is refused says why, keeps the name and where to go, and after too many tries says when to try again', async () => {
    await using users = await withUsers()
    await using started = await startSyntheticServer({ usersFile: users.usersFile })
    const send = (name: string) =>
      fetch(`${started.server.url}/sign-in`, {
        method: 'POST',
        body: new URLSearchParams({ name, password: 'wrong', next: '/alarms' }),
      })
    const wrong = await send('milica "<b>')
    expect([wrong.status, wrong.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8'])
    const page = await wrong.text()
    expect(page).toContain('Name or password is wrong.')
    expect(page).toContain('value="milica &#34;&#60;b&#62;"')
    expect(page).toContain('name="next" value="/alarms"')
    // Of five tries one comes back every ten seconds: where passwords are hashed slowly, some more are needed.
    let often = await send('milica')
    for (let tries = 2; tries < 20 && often.status !== 429; tries++) often = await send('milica')
    expect(often.status).toBe(429)
    const seconds = Number(often.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(10)
    expect(await often.text()).toContain(`Too many tries. Try again in ${seconds} s.`)
  })

  test('a scraper with the token reads /metrics and nothing else', async () => {
    await using users = await withUsers()
    await using started = await startSyntheticServer({ usersFile: users.usersFile, metricsToken: 'token-1' })
    const headers = { authorization: 'Bearer token-1' }
    expect((await fetch(`${started.server.url}/metrics`, { headers })).status).toBe(200)
    expect((await fetch(`${started.server.url}/api/summary`, { headers })).status).toBe(401)
    expect((await fetch(`${started.server.url}/metrics`, { headers: { authorization: 'Bearer x' } })).status).toBe(401)
  })
})

describe('the users file', () => {
  test('that others may read, or that is not understood, is refused with the reason', async () => {
    await using users = await withUsers()
    await chmod(users.usersFile, 0o644)
    await expect(startSyntheticServer({ usersFile: users.usersFile })).rejects.toThrow('chmod 600')
    await chmod(users.usersFile, 0o600)
    await writeFile(users.usersFile, '{"users":[{"name":"x","role":"king","password":"plain"}]}')
    await expect(startSyntheticServer({ usersFile: users.usersFile })).rejects.toThrow(/users\.0\.role/)
    await expect(startSyntheticServer({ usersFile: '/nonexistent' })).rejects.toThrow('oblak user set')
  })

  test('holds no password', async () => {
    await using users = await withUsers()
    expect(await readFile(users.usersFile, 'utf8')).not.toContain(PASSWORD)
  })
})

test('a password is known again by its hash, and no other is; two hashes of one password differ', async () => {
  const [one, two] = [await hashPassword('лозинка 1'), await hashPassword('лозинка 1')]
  expect(one).not.toBe(two)
  expect(await verifyPassword('лозинка 1', one)).toBe(true)
  expect(await verifyPassword('лозинка 2', one)).toBe(false)
  expect(
    await verifyPassword('x', 'scrypt$99999999$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
  ).toBe(false)
})

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', undefined, '/a\nb'])(
  'after signing in nobody is sent to %s',
  (next) => expect(safeNext(next)).toBe('/'),
)
