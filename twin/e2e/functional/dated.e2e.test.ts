import { expect, it } from 'vitest'
import { axeViolations } from '../harness/axe-violations.ts'
import { describeTwin } from '../harness/describe-twin.ts'

const MINUTE_MS = 60_000

describeTwin('the clock of the whole page', (the) => {
  it('leads to the estate of a day at every place, says what is not measured, and leads back', {
    timeout: MINUTE_MS,
  }, async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/sites/belgrade/hall-1?view=table`)
    await page.getByRole('button', { name: /^6 racks/ }).waitFor()
    await page.getByRole('button', { name: 'Time of the whole page: Now' }).click()
    await page.getByRole('button', { name: 'Next hand-over' }).click()
    await page.waitForURL(/at=2027-02-18/)
    await page.getByText(/Estate of February 18, 2027 as planned, data date November 20, 2026\./).waitFor()
    await page.getByRole('button', { name: /^9 racks/ }).waitFor()
    await page.getByRole('button', { name: /^9 unknown/ }).waitFor()
    expect(await axeViolations(page)).toEqual([])
    // A rack that is to come: what feeds it, and what it is planned to draw.
    await page.getByRole('treeitem', { name: /row-c/ }).click()
    await page.waitForURL(/hall-1\/row-c\?.*at=2027-02-18/)
    await page.goto(`${the.twin.url}/sites/belgrade/hall-1/row-c/rack-01?at=2027-02-18`)
    await page.getByRole('heading', { name: 'rack-01', level: 1 }).waitFor()
    await page.getByText('feed-2-1-a').first().waitFor()
    await page.goto(`${the.twin.url}/power/belgrade?at=2027-02-18`)
    await page.locator('svg title', { hasText: '9 × power feed' }).first().waitFor({ state: 'attached' })
    // Services as declared for the racks of that day, and who then has no room.
    await page.goto(`${the.twin.url}/cloud?at=2027-06-30`)
    await page.getByRole('table', { name: 'Services by site' }).getByText('4 copies declared').waitFor()
    await page.getByText(/^A newcomer, Belgrade: .*MW has no room from June 1, 2027/).waitFor()
    await page.goto(`${the.twin.url}/power/belgrade?at=2027-02-18`)
    await page.getByRole('button', { name: 'Back to now' }).click()
    await page.waitForURL((url) => !url.search.includes('at='))
    await page.locator('svg title', { hasText: '6 × power feed' }).first().waitFor({ state: 'attached' })
    await page.goto(`${the.twin.url}/sites/belgrade/hall-1/row-c/rack-01`)
    await page.getByText(/row-c/).first().waitFor()
    expect(await page.getByRole('heading', { name: 'rack-01', level: 1 }).count()).toBe(0)
    expect(complaints().filter((text) => !text.includes('404'))).toEqual([])
  })

  it('is one with the slider of the build-out', { timeout: MINUTE_MS }, async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/sites/belgrade?view=table&at=2027-02-18`)
    await page.getByRole('button', { name: /^9 racks/ }).waitFor()
    await page.getByRole('link', { name: 'Build-out' }).first().click()
    await page.waitForURL(/\/build-out\?.*day=2027-02-18/)
    await page.getByRole('slider', { name: 'Day' }).focus()
    await page.keyboard.press('ArrowLeft')
    await page.waitForURL(/day=2027-02-17/)
    await page.getByRole('treeitem', { name: /Hall 1/ }).click()
    await page.waitForURL(/hall-1\?.*at=2027-02-17/)
    await page.getByRole('button', { name: /^6 racks/ }).waitFor()
    expect(complaints()).toEqual([])
  })
})
