import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { listen } from './listen.ts'

test('says which free port it took', async () => {
  const app = Fastify()
  expect(await listen(app, '127.0.0.1', 0)).toBeGreaterThan(1023)
  await app.close()
})

test('on an address of another machine says which it is and what to give', async () => {
  // TEST-NET-1 (RFC 5737) belongs to nobody.
  await expect(listen(Fastify(), '192.0.2.1', 0)).rejects.toThrow(
    '--bind is 192.0.2.1; no interface of this machine has that address. Give one that it has, or 0.0.0.0 for all (EADDRNOTAVAIL).',
  )
})
