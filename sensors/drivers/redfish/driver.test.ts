import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Target } from '../../driver.ts'
import { redfishProfileSchema } from '../../profiles/redfish-profile.ts'
import { redfishDriver } from './driver.ts'
import { collection, link, redfishServer, tree, USER } from './testing/redfish-server.ts'

const never = new AbortController().signal
const standard = redfishProfileSchema.parse({ protocol: 'redfish', id: 'redfish-standard', name: 'x', source: 'x' })
const driver = redfishDriver([standard])
const credential = { kind: 'password', user: USER.UserName, password: USER.Password } as const
const target = (url: string, more: Partial<Target> = {}): Target => ({ url, timeoutMs: 400, credential, ...more })

const sensor = (name: string, more: object = {}) => ({
  Name: name,
  Reading: 21.5,
  ReadingType: 'Temperature',
  ReadingUnits: 'Cel',
  Status: { State: 'Enabled' },
  ...more,
})
const C = '/redfish/v1/Chassis'
const ONE = {
  [C]: collection(`${C}/A`),
  [`${C}/A`]: {
    Id: 'A',
    Manufacturer: 'Acme',
    Model: 'S1',
    Sensors: link(`${C}/A/Sensors`),
    Thermal: link(`${C}/A/Thermal`),
  },
  [`${C}/A/Sensors`]: collection(`${C}/A/Sensors/Intake`, `${C}/A/Sensors/B`),
  [`${C}/A/Sensors/Intake`]: sensor('Inlet', { PhysicalContext: 'Intake' }),
  [`${C}/A/Sensors/B`]: sensor('Board zone 2'),
  [`${C}/A/Thermal`]: { Temperatures: [] },
}
const plain = (readings: readonly { point: string; value: number; quality: string }[]) =>
  readings.map(({ point, value, quality }) => [point, value, quality])

/** An interception that answers every request alike. */
const answering = (status: number, text: string) => (_request: IncomingMessage, response: ServerResponse) => {
  response.writeHead(status).end(text)
  return true
}

describe('sessions', () => {
  test('last over several polls and end with close', async () => {
    await using server = await redfishServer({ tree: tree(ONE) })
    const session = await driver.open(target(server.url), never)
    await session.gather(never)
    await session.gather(never)
    expect([server.begun(), server.sessions()]).toEqual([1, 1])
    await session.close()
    await session.close()
    expect([server.begun(), server.sessions()]).toEqual([1, 0])
  })

  test('end also after an open that failed', async () => {
    await using server = await redfishServer({ tree: tree({ [C]: collection() }) })
    await expect(driver.open(target(server.url), never)).rejects.toMatchObject({ code: 'unknown-device' })
    expect([server.begun(), server.sessions()]).toEqual([1, 0])
  })

  test('end also after a poll that was aborted', async () => {
    await using server = await redfishServer({
      tree: tree(ONE),
      intercept: async (request) => {
        if (request.url?.endsWith('/Thermal')) await sleep(200)
        return false
      },
    })
    const session = await driver.open(target(server.url), never)
    await expect(session.gather(AbortSignal.timeout(50))).rejects.toMatchObject({ code: 'aborted' })
    await session.close()
    expect([server.begun(), server.sessions()]).toEqual([1, 0])
  })

  test.each([
    ['the caller gives up while the device is still making one', 50, 400, 'aborted'],
    ['the device makes one too late', 5_000, 80, 'timeout'],
  ])('are not leaked when %s', async (_name, patience, timeoutMs, code) => {
    await using server = await redfishServer({ tree: tree(ONE), sessionDelayMs: 200 })
    const opening = driver.open(target(server.url, { timeoutMs }), AbortSignal.timeout(patience))
    await expect(opening).rejects.toMatchObject({ code })
    expect(server.begun()).toBe(1)
    await expect.poll(() => server.sessions(), { timeout: 2_000 }).toBe(0)
  })

  test('forgotten by the device are begun anew, once, and the poll goes on', async () => {
    await using server = await redfishServer({ tree: tree(ONE) })
    const session = await driver.open(target(server.url), never)
    await session.gather(never)
    server.forget()
    expect(plain(await session.gather(never))).toContainEqual(['intake/temperature', 21.5, 'good'])
    expect(server.begun()).toBe(2)
    await session.close()
    expect(server.sessions()).toBe(0)
  })

  test('a 401 that comes again after a new session is not fought', async () => {
    let refuse = false
    await using server = await redfishServer({
      tree: tree(ONE),
      intercept: (request, response) => {
        if (!refuse || request.method !== 'GET') return false
        response.writeHead(401).end('{}')
        return true
      },
    })
    const session = await driver.open(target(server.url), never)
    refuse = true
    await expect(session.gather(never)).rejects.toMatchObject({ code: 'authentication', retry: false })
    expect(server.begun()).toBe(2)
    await session.close()
    expect(server.sessions()).toBe(0)
  })

  test('that the device has no room for are explained', async () => {
    await using server = await redfishServer({ tree: tree(ONE), maxSessions: 0 })
    await expect(driver.open(target(server.url), never)).rejects.toMatchObject({
      code: 'refused',
      retry: true,
      message: expect.stringMatching(/RAC0218: maximum number of user sessions/),
    })
  })

  test('where there is no session service basic authentication is used', async () => {
    await using server = await redfishServer({ tree: tree(ONE), authentication: 'basic' })
    const session = await driver.open(target(server.url), never)
    expect(plain(await session.gather(never))).toContainEqual(['intake/temperature', 21.5, 'good'])
    await session.close()
  })

  test('a wrong password is said without the password', async () => {
    await using server = await redfishServer({ tree: tree(ONE) })
    const wrong = { kind: 'password', user: 'reader', password: 'hunter2' } as const
    const error = await driver.open(target(server.url, { credential: wrong }), never).catch((refusal: Error) => refusal)
    expect(error).toMatchObject({ code: 'authentication', retry: false })
    expect(String(error)).not.toContain('hunter2')
  })

  test('without a credential the device is asked as it is, and says that it wants one', async () => {
    await using server = await redfishServer({ tree: tree(ONE) })
    const { credential: _none, ...bare } = target(server.url)
    await expect(driver.open(bare, never)).rejects.toThrow('give a user and a password')
  })
})

describe('a device that misbehaves', () => {
  /** Two sensors, read singly; the second one is answered by the test. */
  const misbehaving = async (bad: NonNullable<Parameters<typeof redfishServer>[0]['intercept']>) =>
    redfishServer({
      tree: tree(ONE),
      intercept: (request, response) => (request.url?.includes('/Sensors/B') ? bad(request, response) : false),
    })

  test.each([
    ['503', answering(503, '')],
    ['truncated JSON', answering(200, '{"Name": "Board')],
    ['an array', answering(200, '[1,2]')],
    ['HTML', answering(200, '<html>')],
  ])('by answering one sensor with %s loses that sensor only', async (_name, bad) => {
    await using server = await misbehaving(bad)
    const session = await driver.open(target(server.url), never)
    expect(plain(await session.gather(never))).toEqual([['intake/temperature', 21.5, 'good']])
    await session.close()
  })

  test('later than it behaved: the point stays, invalid', async () => {
    let isBroken = false
    await using server = await misbehaving((_request, response) => {
      if (isBroken) response.writeHead(500).end()
      return isBroken
    })
    const session = await driver.open(target(server.url), never)
    await session.gather(never)
    isBroken = true
    expect(plain(await session.gather(never))).toEqual([
      ['intake/temperature', 21.5, 'good'],
      ['board-zone-2/temperature', Number.NaN, 'invalid'],
    ])
    isBroken = false
    expect(plain(await session.gather(never))).toContainEqual(['board-zone-2/temperature', 21.5, 'good'])
    await session.close()
  })

  test('by dripping one byte at a time is cut off by the timeout', async () => {
    await using server = await misbehaving((_request, response) => {
      const drip = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(drip))
      return true
    })
    const session = await driver.open(target(server.url, { timeoutMs: 150 }), never)
    const before = Date.now()
    await session.gather(never).catch(() => undefined)
    expect(Date.now() - before).toBeLessThan(1_000)
    await session.close()
    expect(server.sessions()).toBe(0)
  })

  test('with a body larger than allowed is not read to its end', async () => {
    let sent = 0
    await using server = await misbehaving((_request, response) => {
      const block = Buffer.alloc(64_000, ' ')
      const more = () => {
        while (!response.destroyed && sent < 400_000_000 && response.write(block)) sent += block.length
      }
      response.on('drain', more)
      more()
      return true
    })
    const session = await driver.open(target(server.url, { options: { maxBytes: 100_000 } }), never)
    expect(plain(await session.gather(never))).toEqual([['intake/temperature', 21.5, 'good']])
    expect(sent).toBeLessThan(20_000_000)
    await session.close()
  })

  test('with links that lead elsewhere is not followed there', async () => {
    await using elsewhere = await redfishServer({ tree: tree(ONE) })
    const foreign = elsewhere.url.replace('redfish+', '')
    await using server = await redfishServer({
      tree: tree({
        ...ONE,
        [`${C}/A/Sensors`]: collection(
          `${C}/A/Sensors/Intake`,
          `${foreign}/redfish/v1/Chassis/A/Sensors/B`,
          '//evil/redfish',
          '/etc/passwd',
        ),
      }),
    })
    const session = await driver.open(target(server.url), never)
    expect(plain(await session.gather(never))).toEqual([['intake/temperature', 21.5, 'good']])
    await session.close()
    expect(elsewhere.requests).toEqual([])
    expect(server.requests.some((line) => line.includes('passwd'))).toBe(false)
  })

  test('with pages that never end is read to a bound', async () => {
    let page = 0
    await using server = await redfishServer({
      tree: tree(ONE),
      intercept: (request, response) => {
        if (!request.url?.startsWith(`${C}/A/Sensors?page`) && request.url !== `${C}/A/Sensors`) return false
        page++
        response.end(
          JSON.stringify({
            ...collection(`${C}/A/Sensors/Intake`),
            'Members@odata.nextLink': `${C}/A/Sensors?page=${page}`,
          }),
        )
        return true
      },
    })
    const session = await driver.open(target(server.url), never)
    expect(plain(await session.gather(never))).toEqual([['intake/temperature', 21.5, 'good']])
    expect(page).toBe(50)
    await session.close()
  })

  test('with more resources than allowed is cut off and says so', async () => {
    await using server = await redfishServer({ tree: tree(ONE) })
    const many = Array.from({ length: 40 }, () => `${C}/A/Sensors/B`)
    await using busy = await redfishServer({ tree: tree({ ...ONE, [`${C}/A/Sensors`]: collection(...many) }) })
    const session = await driver.open(target(busy.url, { options: { maxRequests: 20 } }), never)
    await expect(session.gather(never)).rejects.toThrow('20 requests were sent (option maxRequests)')
    await session.close()
    expect(server.sessions()).toBe(0)
  })

  test('by claiming to expand is asked singly from then on', async () => {
    await using server = await redfishServer({
      tree: tree({
        ...ONE,
        '/redfish/v1': {
          RedfishVersion: '1.15.0',
          Chassis: link(C),
          Links: { Sessions: link('/redfish/v1/SessionService/Sessions') },
          ProtocolFeaturesSupported: { ExpandQuery: { NoLinks: true } },
        },
      }),
      intercept: (request, response) => {
        if (!request.url?.includes('expand')) return false
        response.writeHead(501).end()
        return true
      },
    })
    const session = await driver.open(target(server.url), never)
    expect(plain(await session.gather(never))).toHaveLength(2)
    expect(server.requests.filter((line) => line.includes('expand'))).toHaveLength(1)
    await session.close()
  })
})

test('nobody there, and something that is no Redfish, are told apart', async () => {
  await expect(driver.open(target('redfish+http://127.0.0.1:1'), never)).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining('ECONNREFUSED'),
  })
  await using web = await redfishServer({
    tree: () => undefined,
    intercept: answering(200, '<html>hello</html>'),
  })
  await expect(driver.open(target(web.url), never)).rejects.toMatchObject({ code: 'protocol' })
})

test.each([
  ['redfish+https://user:secret@bmc', 'must hold no user'],
  ['https://bmc', 'scheme is not redfish+https'],
  ['redfish+https://bmc/redfish/v1/Systems', 'is not needed'],
])('%s is refused', async (url, reason) => {
  const error = await driver.open(target(url), never).catch((refusal: Error) => refusal)
  expect(error).toMatchObject({ code: 'bad-target', message: expect.stringContaining(reason) })
  expect(String(error)).not.toContain('secret')
})

describe('a device that starts up, and answers 503 for a moment,', () => {
  /** Answers 503 to what the pattern names while it is set. */
  async function starting(resources = ONE) {
    const state: { unready: RegExp | undefined } = { unready: undefined }
    const server = await redfishServer({
      tree: tree(resources),
      intercept: (request, response) => {
        if (state.unready?.test(request.url ?? '') !== true) return false
        return answering(503, '{}')(request, response)
      },
    })
    return { server, state }
  }

  test('for its collections is asked again soon: it is not taken for one without sensors', async () => {
    const { server, state } = await starting()
    await using _ = server
    state.unready = /\/Chassis$/
    await expect(driver.open(target(server.url), never)).rejects.toMatchObject({ retry: true })
    expect(server.sessions()).toBe(0)
  })

  test('for the members of a collection has their points again at the next poll', async () => {
    const { server, state } = await starting()
    await using _ = server
    const session = await driver.open(target(server.url), never)
    const whole = plain(await session.gather(never))
    expect(whole.map(([, , quality]) => quality)).toEqual(['good', 'good'])
    state.unready = /\/Sensors\/(Intake|B)$/
    expect((await session.gather(never)).map(({ quality }) => quality)).toEqual(['invalid', 'invalid'])
    state.unready = undefined
    expect(plain(await session.gather(never))).toEqual(whole)
    await session.close()
  })

  test('while its tree is looked at afresh loses nothing of what was known', async () => {
    const { server, state } = await starting()
    await using _ = server
    const session = await driver.open(target(server.url), never)
    const whole = plain(await session.gather(never))
    // At the 121st poll the tree is looked at again.
    for (let poll = 1; poll < 120; poll++) await session.gather(never)
    state.unready = /\/Chassis$/
    expect(plain(await session.gather(never))).toEqual(whole)
    await session.close()
  })
})
