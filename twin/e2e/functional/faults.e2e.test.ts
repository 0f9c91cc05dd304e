import { expect, it } from 'vitest'
import { describeTwin } from '../harness/describe-twin.ts'

const DOOR = 'belgrade/hall-1/row-b/rack-02/door-front'

describeTwin('a fault injected on the page', (the) => {
  it('marks the right rack within two seconds, is listed, acknowledged with a note, and cleared', async () => {
    const { page: hall } = await the.browser.open(`${the.twin.url}/sites/belgrade/hall-1?view=plan`)
    await hall.getByRole('button', { name: '6 ok', exact: true }).waitFor()
    const { page, complaints } = await the.browser.open(`${the.twin.url}/faults`)
    await page.getByText('SIMULATED', { exact: true }).first().waitFor()
    await page.getByRole('combobox', { name: 'Fault', exact: true }).selectOption('door-open')
    await page.getByRole('combobox', { name: 'Path', exact: true }).fill(DOOR)
    await page.getByRole('button', { name: 'Inject fault' }).click()
    const injected = performance.now()
    await hall.locator('.plan-box[data-health=warning]').waitFor({ timeout: 2_000 })
    expect(performance.now() - injected).toBeLessThan(2_000)
    const marked = hall.locator('.plan-box[data-health=warning]')
    expect(await marked.count()).toBe(1)
    expect(await marked.locator('title').textContent()).toBe('rack-02')
    await hall.getByRole('button', { name: '1 warning', exact: true }).click()
    await hall.locator('.plan-box.is-dimmed').first().waitFor()
    // Five other racks and two coolers.
    expect(await hall.locator('.plan-box.is-dimmed').count()).toBe(7)
    expect(await hall.getByRole('row').filter({ hasText: 'rack-02' }).filter({ hasText: 'row-b' }).count()).toBe(1)

    await page.getByRole('link', { name: 'Alarms', exact: true }).click()
    const row = page.getByRole('row').filter({ hasText: 'Door open' })
    await row.filter({ hasText: 'unacknowledged' }).waitFor()
    await row.getByRole('button', { name: 'Acknowledge' }).click()
    await page.getByLabel('Acknowledged by').fill('Mira')
    await page.getByLabel('Note').fill('cleaning')
    await page.getByRole('button', { name: 'Acknowledge alarm' }).click()
    await row.filter({ hasText: 'acknowledged by Mira' }).filter({ hasText: 'cleaning' }).waitFor()

    await page.getByRole('link', { name: 'Simulator faults' }).click()
    await page.getByRole('button', { name: 'Clear' }).click()
    await hall.getByRole('button', { name: '6 ok', exact: true }).waitFor({ timeout: 10_000 })
    expect(complaints()).toEqual([])
  })

  it('that does not fit is refused with the reason', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/faults`)
    await page.getByRole('combobox', { name: 'Fault', exact: true }).selectOption('smoke')
    await page.getByRole('combobox', { name: 'Path', exact: true }).fill('belgrade/hall-1/smoke-1')
    await page.getByRole('button', { name: 'Inject fault' }).click()
    await page.getByRole('alert').filter({ hasText: 'It failed' }).waitFor()
  })
})
