import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { recordedIo } from '../../kit/testing/recorded-io.ts'
import type { RaisedEvent } from '../../model/security-event.ts'
import { tellEvents } from './tell-events.ts'

const TOLD = { opened: 1, seenAgain: 0, closed: 0 }

function eventOf(object: string, stack: string | null): RaisedEvent {
  const text = { en: 'in English', sr: 'на српском' }
  return {
    ...{ key: object, severity: 'critical', area: 'isolation', kind: 'undeclared', site: 'belgrade', stack, object },
    ...{ field: null, declared: null, live: null, who: null, lastWrite: null, construct: null, line: null },
    ...{ means: text, action: text },
  }
}

test('of more than a server takes the first are told, and which places are not told whole', async () => {
  let posted: unknown
  const server = createServer(async (request, response) => {
    posted = await json(request)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(TOLD))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { io, messages } = recordedIo()
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [a, b, c] = [eventOf('Pod portal/a', 'egov'), eventOf('Pod portal/b', null), eventOf('Pod portal/c', null)]
  const covers = [
    { site: 'belgrade', stack: 'egov' },
    { site: 'belgrade', stack: null },
  ]
  try {
    const told = await tellEvents(
      { args: [], options: {}, json: false, io, signal: new AbortController().signal },
      url,
      { source: 'drift', covers, events: [a, b, c] },
      { most: 2, read: (body) => body as typeof TOLD },
    )
    expect(told).toEqual({ server: url, ...TOLD })
  } finally {
    server.closeAllConnections()
    await new Promise<void>((closed) => server.close(() => closed()))
  }
  expect(posted).toEqual({
    source: 'drift',
    covers: [covers[0], { ...covers[1], isCut: true }],
    events: [a, b],
  })
  expect(messages).toEqual(['oblak: of 3 differences the first 2 are told.'])
})
