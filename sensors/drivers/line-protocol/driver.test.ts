import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { freeTcpPort } from '../../../twin/kit/free-port.ts'
import { stateCode } from '../../../twin/model/quantity.ts'
import type { Credential, DeviceReading, Subscription, Target } from '../../driver.ts'
import { lineProtocolDriver } from './driver.ts'

const never = new AbortController().signal

interface Listening extends AsyncDisposable {
  readonly url: string
  readonly accepted: DeviceReading[]
  /** What `accept` does before it takes readings. */
  before: () => Promise<void>
  post(path: string, body: string | Buffer, headers?: Record<string, string>): Promise<{ status: number; text: string }>
}

async function listening(options: Target['options'] = {}, credential?: Credential): Promise<Listening> {
  const port = await freeTcpPort()
  const target = {
    url: `line-protocol+http://127.0.0.1:${port}`,
    timeoutMs: 1_000,
    options,
    ...(credential ? { credential } : {}),
  }
  const session = (await lineProtocolDriver().open(target, never)) as Subscription
  const stop = new AbortController()
  const url = `http://127.0.0.1:${port}`
  const one: Listening = {
    url,
    accepted: [],
    before: async () => undefined,
    async post(path, body, headers = {}) {
      const content = typeof body === 'string' ? body : new Uint8Array(body)
      const response = await fetch(url + path, { method: 'POST', body: content, headers })
      return { status: response.status, text: await response.text() }
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      await over
      await session.close()
    },
  }
  const over = session.listen(async (readings) => {
    await one.before()
    one.accepted.push(...readings)
  }, stop.signal)
  return one
}

describe('what a sender writes', () => {
  test('becomes readings of the thing that its tag names, and is answered once they are accepted', async () => {
    await using port = await listening()
    const body = 'env,path=site/hall/rack-07/intake-top temperature=21.5,humidity=40i,colour="red" 1760000000000\n'
    expect(await port.post('/write?db=telegraf&precision=ms', body)).toEqual({ status: 204, text: '' })
    expect(port.accepted).toEqual([
      {
        point: 'site/hall/rack-07/intake-top/temperature',
        quantity: 'temperature',
        value: 21.5,
        unit: 'Cel',
        quality: 'good',
        at: 1_760_000_000_000,
        address: 'env.temperature',
      },
      expect.objectContaining({ point: 'site/hall/rack-07/intake-top/humidity', value: 40 }),
    ])
  })

  test('is mapped by rules: the first that fits, places of tags, units, states', async () => {
    const rules = [
      {
        measurement: 'snmp_*',
        tags: { host: 'pdu-*' },
        path: 'site/{hall}/{host}',
        fields: {
          watts: { quantity: 'power', unit: 'kW', name: 'l{phase}/power' },
          on: { quantity: 'state', states: { true: 'on', false: 'off' } },
        },
      },
      { path: 'other/{host}', fields: { watts: { quantity: 'power' } } },
    ]
    await using port = await listening({ rules })
    const body = [
      'snmp_pdu,host=PDU\\ 7,hall=h1,phase=2 watts=1 1',
      'snmp_pdu,host=pdu-7,hall=Hall\\ 1,phase=2 watts=1.5,on=true 1',
      'snmp_pdu,host=pdu-8 watts=1 1',
      'cpu,core=1 usage=3 1',
    ].join('\n')
    expect((await port.post('/write?precision=s', body)).status).toBe(204)
    expect(port.accepted.map(({ point, value }) => [point, value])).toEqual([
      ['other/pdu-7/power', 1],
      ['site/hall-1/pdu-7/l2/power', 1_500],
      ['site/hall-1/pdu-7/state', stateCode('on')],
      ['other/pdu-8/power', 1],
    ])
  })

  test.each([
    ['/write', 1_760_000_000_123_456_789n],
    ['/write?precision=n', 1_760_000_000_123_456_789n],
    ['/api/v2/write?bucket=b&org=o&precision=us', 1_760_000_000_123_456n],
    ['/write?precision=u', 1_760_000_000_123_456n],
    ['/api/v2/write?bucket=b&precision=ms', 1_760_000_000_123n],
    ['/write?precision=ms', 1_760_000_000_123n],
  ])('at %s has the time %s', async (path, time) => {
    await using port = await listening()
    expect((await port.post(path, `m,path=a/b power=1 ${time}`)).status).toBe(204)
    expect(port.accepted[0]?.at).toBe(1_760_000_000_123)
  })

  test.each([
    ['s', 1_760_000_000, 1_760_000_000_000],
    ['m', 29_333_333, 29_333_333 * 60_000],
    ['h', 488_888, 488_888 * 3_600_000],
  ])('may be as coarse as %s', async (precision, time, at) => {
    await using port = await listening()
    await port.post(`/write?precision=${precision}`, `m,path=a/b power=1 ${time}`)
    expect(port.accepted[0]?.at).toBe(at)
  })

  test('with a precision that is none is refused, not taken for nanoseconds of 1970', async () => {
    await using port = await listening()
    expect(await port.post('/write?precision=millis', 'm,path=a/b power=1 1')).toMatchObject({ status: 400 })
    expect(port.accepted).toEqual([])
  })

  test('may be packed', async () => {
    await using port = await listening()
    const packed = gzipSync('m,path=a/b power=1')
    expect((await port.post('/write', packed, { 'content-encoding': 'gzip' })).status).toBe(204)
    expect(port.accepted).toHaveLength(1)
    expect((await port.post('/write', 'no gzip', { 'content-encoding': 'gzip' })).status).toBe(400)
  })
})

describe('a write that is not whole', () => {
  test('is answered as InfluxDB does: what is good is stored, what is not is named', async () => {
    await using port = await listening()
    const partial = await port.post('/write', 'm,path=a/b power=1\nm,path power=2\nm,path=a/c power=3')
    expect(partial.status).toBe(400)
    expect(JSON.parse(partial.text).error).toBe(
      "partial write: unable to parse 'm,path power=2': missing tag value dropped=1",
    )
    expect(port.accepted.map(({ value }) => value)).toEqual([1, 3])
    const none = await port.post('/write', 'nonsense')
    expect(JSON.parse(none.text).error).toBe("unable to parse 'nonsense': missing fields")
  })

  test('is to be sent again while the journal refuses, and nothing of it counts as taken', async () => {
    await using port = await listening()
    port.before = () => Promise.reject(new Error('the disk is full'))
    const response = await fetch(`${port.url}/write`, { method: 'POST', body: 'm,path=a/b power=1' })
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
    port.before = async () => undefined
    expect((await port.post('/write', 'm,path=a/b power=1')).status).toBe(204)
    expect(port.accepted).toHaveLength(1)
  })

  test('is bounded: body, unpacked body, line, fields', async () => {
    await using port = await listening({ maxBody: 10_000, maxLine: 100, maxFields: 3 })
    expect((await port.post('/write', `#${'x'.repeat(10_000)}`)).status).toBe(413)
    // A thousandfold: 10 MB of zeros in 10 kB.
    const bomb = gzipSync(Buffer.alloc(9_000_000))
    expect(bomb.length).toBeLessThan(10_000)
    expect((await port.post('/write', bomb, { 'content-encoding': 'gzip' })).status).toBe(413)
    expect((await port.post('/write', `m,path=a/b power=1,x="${'x'.repeat(100)}"`)).text).toContain(
      'line longer than 100',
    )
    expect((await port.post('/write', 'm,path=a/b a=1,b=1,c=1,power=1')).text).toContain('too many fields')
    expect(port.accepted).toEqual([])
  })
})

describe('who may write', () => {
  test.each<[string, Credential, string, Record<string, string>, number]>([
    [
      'a password',
      { kind: 'password', user: 'u', password: 'p' },
      '/write',
      { authorization: `Basic ${btoa('u:p')}` },
      204,
    ],
    ['a password in the query', { kind: 'password', user: 'u', password: 'p' }, '/write?u=u&p=p', {}, 204],
    [
      'a password as token',
      { kind: 'password', user: 'u', password: 'p' },
      '/api/v2/write',
      { authorization: 'Token u:p' },
      204,
    ],
    [
      'a wrong password',
      { kind: 'password', user: 'u', password: 'p' },
      '/write',
      { authorization: `Basic ${btoa('u:x')}` },
      401,
    ],
    ['nothing', { kind: 'password', user: 'u', password: 'p' }, '/write', {}, 401],
    ['a token', { kind: 'token', token: 't' }, '/api/v2/write', { authorization: 'Bearer t' }, 204],
    ['a wrong token', { kind: 'token', token: 't' }, '/api/v2/write', { authorization: 'Token tt' }, 401],
  ])('%s', async (_name, credential, path, headers, status) => {
    await using port = await listening({}, credential)
    expect((await port.post(path, 'm,path=a/b power=1', headers)).status).toBe(status)
    expect(port.accepted).toHaveLength(status === 204 ? 1 : 0)
  })

  test('is not a page of another origin, nor a name that was made to point here', async () => {
    await using port = await listening()
    expect((await port.post('/write', 'm,path=a/b power=1', { origin: 'https://evil.example' })).status).toBe(403)
    const { request } = await import('node:http')
    const status = await new Promise((resolve) => {
      const sent = request(`${port.url}/write`, { method: 'POST', headers: { host: 'evil.example' } }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      sent.end('m,path=a/b power=1')
    })
    expect(status).toBe(403)
    expect(port.accepted).toEqual([])
  })

  test('must be said where other machines reach the port', async () => {
    const open = lineProtocolDriver().open({ url: 'line-protocol+http://0.0.0.0:8186', timeoutMs: 1 }, never)
    await expect(open).rejects.toMatchObject({ code: 'bad-target', message: expect.stringContaining('credential') })
  })
})

test('a sender finds the database that it wants to create, and is told where there is another', async () => {
  await using port = await listening({ database: 'telegraf' })
  const created = await fetch(`${port.url}/query?q=CREATE+DATABASE+%22telegraf%22`, { method: 'POST' })
  expect([created.status, await created.json()]).toEqual([200, { results: [{ statement_id: 0 }] }])
  const shown = await (await fetch(`${port.url}/query?q=SHOW%20DATABASES`)).json()
  expect(shown).toMatchObject({ results: [{ series: [{ values: [['telegraf']] }] }] })
  expect((await fetch(`${port.url}/ping`)).status).toBe(204)
  expect((await port.post('/write?db=other', 'm,path=a/b power=1')).text).toContain('database not found: \\"other\\"')
  expect((await port.post('/write?db=telegraf', 'm,path=a/b power=1')).status).toBe(204)
})

test('a port that somebody has is told', async () => {
  await using port = await listening()
  const url = `line-protocol+${port.url}`
  await expect(lineProtocolDriver().open({ url, timeoutMs: 1 }, never)).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining('EADDRINUSE'),
  })
})

test.each([
  ['line-protocol+http://u:hunter2@127.0.0.1', {}, 'no user or password'],
  ['line-protocol+https://127.0.0.1', {}, 'certificateFile'],
  ['line-protocol+http://127.0.0.1/x/y', {}, 'not of the form'],
  ['line-protocol+http://127.0.0.1', { rules: [{ path: 'a', fields: { x: { quantity: 'warmth' } } }] }, 'quantity'],
])('%s is refused', async (url, options, reason) => {
  const error = await lineProtocolDriver()
    .open({ url, timeoutMs: 1, options }, never)
    .catch((one: Error) => one)
  expect(error).toMatchObject({ code: 'bad-target', message: expect.stringContaining(reason) })
  expect(String(error)).not.toContain('hunter2')
})
