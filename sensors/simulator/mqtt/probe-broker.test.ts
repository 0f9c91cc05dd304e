import { createServer, type Server } from 'node:net'
import { expect, test } from 'vitest'
import { ProbeBroker } from './probe-broker.ts'

const reader = { user: 'reader', password: 'reader-password' }
const gateway = { user: 'gateway', password: 'gateway-password' }

test('a broker that is restarted twice at the same time, for two sites, comes back once, on its port', async () => {
  const broker = new ProbeBroker(reader, gateway)
  const port = await broker.listen()
  await Promise.all([broker.restart(20), broker.restart(30)])
  expect([broker.isUp, broker.port]).toEqual([true, port])
  await broker.close()
})

test('a broker whose port is taken while it is down comes back when the port is free again', async () => {
  const broker = new ProbeBroker(reader, gateway)
  const port = await broker.listen()
  const restart = broker.restart(20)
  let other: Server | undefined
  await expect
    .poll(async () => {
      const server = createServer()
      const isTaken = await new Promise<boolean>((resolve) => {
        server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true))
      })
      if (isTaken) other = server
      return isTaken
    })
    .toBe(true)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(broker.isUp).toBe(false)
  other?.close()
  await restart
  expect([broker.isUp, broker.port]).toEqual([true, port])
  await broker.close()
})

test('a broker that is closed while it is down stays down', async () => {
  const broker = new ProbeBroker(reader, gateway)
  await broker.listen()
  const restart = broker.restart(20)
  await broker.close()
  await restart
  expect(broker.isUp).toBe(false)
})
