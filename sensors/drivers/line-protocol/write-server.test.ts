import { expect, test } from 'vitest'
import { freeTcpPort } from '../../../twin/kit/free-port.ts'
import { LineReadings } from './line-readings.ts'
import { DEFAULT_RULES } from './rules.ts'
import { lineProtocolTarget } from './target.ts'
import { listenForWrites } from './write-server.ts'

test('connections that the system does not give, for want of descriptors, do not end the port', async () => {
  const port = await freeTcpPort()
  const server = await listenForWrites({
    target: lineProtocolTarget({ url: `line-protocol+http://127.0.0.1:${port}`, timeoutMs: 1_000 }),
    isAllowed: () => true,
    needsAccess: false,
    rules: new LineReadings(DEFAULT_RULES),
    accept: async () => undefined,
  })
  // node:net tells each of them as an error of the server.
  for (let refusal = 0; refusal < 3; refusal++) server.emit('error', new Error('accept EMFILE'))
  expect((await fetch(`http://127.0.0.1:${port}/ping`)).status).toBe(204)
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})
