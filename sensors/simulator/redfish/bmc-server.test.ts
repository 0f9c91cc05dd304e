import { type IncomingMessage, request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EpochMs } from '../../../twin/model/units.ts'
import { World } from '../physics/world.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { BmcServer } from './bmc-server.ts'
import { BmcSessions } from './bmc-sessions.ts'

describe('a simulated BMC', () => {
  const world = new World(smallEstate({ racks: 2 }), { seed: 1, at: Date.UTC(2026, 6, 15, 10) as EpochMs })
  const [load] = world.it.devices
  if (!load) throw new Error('the small estate has servers')
  let elapsed = 0
  const sessions = new BmcSessions({ user: 'reader', password: 'correct horse' }, () => elapsed)
  const server = new BmcServer(
    {
      load,
      air: world.rackAir(load.rack ?? ''),
      model: 'DGX',
      serial: '00AA',
      fans: 6,
      processors: 2,
      clock: () => world.now,
    },
    sessions,
  )
  let base = ''
  beforeAll(async () => {
    base = `http://127.0.0.1:${await server.listen()}`
  })
  afterAll(() => server.close())

  const login = (password = 'correct horse') =>
    fetch(`${base}/redfish/v1/SessionService/Sessions`, {
      method: 'POST',
      body: JSON.stringify({ UserName: 'reader', Password: password }),
    })
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${base}${path}`, { headers })
    return { status: response.status, body: (await response.json()) as Record<string, never> }
  }

  it('shows its root to anybody, and nothing else', async () => {
    expect((await get('/redfish/v1/')).body).toMatchObject({ RedfishVersion: '1.18.0' })
    const { status, body } = await get('/redfish/v1/Chassis')
    expect(status).toBe(401)
    expect(body).toMatchObject({ error: { code: 'Base.1.18.NoValidSession' } })
    expect((await login('wrong')).status).toBe(401)
  })

  it('gives power, temperatures, fans and supplies as the world has them, to a session', async () => {
    const opened = await login()
    expect(opened.status).toBe(201)
    const headers = { 'X-Auth-Token': opened.headers.get('X-Auth-Token') ?? '' }
    const at = (path: string) => get(`/redfish/v1/Chassis/1${path}`, headers)
    expect((await at('/EnvironmentMetrics')).body).toMatchObject({ PowerWatts: { Reading: Math.round(load.watts) } })
    expect((await at('/Sensors/IntakeTemp')).body).toMatchObject({ ReadingUnits: 'Cel', PhysicalContext: 'Intake' })
    const supply = await at('/PowerSubsystem/PowerSupplies/2/Metrics')
    expect(supply.body).toMatchObject({ InputPowerWatts: { Reading: Math.round(load.watts / 2) } })
    expect((await at('/PowerSubsystem/PowerSupplies/3')).status).toBe(404)
    const sensors = await at('/Sensors?$expand=.($levels=1)')
    const members = sensors.body.Members as unknown as { Id: string; Reading: number }[]
    expect(members.find(({ Id }) => Id === 'CPU1Temp')?.Reading).toBeGreaterThan(35)
    expect(members.length).toBe(4 + 2 + 6)
    const ended = await fetch(`${base}${opened.headers.get('Location')}`, { method: 'DELETE', headers })
    expect(ended.status).toBe(204)
    expect((await at('')).status).toBe(401)
  })

  it('links only to what it serves', async () => {
    const headers = { Authorization: `Basic ${Buffer.from('reader:correct horse').toString('base64')}` }
    const seen = new Set<string>()
    const queue = ['/redfish/v1/']
    while (queue.length > 0) {
      const path = queue.pop() ?? ''
      if (seen.has(path)) continue
      seen.add(path)
      const { status, body } = await get(path, headers)
      expect(`${path} ${status}`).toBe(`${path} 200`)
      for (const [, link] of JSON.stringify(body).matchAll(/"(?:@odata\.id|DataSourceUri)":"([^"]+)"/g))
        queue.push(link ?? '')
    }
    expect(seen.size).toBeGreaterThan(25)
  })

  it('has no session left when six have leaked, until they are idle for five minutes', async () => {
    while (sessions.size < 6) expect((await login()).status).toBe(201)
    const full = await login()
    expect(full.status).toBe(503)
    expect(await full.json()).toMatchObject({ error: { code: 'Base.1.18.SessionLimitExceeded' } })
    elapsed += 300_001
    expect((await login()).status).toBe(201)
  })

  it('refuses an address that is none', async () => {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const { port } = new URL(base)
      request({ host: '127.0.0.1', port, path: '//' }, resolve).on('error', reject).end()
    })
    answer.resume()
    expect(answer.statusCode).toBe(400)
  })

  it('is dead without power', async () => {
    for (const { pdu } of load.cords) pdu.node.isLive = false
    await expect(get('/redfish/v1/')).rejects.toThrow()
    for (const { pdu } of load.cords) pdu.node.isLive = true
    expect((await get('/redfish/v1/')).status).toBe(200)
  })
})
