import { expect, it } from 'vitest'
import { describeTwin } from '../harness/describe-twin.ts'

describeTwin('where does it fit', (the) => {
  it('is asked of a hall, answered with places that stand out on the plan, and cleared', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/sites/belgrade/hall-1?view=plan`)
    await page.getByText('Where does it fit?').click()
    await page.getByLabel('Devices', { exact: true }).fill('2')
    await page.getByLabel('Watts each').fill('300')
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.getByText('All 2 fit; 6 racks looked at.').waitFor()
    const dimmed = await page.locator('.plan-box.is-dimmed').count()
    expect(dimmed).toBeGreaterThan(3)
    // Every rack with a place has its outline and its ranks on the plan, and is marked in the table.
    expect(await page.locator('.plan-ghost.is-candidate').count()).toBeGreaterThan(0)
    await page.locator('.plan-ghost text').filter({ hasText: '1' }).first().waitFor()
    await page
      .getByRole('row')
      .filter({ hasText: /place 1/ })
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Show place 1 in the picture' }).click()
    await page.locator('.plan-box.is-selected').waitFor()
    await page.locator('.plan-ghost.is-strong').waitFor()
    await page.getByRole('button', { name: 'Clear', exact: true }).click()
    await page.locator('.plan-box.is-dimmed').first().waitFor({ state: 'detached' })
    await page.locator('.plan-ghost').first().waitFor({ state: 'detached' })
    expect(complaints()).toEqual([])
  })

  it('says the reasons, counted, where nothing fits', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/sites/belgrade/hall-1?view=table`)
    await page.getByText('Where does it fit?').click()
    await page.getByLabel('Watts each').fill('90000')
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.getByText('Only 0 of 1 fit; 6 racks looked at.').waitFor()
    await page
      .getByText(/^\d racks?: /)
      .first()
      .waitFor()
  })

  it('tells the smallest changes that would fit where something does not, and asks the changed question on a press', async () => {
    const { page, complaints } = await the.browser.open(
      `${the.twin.url}/sites/belgrade/hall-1?view=table&fit=belgrade/hall-1&count=7&units=2&watts=300&feeds=2&phase=1&spread=rack`,
    )
    await page.getByText('They would fit with one of these, each the smallest of its kind').waitFor()
    await page.getByRole('button', { name: 'spread: not asked' }).waitFor()
    await page.getByRole('button', { name: '6 devices' }).click()
    await page.getByText('All 6 fit; 6 racks looked at.').waitFor()
    expect(new URL(page.url()).searchParams.get('count')).toBe('6')
    expect(complaints()).toEqual([])
  })

  it('opens from a link, with the ghost in the rack’s elevation, and Back brings everything back', async () => {
    const link =
      '/sites/belgrade/hall-1?view=plan&fit=belgrade/hall-1&count=3&units=2&watts=300&feeds=2&phase=1&pick=1,3'
    const { page, complaints } = await the.browser.open(the.twin.url + link)
    const compare = page.getByRole('table', { name: '2 places side by side' })
    await compare.getByRole('columnheader', { name: 'place 3' }).waitFor()
    await compare.getByRole('rowheader', { name: 'Feeds, rack PDUs, lines' }).waitFor()
    await compare.getByRole('img', { name: /Place 1: U\d+–U\d+, 300/ }).waitFor()
    await compare
      .getByRole('link', { name: /rack-0/ })
      .first()
      .click()
    await page.getByText('What is asked would stand here as place 1').waitFor()
    await page
      .locator('.elevation-drawing .elevation-ghost text')
      .filter({ hasText: /^1: 2\sU, 300\sW$/ })
      .first()
      .waitFor()
    await page.goBack()
    await compare.getByRole('columnheader', { name: 'place 3' }).waitFor()
    expect(page.url()).toBe(the.twin.url + link)
    expect(complaints()).toEqual([])
  })

  it('is reserved with a name and a day, listed and drawn as reserved, and cancelled', async () => {
    const { page, complaints } = await the.browser.open(
      `${the.twin.url}/sites/belgrade/hall-1?view=plan&fit=belgrade/hall-1&count=1&units=2&watts=300&feeds=2&phase=1`,
    )
    const form = page.getByRole('form', { name: 'Reserve these places' })
    await form.getByLabel('For what').fill('Registry')
    await form.getByLabel('From').fill('2099-03-01')
    await form.getByLabel('Reserved by').fill('Ana')
    await form.getByRole('button', { name: 'Reserve', exact: true }).click()
    await page.getByText('Reserved from March 1, 2099 for Registry: one device.').waitFor()
    await page.locator('.plan-ghost.is-reserved').waitFor()
    expect(await page.locator('.plan-ghost.is-candidate').count()).toBe(0)
    await page.getByRole('button', { name: 'Cancel the reservation Registry' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel it' }).click()
    await page.getByText('Nothing is reserved here.').waitFor()
    expect(await page.getByText('Reserved from March 1, 2099').count()).toBe(0)
    expect(await page.locator('.plan-ghost').count()).toBe(0)
    expect(complaints()).toEqual([])
  })

  it('shows a viewer the places and who may reserve, and no form', async () => {
    const { page } = await the.browser.open(the.twin.url)
    const viewer = { signInRequired: true, user: { name: 'Vera', role: 'viewer' } }
    await page.route('**/api/session', (route) => route.fulfill({ json: viewer }))
    await page.goto(`${the.twin.url}/sites/belgrade/hall-1?view=table&fit=belgrade/hall-1&count=1&units=2&watts=300`)
    await page.getByText('Vera may look only: operators reserve and cancel.').waitFor()
    expect(await page.getByRole('form', { name: 'Reserve these places' }).count()).toBe(0)
  })
})
