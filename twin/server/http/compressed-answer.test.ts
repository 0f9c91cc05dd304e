import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { CompressedAnswer } from './compressed-answer.ts'

test('what could not be made is made anew by the next request, whatever encoding that takes', async () => {
  let tries = 0
  const answer = new CompressedAnswer('v1', async () => {
    if (++tries < 3) throw new Error('not yet')
    return '{"made":true}'
  })
  await using app = Fastify()
  app.get('/', (request, reply) => answer.send(request, reply))
  const ask = async (encoding: string) =>
    (await app.inject({ url: '/', headers: { 'accept-encoding': encoding } })).statusCode
  expect([await ask('br'), await ask('identity'), await ask('br'), await ask('gzip')]).toEqual([500, 500, 200, 200])
  expect(tries).toBe(3)
})
