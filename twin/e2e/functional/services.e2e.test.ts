import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { nodeAt, podAt } from '../../server/testing/listed-cloud.ts'
import { describeTwin } from '../harness/describe-twin.ts'

const RACK = 'belgrade/hall-1/row-a/rack-01'

describeTwin('the services of the state cloud', (the) => {
  it('are listed by site, narrowed and sorted by the address, and opened by the keyboard', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/cloud?view=plan`)
    const table = page.getByRole('table', { name: 'Services by site' })
    await table.getByText('3 of 4 copies run, 1 waits').waitFor()
    await page.getByText('3 of 4 pods run · 1 waits for a place · 6 nodes').waitFor()
    expect(await documentOverflow(page)).toBe(0)
    await page.getByRole('button', { name: '1 lost with a hall' }).click()
    await page.getByRole('button', { name: 'Power', exact: true }).first().click()
    expect(new URL(page.url()).search).toBe('?view=plan&only=hall&sort=-power')
    await page.goto(`${the.twin.url}/cloud?view=plan&only=unknown`)
    await page.getByText('No service is in the chosen state.').waitFor()
    await page.getByRole('button', { name: '1 service', exact: true }).click()
    await page.getByRole('button', { name: 'the catalogue' }).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'eVisa' }).waitFor()
    expect(await documentOverflow(page)).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1, name: 'Services of the state cloud' }).waitFor()
    expect(complaints()).toEqual([])
  })

  it('show a pending plan with its change and as ghosts on the rows that may get copies', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/cloud?view=plan`)
    const banner = page.getByRole('region', { name: 'Pending plan: expo.json' }).first()
    // Two copies of 30 W each, 8,760 hours a year.
    await banner.getByText(/\+60\.0\sW · \+526\skWh a year/).waitFor()
    const figures = page.getByRole('table', { name: 'Headroom' })
    await figures.getByRole('row', { name: /vCPU left at Belgrade 376.vCPU 372.vCPU −4.vCPU/ }).waitFor()
    await page.locator('.plan-ghost.is-candidate text').filter({ hasText: '≤ +2' }).first().waitFor()
    expect(await page.locator('.plan-ghost.is-candidate').count()).toBe(2)
    await page.getByText('any of 6 racks of Hall 1; which ones, the scheduler decides').waitFor()
    expect(complaints()).toEqual([])
  })

  it('lead from a service to its racks and what these rest on, and from a rack to its services', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/cloud/evisa?view=plan&sel=${RACK}`)
    await page.getByText('Worst loss: hall. No copy of 3 left, 3 needed, and no other site carries it.').waitFor()
    // The three racks stand out, the other three and both coolers are faded.
    await page.locator('.plan-box.is-dimmed').first().waitFor()
    expect(await page.locator('.plan-box.is-dimmed').count()).toBe(5)
    await page.locator('.plan-box.is-selected').waitFor()
    const details = page.getByRole('complementary', { name: 'Details' })
    await details.getByText('foreigners-belgrade/evisa/web/deployment').waitFor()
    await page.getByText('waits: 0/6 nodes are available: 6 Insufficient cpu.').waitFor()
    await page
      .getByRole('table', { name: 'Racks' })
      .getByRole('link', { name: /rack-01/ })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: 'rack-01' }).waitFor()
    await page.getByText('infra/catalogue/services/evisa.ts:23').waitFor()
    await page.getByRole('link', { name: 'eVisa' }).click()
    await page.getByRole('button', { name: 'What if this fails? Hall 1 / row-a', exact: true }).first().click()
    await page.waitForURL(/fail=belgrade\/hall-1\/row-a/)
    expect(complaints()).toEqual([])
  })

  it('follow the pods as they change, and say so when the cluster is away', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/cloud?view=table`)
    await page.getByText('3 of 4 copies run, 1 waits').waitFor()
    const four = [1, 2, 3].map((number) => podAt(`web-${number}`, nodeAt('a', number)))
    the.twin.cloud.has([...four, podAt('web-4', nodeAt('b', 1))])
    await page.getByText('4 of 4 copies run').waitFor()
    the.twin.cloud.has(four, { state: 'away', why: 'connection refused' })
    await page.getByText(/Pods are as last heard\..*connection refused/).waitFor()
  })

  it('are found in the palette and on the hall', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/sites/belgrade/hall-1?view=table`)
    await page.getByText('Services here').click()
    await page.locator('.services-in-hall').getByRole('link', { name: 'eVisa' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Path, asset, service…').fill('evisa')
    await page.getByRole('menuitem', { name: 'eVisa' }).first().waitFor()
  })

  it('say that there are none where the server was given none', async () => {
    const { page } = await the.browser.open(the.twin.url)
    await page.route('**/api/cloud', (route) => route.fulfill({ status: 404, json: { title: 'not configured' } }))
    await page.goto(`${the.twin.url}/cloud`)
    await page.getByText('This server was given no catalogue of services, so there is nothing to show.').waitFor()
  })
})

/** By how many pixels the document is higher than a low window: only panels scroll, so that the header stays where it is. */
async function documentOverflow(page: Page): Promise<number> {
  await page.setViewportSize({ width: 1280, height: 320 })
  const overflow = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)
  await page.setViewportSize({ width: 1280, height: 720 })
  return overflow
}
