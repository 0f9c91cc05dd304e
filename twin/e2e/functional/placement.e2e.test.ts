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
})
