import { describe, expect, test } from 'vitest'
import type { Session, Target } from '../../driver.ts'
import { redfishProfileSchema } from '../../profiles/redfish-profile.ts'
import { redfishDriver } from './driver.ts'
import { collection, link, type RedfishServer, redfishServer, tree, USER } from './testing/redfish-server.ts'

const never = new AbortController().signal
const standard = redfishProfileSchema.parse({ protocol: 'redfish', id: 'redfish-standard', name: 'x', source: 'x' })
const driver = redfishDriver([standard])
const credential = { kind: 'password', user: USER.UserName, password: USER.Password } as const
const target = (url: string, more: Partial<Target> = {}): Target => ({ url, timeoutMs: 400, credential, ...more })

const C = '/redfish/v1/Chassis'
const sensor = (Name: string, more: object = {}) => ({
  ...{ Name, Reading: 21.5, ReadingType: 'Temperature', ReadingUnits: 'Cel', Status: { State: 'Enabled' } },
  ...more,
})
const SERVER = {
  [C]: collection(`${C}/A`),
  [`${C}/A`]: { Id: 'A', Manufacturer: 'Acme', Sensors: link(`${C}/A/Sensors`), Thermal: link(`${C}/A/Thermal`) },
  [`${C}/A/Sensors`]: collection(`${C}/A/Sensors/Intake`),
  [`${C}/A/Sensors/Intake`]: sensor('Inlet', { PhysicalContext: 'Intake' }),
  [`${C}/A/Thermal`]: { Fans: [{ Name: 'Fan 1', Reading: 4_200, ReadingUnits: 'RPM' }] },
}

/** A device that refuses some paths to whoever asks. */
function refusing(
  status: number,
  isRefused: (path: string) => boolean,
  more: Partial<Parameters<typeof redfishServer>[0]> = {},
) {
  return redfishServer({
    tree: tree({ '/redfish/v1': { ...ROOT, Systems: link('/redfish/v1/Systems') }, ...SERVER }),
    intercept: (request, response) => {
      const path = (request.url ?? '').replace(/\?.*$/, '')
      if (request.method !== 'GET' || !isRefused(path)) return false
      response.writeHead(status).end('{}')
      return true
    },
    ...more,
  })
}
const ROOT = {
  RedfishVersion: '1.15.0',
  Chassis: link(C),
  Links: { Sessions: link('/redfish/v1/SessionService/Sessions') },
}

async function withSession<T>(server: RedfishServer, use: (session: Session) => Promise<T>): Promise<T> {
  const session = await driver.open(target(server.url), never)
  try {
    return await use(session)
  } finally {
    await session.close()
  }
}
const names = async (session: Session) => (await session.gather(never)).map(({ point }) => point).sort()
const asked = (server: RedfishServer, path: string) => server.requests.filter((one) => one === `GET ${path}`).length

describe('a collection that the device refuses', () => {
  test.each([401, 403])('with %i when its tree is looked at is told, and the rest read', async (status) => {
    await using server = await refusing(status, (path) => path === '/redfish/v1/Systems')
    await withSession(server, async (session) => {
      expect(session.leftOut).toEqual([{ why: 'refused', what: '/redfish/v1/Systems' }])
      expect(await names(session)).toEqual(['fan-1/fan-speed', 'intake/temperature'])
    })
    expect(server.sessions()).toBe(0)
  })

  test('by basic authentication is told too, once anything else was answered', async () => {
    await using server = await refusing(401, (path) => path === '/redfish/v1/Systems', { authentication: 'basic' })
    await withSession(server, async (session) => {
      expect(session.leftOut).toEqual([{ why: 'refused', what: '/redfish/v1/Systems' }])
      expect(await names(session)).toContain('intake/temperature')
    })
  })

  test('with 403 when it is read is told, and not asked for at every poll', async () => {
    await using server = await refusing(403, (path) => path === `${C}/A/Thermal`)
    await withSession(server, async (session) => {
      expect(await names(session)).toEqual(['intake/temperature'])
      expect(await names(session)).toEqual(['intake/temperature'])
      expect(await names(session)).toEqual(['intake/temperature'])
      expect(session.leftOut).toEqual([{ why: 'refused', what: `${C}/A/Thermal` }])
    })
    expect([asked(server, `${C}/A/Thermal`), asked(server, C)]).toEqual([1, 1])
  })
})

describe('credentials that are good for nothing', () => {
  test('are a failed sign-in where all is refused', async () => {
    await using server = await refusing(403, (path) => path !== '/redfish/v1/')
    await expect(driver.open(target(server.url), never)).rejects.toMatchObject({ code: 'authentication', retry: false })
    expect(server.sessions()).toBe(0)
  })

  test('are tried once only by basic authentication: each try may lock the account', async () => {
    await using server = await refusing(401, (path) => path !== '/redfish/v1/', { authentication: 'basic' })
    await expect(driver.open(target(server.url), never)).rejects.toMatchObject({ code: 'authentication', retry: false })
    expect(server.requests.filter((one) => one.startsWith('GET') && one !== 'GET /redfish/v1/')).toHaveLength(1)
  })

  test('later than they were good are a failed sign-in', async () => {
    let isRefused = false
    await using server = await refusing(403, (path) => isRefused && path !== '/redfish/v1/')
    await withSession(server, async (session) => {
      await session.gather(never)
      isRefused = true
      await expect(session.gather(never)).rejects.toMatchObject({ code: 'authentication', retry: false })
    })
  })
})

test('sensors that measure what nobody knows are left out, and named with their type', async () => {
  await using server = await redfishServer({
    tree: tree({
      ...SERVER,
      [`${C}/A/Sensors`]: collection(`${C}/A/Sensors/Intake`, `${C}/A/Sensors/Altitude`),
      [`${C}/A/Sensors/Altitude`]: sensor('Site height', { ReadingType: 'Altitude', ReadingUnits: 'm' }),
    }),
  })
  await withSession(server, async (session) => {
    for (let poll = 0; poll < 3; poll++) expect(await names(session)).toEqual(['fan-1/fan-speed', 'intake/temperature'])
    expect(session.leftOut).toEqual([{ why: 'unknown', what: 'Site height (Altitude)' }])
  })
})
