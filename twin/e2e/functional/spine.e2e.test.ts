import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../../kit/testing/real-part.ts'
import { type SharedBrowser, sharedBrowser } from '../harness/shared-browser.ts'
import { type StartedOblak, startOblak } from '../harness/started-oblak.ts'

const HALL = 'practice/hall-1'

describeWith(['chromium'], 'oblak start, from a sensor to a pixel', () => {
  let oblak: StartedOblak
  let browser: SharedBrowser
  beforeAll(async () => {
    oblak = await startOblak()
    browser = await sharedBrowser()
  })
  afterEach(() => browser.endTest())
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]()
    await oblak?.[Symbol.asyncDispose]()
  })

  const ask = async (path: string) => (await fetch(oblak.url + path)).json()

  it('reads every simulated device over its protocol and has no alarm once all have answered', async () => {
    await expect
      .poll(async () => (await ask('/api/status')).collector.devices.map(({ state }: { state: string }) => state), {
        timeout: 40_000,
        interval: 500,
      })
      .toSatisfy((states: string[]) => states.length > 20 && states.every((state) => state === 'answering'))
    const { page, complaints } = await browser.open(`${oblak.url}/sites/${HALL}?view=plan`)
    await page.getByRole('button', { name: '8 ok', exact: true }).waitFor({ timeout: 30_000 })
    expect(complaints()).toEqual([])
  })

  it('marks the rack whose door a fault opens within two seconds of the reading, and no other', async () => {
    const { page, complaints } = await browser.open(`${oblak.url}/sites/${HALL}?view=plan`)
    await page.getByRole('button', { name: '8 ok', exact: true }).waitFor()
    const path = `${HALL}/row-b/rack-03/door-front`
    const answer = await fetch(`${oblak.url}/api/simulator/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'door-open', path }),
    })
    expect(answer.status).toBe(200)
    const marked = page.locator('.plan-box[data-health=warning]')
    await marked.waitFor({ timeout: 12_000 })
    const shown = Date.now()
    expect(await marked.count()).toBe(1)
    expect(await marked.locator('title').textContent()).toBe('rack-03')
    const { alarms } = await ask('/api/alarms')
    const [alarm] = alarms.filter((one: { path: string }) => one.path === path)
    expect(shown - alarm.since).toBeLessThan(2_000)
    expect(complaints()).toEqual([])
  })

  it('keeps what it accepted: history comes back from the store after a restart of the page', async () => {
    const point = `${HALL}/row-a/rack-01/pdu-a/power`
    await expect
      .poll(
        async () => {
          const to = Date.now()
          const { series } = await ask(`/api/history?point=${point}&from=${to - 600_000}&to=${to}&buckets=60`)
          return series[0].count.reduce((sum: number, count: number) => sum + count, 0)
        },
        { timeout: 30_000, interval: 1_000 },
      )
      .toBeGreaterThan(1)
  })

  it('tells the loss of the utility as one alarm, with UPS, coolers and voltages folded under it', async () => {
    const answer = await fetch(`${oblak.url}/api/simulator/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'utility-loss', path: 'practice/power/utility' }),
    })
    expect(answer.status).toBe(200)
    type Told = { readonly rule: string; readonly path: string; readonly state: string }
    const told = async () => {
      const { alarms }: { alarms: readonly Told[] } = await ask('/api/alarms')
      const folded = alarms.filter(({ state }) => state === 'suppressed-by-design').length
      const shown = alarms.filter(({ state, rule }) => state === 'unacknowledged' && rule !== 'door-open')
      return { folded: folded >= 10, shown: shown.map(({ rule, path }) => `${rule} ${path}`) }
    }
    await expect
      .poll(told, { timeout: 40_000, interval: 500 })
      .toEqual({ folded: true, shown: ['supply-without-power practice/power/transformer'] })
  })

  it('ends within ten seconds of SIGTERM with status 0', async () => {
    const began = performance.now()
    oblak.child.process.kill('SIGTERM')
    expect(await oblak.child.ended).toBe(0)
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})
