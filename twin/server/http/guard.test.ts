import { describe, expect, test } from 'vitest'
import { type Caller, Guard } from './guard.ts'

const caller = (changes: Partial<Caller>): Caller => ({
  method: 'GET',
  host: 'localhost:8080',
  origin: undefined,
  site: undefined,
  secure: false,
  ...changes,
})

describe('a server on loopback', () => {
  const guard = new Guard('127.0.0.1', [])

  test.each(['localhost:8080', '127.0.0.1:8080', '[::1]:8080', 'localhost:9000', 'LOCALHOST:8080'])(
    'is reached as %s, also through a tunnel to another port',
    (host) => expect(() => guard.check(caller({ host }))).not.toThrow(),
  )

  test.each([
    'evil.example',
    'localhost.evil.example:8080',
    '127.0.0.1.nip.io:8080',
    '192.168.1.5:8080',
    '',
    undefined,
    'localhost:8080@evil.example',
    'localhost/evil',
    'localhost:8080, evil.example',
    '0.0.0.0:8080',
  ])('refuses the host %s: the name may be made to point here', (host) => {
    expect(() => guard.check(caller({ host }))).toThrow(expect.objectContaining({ code: 'foreign-host' }))
  })

  test('takes requests of its own page and refuses those of others', () => {
    expect(() => guard.check(caller({ origin: 'http://localhost:8080' }))).not.toThrow()
    for (const origin of ['http://evil.example', 'http://localhost:3000', 'https://localhost:8080', 'null', '']) {
      expect(() => guard.check(caller({ origin })), origin).toThrow(expect.objectContaining({ code: 'foreign-origin' }))
    }
  })

  test('refuses a change that the browser calls cross-site, and lets programs without a browser through', () => {
    expect(() => guard.check(caller({ method: 'POST', site: 'cross-site' }))).toThrow()
    expect(() => guard.check(caller({ method: 'POST' }))).not.toThrow()
    // A link from another page is followed.
    expect(() => guard.check(caller({ site: 'cross-site' }))).not.toThrow()
  })
})

test('a public origin is a host and an origin that are ours, whatever port the proxy speaks to', () => {
  const guard = new Guard('127.0.0.1', ['https://oblak.example.rs'])
  expect(() => guard.check(caller({ host: 'oblak.example.rs', origin: 'https://oblak.example.rs' }))).not.toThrow()
  expect(() => guard.check(caller({ host: 'oblak.example.rs', origin: 'https://other.example.rs' }))).toThrow()
})
