import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { stateCode } from '../../model/quantity.ts'
import { epochMs } from '../../model/units.ts'
import { alarmsAnswer } from '../../protocol/rest.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const DOOR = 'belgrade/hall-1/row-a/rack-01/door-front'

async function list(url: string, query = '') {
  return alarmsAnswer.parse(await (await fetch(`${url}/api/alarms${query}`)).json()).alarms
}

const post = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

describe('an alarm that somebody puts away', () => {
  test('is counted and coloured no more, is so after a restart, and comes back by itself', async () => {
    await using folder = await temporaryFolder()
    let offset = 0
    const clock = () => epochMs(Date.now() + offset)
    let id = ''
    {
      await using started = await startSyntheticServer({ dataFolder: folder.path, clock })
      started.feed.say(`${DOOR}/state`, stateCode('open'), Date.now())
      await expect.poll(() => list(started.server.url)).toHaveLength(1)
      id = (await list(started.server.url))[0]?.id ?? ''
      const shelve = `${started.server.url}/api/alarms/${id}/shelve`
      expect((await post(shelve, { by: 'Ana', minutes: 60 })).status).toBe(400)
      expect((await post(shelve, { by: 'Ana', reason: 'painting', minutes: 1441 })).status).toBe(400)
      expect((await post(shelve, { reason: 'painting', minutes: 60 })).status).toBe(400)
      const put = await post(shelve, { by: 'Ana', reason: 'painting', minutes: 60 })
      expect(await put.json()).toMatchObject({ state: 'shelved', shelved: { by: 'Ana', reason: 'painting' } })
      const health = async () => (await (await fetch(`${started.server.url}/api/things/${DOOR}`)).json()).health
      await expect.poll(health).toBe('ok')
      const { sites } = await (await fetch(`${started.server.url}/api/summary`)).json()
      expect(sites[0].alarms).toEqual({ critical: 0, warning: 0 })
    }
    await using started = await startSyntheticServer({ dataFolder: folder.path, clock })
    const state = async () => (await list(started.server.url)).map((alarm) => `${alarm.id} ${alarm.state}`)
    expect(await state()).toEqual([`${id} shelved`])
    expect(await list(started.server.url, '?state=shelved')).toHaveLength(1)
    offset = 3_601_000
    await expect.poll(state, { timeout: 5_000 }).toEqual([`${id} unacknowledged`])
  })

  test('is taken down by hand', async () => {
    await using started = await startSyntheticServer()
    const { url } = started.server
    started.feed.say(`${DOOR}/state`, stateCode('open'), Date.now())
    await expect.poll(() => list(url)).toHaveLength(1)
    const id = (await list(url))[0]?.id
    expect((await post(`${url}/api/alarms/${id}/unshelve`, {})).status).toBe(409)
    await post(`${url}/api/alarms/${id}/shelve`, { by: 'Ana', reason: 'painting', minutes: 60 })
    expect(await (await post(`${url}/api/alarms/${id}/unshelve`, {})).json()).toMatchObject({ state: 'unacknowledged' })
    expect((await post(`${url}/api/alarms/a99/shelve`, { by: 'Ana', reason: 'x', minutes: 1 })).status).toBe(404)
  })
})
