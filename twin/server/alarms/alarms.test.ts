import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import type { CollectorStatus, DeviceStatus } from '../../model/collector-status.ts'
import { healthCode } from '../../model/health.ts'
import type { ThingPath } from '../../model/path.ts'
import { stateCode } from '../../model/quantity.ts'
import { epochMs } from '../../model/units.ts'
import { alarmsAnswer } from '../../protocol/rest.ts'
import { LiveClient } from '../testing/live-client.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const RACK = 'belgrade/hall-1/row-a/rack-01'

async function list(url: string, query = '') {
  return alarmsAnswer.parse(await (await fetch(`${url}/api/alarms${query}`)).json())
}

async function eventually<T>(ask: () => Promise<T>, good: (answer: T) => boolean): Promise<T> {
  const until = performance.now() + 5_000
  for (;;) {
    const answer = await ask()
    if (good(answer) || performance.now() > until) return answer
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const post = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

// Side by side: each has a server of its own and mostly waits for its clock.
describe.concurrent('alarms of a running server', () => {
  test('an open door marks its rack on the page and is on the list, with thing and point', async () => {
    await using started = await startSyntheticServer()
    started.feed.emit(Date.now())
    const client = await LiveClient.connect(started.server.url)
    client.say({ type: 'subscribe', view: 0, metric: 'health', kinds: ['rack'] })
    await client.until(({ frames }) => frames[0])
    const told = performance.now()
    started.feed.say(`${RACK}/door-front/state`, stateCode('open'), Date.now())
    const rack = started.estate.find(RACK)?.index ?? -1
    await client.until(({ frames }) => {
      const last = frames.at(-1)
      return last && last.values[last.ids.indexOf(rack)] === healthCode('warning') ? true : undefined
    })
    expect(performance.now() - told).toBeLessThan(2_000)
    const message = await client.until(({ messages }) =>
      messages.find((one) => one.type === 'alarms' && one.warning === 1),
    )
    const { alarms, revision } = await list(started.server.url)
    expect(message).toMatchObject({ revision, critical: 0 })
    expect(alarms).toMatchObject([
      {
        rule: 'door-open',
        severity: 'warning',
        state: 'unacknowledged',
        path: `${RACK}/door-front`,
        point: 'state',
        thingIndex: started.estate.find(`${RACK}/door-front`)?.index,
      },
    ])
    client.close()
  })

  test('acknowledged with name and note, it is so after a restart; gone, it becomes history', async () => {
    await using folder = await temporaryFolder()
    let id = ''
    {
      await using started = await startSyntheticServer({ dataFolder: folder.path })
      started.feed.say('belgrade/hall-1/leak-1/state', stateCode('leak'), Date.now())
      const { alarms } = await eventually(
        () => list(started.server.url),
        ({ alarms }) => alarms.length > 0,
      )
      id = alarms[0]?.id ?? ''
      expect((await post(`${started.server.url}/api/alarms/${id}/acknowledge`, {})).status).toBe(400)
      const answer = await post(`${started.server.url}/api/alarms/${id}/acknowledge`, {
        by: 'Milica',
        note: 'valve closed',
      })
      expect(await answer.json()).toMatchObject({
        state: 'acknowledged',
        acknowledgedBy: 'Milica',
        note: 'valve closed',
      })
      const again = await post(`${started.server.url}/api/alarms/${id}/acknowledge`, { by: 'Ana' })
      expect([again.status, (await again.json()).code]).toEqual([409, 'conflict'])
    }
    let offset = 0
    const clock = () => epochMs(Date.now() + offset)
    await using started = await startSyntheticServer({ dataFolder: folder.path, clock })
    expect((await list(started.server.url)).alarms).toMatchObject([
      { id, state: 'acknowledged', acknowledgedBy: 'Milica' },
    ])
    const health = await (await fetch(`${started.server.url}/api/things/belgrade/hall-1`)).json()
    expect(health.health).toBe('critical')
    started.feed.say('belgrade/hall-1/leak-1/state', stateCode('dry'), Date.now())
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect((await list(started.server.url)).alarms).toMatchObject([{ id, state: 'acknowledged' }])
    // It returns ten seconds after the rope is dry.
    offset = 11_000
    const over = await eventually(
      () => list(started.server.url, '?state=normal'),
      ({ alarms }) => alarms.length > 0,
    )
    expect(over.alarms).toMatchObject([{ id, state: 'normal', acknowledgedBy: 'Milica' }])
    expect((await list(started.server.url)).alarms).toEqual([])
  })

  test('dew point is worked out from a probe that measures only temperature and humidity', async () => {
    await using started = await startSyntheticServer()
    // 26 °C and 80 %: dew point 22.3 °C, beyond the 21 °C of class A2, at a humidity that is still allowable.
    started.feed.say(`${RACK}/intake-top/temperature`, 26, Date.now())
    started.feed.say(`${RACK}/intake-top/humidity`, 80, Date.now())
    const { alarms } = await eventually(
      () => list(started.server.url, `?under=${RACK}`),
      ({ alarms }) => alarms.length > 0,
    )
    expect(alarms).toMatchObject([
      { rule: 'dew-point-high', severity: 'critical', point: 'dew-point', limit: 21, unit: 'Cel' },
    ])
    expect(alarms[0]?.value).toBeCloseTo(22.3, 1)
  })

  test('devices down, journal and store of the collector become alarms, and go with their cause', async () => {
    const status: CollectorStatus = {
      devices: [
        {
          path: `${RACK}/pdu-a` as ThingPath,
          url: 'snmp://127.0.0.1:161',
          state: 'down',
          failures: 5,
          intervalMs: 10_000,
        },
        { path: '' as ThingPath, url: 'mqtt://127.0.0.1:1883', state: 'down', failures: 5, intervalMs: 10_000 },
      ],
      polls: { done: 1, failed: 5, missed: 0, late: 0, latenessP99Ms: 3 },
      journal: { accepted: 10, bytes: 100, givenUp: 0, quarantined: 0, writable: false },
      // Between two tries the circuit is half open: nothing is mended yet.
      store: { stored: 0, refused: 0, waiting: 10, circuit: 'half-open', reason: '401' },
    }
    let now: CollectorStatus = status
    let offset = 0
    const clock = () => epochMs(Date.now() + offset)
    await using started = await startSyntheticServer({ status: { status: async () => now }, clock })
    offset = 95_000
    const { alarms } = await eventually(
      () => list(started.server.url),
      ({ alarms }) => alarms.length >= 4,
    )
    expect(alarms.map(({ rule, path, point }) => [rule, path, point]).sort()).toEqual([
      ['device-down', '', 'mqtt://127.0.0.1:1883'],
      ['device-down', `${RACK}/pdu-a`, null],
      ['journal-unwritable', '', null],
      ['store-circuit-open', '', null],
    ])
    expect(alarms.find(({ path }) => path === '')?.thingIndex).toBe(-1)
    expect((await fetch(`${started.server.url}/readyz`)).status).toBe(503)
    now = {
      ...status,
      devices: status.devices.map((device) => ({ ...device, state: 'answering' as const })),
      journal: { ...status.journal, writable: true, givenUp: 7 },
      store: { ...status.store, circuit: 'closed' },
    }
    const after = await eventually(
      () => list(started.server.url),
      ({ alarms }) => alarms.some(({ rule }) => rule === 'journal-giving-up'),
    )
    const active = after.alarms.filter(({ state }) => state === 'unacknowledged')
    expect(active.map(({ rule }) => rule)).toEqual(['journal-giving-up'])
    expect((await fetch(`${started.server.url}/readyz`)).status).toBe(200)
  })

  test('a collector that no longer answers is an alarm, and the server is not ready: what it last said is of yesterday', async () => {
    let offset = 0
    let answers = true
    const good: CollectorStatus = {
      devices: [],
      polls: { done: 1, failed: 0, missed: 0, late: 0, latenessP99Ms: 3 },
      journal: { accepted: 10, bytes: 100, givenUp: 0, quarantined: 0, writable: true },
      store: { stored: 0, refused: 0, waiting: 10, circuit: 'closed' },
    }
    const status = () => (answers ? Promise.resolve(good) : new Promise<CollectorStatus>(() => undefined))
    const clock = () => epochMs(Date.now() + offset)
    await using started = await startSyntheticServer({ status: { status }, clock })
    const ready = async () => (await fetch(`${started.server.url}/readyz`)).status
    expect(await eventually(ready, (code) => code === 200)).toBe(200)
    answers = false
    await new Promise((resolve) => setTimeout(resolve, 2_200))
    offset = 11_000
    expect(await eventually(ready, (code) => code === 503)).toBe(503)
    expect((await list(started.server.url)).alarms.map(({ rule }) => rule)).toEqual(['collector-silent'])
  })

  test('a probe that stops reporting is stale; a clock that is asked says when', async () => {
    let offset = 0
    await using started = await startSyntheticServer({ clock: () => epochMs(Date.now() + offset) })
    started.feed.emit(Date.now() + 10)
    await eventually(
      async () => (await (await fetch(`${started.server.url}/api/things/${RACK}`)).json()).health,
      (health) => health === 'ok',
    )
    offset = 95_000
    const { alarms, flood } = await eventually(
      () => list(started.server.url, `?under=${RACK}`),
      ({ alarms }) => alarms.length >= 7,
    )
    expect(new Set(alarms.map(({ rule }) => rule))).toEqual(new Set(['stale']))
    expect(flood.active).toBe(true)
  })

  test('what falls silent while the collection starts raises no alarm until the start is over', async () => {
    let offset = 0
    await using started = await startSyntheticServer({ clock: () => epochMs(Date.now() + offset) })
    started.feed.emit(Date.now() + 10)
    const health = async () => (await (await fetch(`${started.server.url}/api/things/${RACK}`)).json()).health
    await eventually(health, (word) => word === 'ok')
    offset = 60_000
    await eventually(health, (word) => word === 'unknown')
    expect((await list(started.server.url, `?under=${RACK}`)).alarms).toEqual([])
  })

  test('what falls silent while the collector is late raises no alarm until it has had its time again; its age is shown', async () => {
    let offset = 0
    let late = 0
    let done = 0
    let isLate = false
    const status = async (): Promise<CollectorStatus> => {
      done += 100
      if (isLate) late += 50
      return {
        devices: [],
        polls: { done, failed: 0, missed: 0, late, latenessP99Ms: 3 },
        journal: { accepted: 10, bytes: 100, givenUp: 0, quarantined: 0, writable: true },
        store: { stored: 0, refused: 0, waiting: 10, circuit: 'closed' },
      }
    }
    await using started = await startSyntheticServer({ status: { status }, clock: () => epochMs(Date.now() + offset) })
    const health = async () => (await (await fetch(`${started.server.url}/api/things/${RACK}`)).json()).health
    const rules = async () => new Set((await list(started.server.url)).alarms.map(({ rule }) => rule))
    // Every ten seconds a reading, until the start is over.
    for (offset = 0; offset < 100_000; offset += 10_000) started.feed.emit(Date.now() + offset)
    expect(await eventually(health, (word) => word === 'ok')).toBe('ok')
    isLate = true
    expect(await eventually(rules, (all) => all.size > 0)).toEqual(new Set(['polls-missed']))
    // The collector is asked every two seconds.
    const asked = () => new Promise((resolve) => setTimeout(resolve, 2_500))
    for (let n = 0; n < 2; n++) {
      offset += 20_000
      await asked()
    }
    expect(await eventually(health, (word) => word === 'unknown')).toBe('unknown')
    expect(await rules()).toEqual(new Set(['polls-missed']))
    isLate = false
    await asked()
    expect(await rules()).toEqual(new Set(['polls-missed']))
    offset += 31_000
    expect(await eventually(rules, (all) => all.size > 1)).toEqual(new Set(['stale', 'polls-missed']))
  }, 20_000)

  test('a thing that is silent because its device is down has one alarm, not two', async () => {
    let offset = 0
    const pdu = `${RACK}/pdu-a` as ThingPath
    let state: 'answering' | 'down' = 'answering'
    const status = async (): Promise<CollectorStatus> => ({
      devices: [{ path: pdu, url: 'snmp://127.0.0.1:161', state, failures: 0, intervalMs: 10_000 }],
      polls: { done: 1, failed: 5, missed: 0, late: 0, latenessP99Ms: 3 },
      journal: { accepted: 10, bytes: 100, givenUp: 0, quarantined: 0, writable: true },
      store: { stored: 0, refused: 0, waiting: 10, circuit: 'closed' },
    })
    const clock = () => epochMs(Date.now() + offset)
    await using started = await startSyntheticServer({ status: { status }, clock })
    started.feed.emit(Date.now() + 10)
    await new Promise((resolve) => setTimeout(resolve, 300))
    offset = 95_000
    const active = async () =>
      (await list(started.server.url, `?under=${pdu}`)).alarms
        .filter(({ state }) => state === 'unacknowledged')
        .map(({ rule }) => rule)
    expect(await eventually(active, (rules) => rules.length > 0)).toEqual(['stale'])
    state = 'down'
    expect(await eventually(active, (rules) => rules[0] === 'device-down')).toEqual(['device-down'])
    state = 'answering'
    expect(await eventually(active, (rules) => rules[0] === 'stale')).toEqual(['stale'])
  })

  test('a device whose tries fail has one alarm when it is down, and none before for it or the probes that are read through it', async () => {
    let offset = 0
    const [pdu, probe] = [`${RACK}/pdu-a` as ThingPath, `${RACK}/intake-top` as ThingPath]
    let device: Pick<DeviceStatus, 'state' | 'failures'> = { state: 'late', failures: 2 }
    const status = async (): Promise<CollectorStatus> => ({
      devices: [{ path: pdu, things: [probe], url: 'snmp://127.0.0.1:161', intervalMs: 10_000, ...device }],
      polls: { done: 1, failed: 5, missed: 0, late: 0, latenessP99Ms: 3 },
      journal: { accepted: 10, bytes: 100, givenUp: 0, quarantined: 0, writable: true },
      store: { stored: 0, refused: 0, waiting: 10, circuit: 'closed' },
    })
    const clock = () => epochMs(Date.now() + offset)
    await using started = await startSyntheticServer({ status: { status }, clock })
    started.feed.emit(Date.now() + 10)
    // Asked by then: the collector is so every two seconds.
    await new Promise((resolve) => setTimeout(resolve, 2_300))
    offset = 95_000
    const known = async () =>
      (await list(started.server.url, `?under=${RACK}`)).alarms
        .filter(({ path }) => path === pdu || path === probe)
        .map(({ rule, path, state }) => `${rule} ${path} ${state}`)
    // The others of the rack are silent too, and are called so.
    const others = async () => (await list(started.server.url, `?under=${RACK}`)).alarms.length
    expect(await eventually(others, (count) => count > 0)).toBeGreaterThan(0)
    expect(await known()).toEqual([])
    device = { state: 'down', failures: 3 }
    const isDown = [`device-down ${pdu} unacknowledged`]
    expect(await eventually(known, (alarms) => alarms.length > 0)).toEqual(isDown)
    await new Promise((resolve) => setTimeout(resolve, 1_300))
    expect(await known()).toEqual(isDown)
  })

  test('a device that answers again is not called stale for the moment until its readings are here', async () => {
    let offset = 0
    const pdu = `${RACK}/pdu-a` as ThingPath
    let state: 'answering' | 'down' = 'answering'
    const status = async (): Promise<CollectorStatus> => ({
      devices: [{ path: pdu, url: 'snmp://127.0.0.1:161', state, failures: 0, intervalMs: 10_000 }],
      polls: { done: 1, failed: 5, missed: 0, late: 0, latenessP99Ms: 3 },
      journal: { accepted: 10, bytes: 100, givenUp: 0, quarantined: 0, writable: true },
      store: { stored: 0, refused: 0, waiting: 10, circuit: 'closed' },
    })
    const clock = () => epochMs(Date.now() + offset)
    await using started = await startSyntheticServer({ status: { status }, clock })
    started.feed.emit(Date.now() + 10)
    await new Promise((resolve) => setTimeout(resolve, 300))
    offset = 95_000
    started.feed.say(`${pdu}/power`, 1_000, Date.now() + offset)
    await new Promise((resolve) => setTimeout(resolve, 300))
    state = 'down'
    const known = async () =>
      (await list(started.server.url, `?under=${pdu}`)).alarms.map(({ rule, state }) => `${rule} ${state}`)
    expect(await eventually(known, (alarms) => alarms.length > 0)).toEqual(['device-down unacknowledged'])
    offset = 190_000
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    state = 'answering'
    const returned = await eventually(known, (alarms) => alarms.includes('device-down returned-unacknowledged'))
    started.feed.say(`${pdu}/power`, 1_000, Date.now() + offset)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect([returned, await known()]).toEqual([
      ['device-down returned-unacknowledged'],
      ['device-down returned-unacknowledged'],
    ])
  })
})
