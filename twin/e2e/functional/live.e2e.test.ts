import { expect, it } from 'vitest'
import { describeTwin } from '../harness/describe-twin.ts'

const HALL = '/sites/belgrade/hall-1'

describeTwin('live values on the page', (the) => {
  it('reach the table, the details and the rack without loading anything again', async () => {
    const { page, complaints } = await the.browser.open(
      `${the.twin.url}${HALL}?view=table&sel=belgrade/hall-1/row-a/rack-01`,
    )
    const row = page.getByRole('row').filter({ hasText: 'rack-01' }).filter({ hasText: 'row-a' })
    the.twin.feed.hold('belgrade/hall-1/row-a/rack-01/intake-top/temperature', 26.84)
    await row.getByText('26.8').waitFor({ timeout: 5_000 })
    await page.getByRole('complementary', { name: 'Details' }).getByText('26.8').waitFor()
    await row.getByRole('link', { name: 'rack-01' }).click()
    await page.getByRole('heading', { level: 1, name: 'rack-01' }).waitFor()
    the.twin.feed.hold('belgrade/hall-1/row-a/rack-01/intake-top/temperature', 25.37)
    await page.getByText('25.4').first().waitFor({ timeout: 5_000 })
    expect(complaints()).toEqual([])
  })

  it('paint the plan in the colours of the legend', async () => {
    const { page } = await the.browser.open(`${the.twin.url}${HALL}?view=plan&mode=temperature`, {
      colorScheme: 'light',
    })
    // 40 °C and more is the end of the domain, and of inferno: #fcffa4.
    the.twin.feed.hold('belgrade/hall-1/row-b/rack-02/intake-top/temperature', 41)
    await page.locator('.plan-body[fill="rgb(252,255,164)"]').waitFor({ timeout: 5_000 })
    expect(await page.locator('.plan-body[fill="rgb(252,255,164)"]').count()).toBe(1)
  })

  it('stand still while paused, and show the present when resumed', async () => {
    const path = 'belgrade/hall-1/row-a/rack-03/intake-top/temperature'
    const { page } = await the.browser.open(`${the.twin.url}${HALL}?view=table`)
    const row = page.getByRole('row').filter({ hasText: 'rack-03' }).filter({ hasText: 'row-a' })
    // A rack shows the warmest of its intakes; the others of this feed stay below 27 °C.
    the.twin.feed.hold(path, 31.13)
    await row.getByText('31.1').waitFor({ timeout: 5_000 })
    await page.getByRole('button', { name: /Pause live values/ }).click()
    await page.waitForTimeout(1_500)
    the.twin.feed.hold(path, 30.57)
    await page.waitForTimeout(2_500)
    expect(await row.getByText('30.6').count()).toBe(0)
    await page.getByRole('button', { name: /Resume live values/ }).click()
    await row.getByText('30.6').waitFor({ timeout: 5_000 })
  })

  it('are greyed with the reason said when the connection is lost, and come back by themselves', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}${HALL}?view=table`)
    await page.getByRole('row').filter({ hasText: 'kW' }).first().waitFor()
    await the.twin.stop()
    const banner = page.getByRole('alert').filter({ hasText: 'The connection to the server was lost' })
    await banner.waitFor({ timeout: 5_000 })
    const colour = () =>
      page
        .locator('.live-value')
        .first()
        .evaluate((cell) => getComputedStyle(cell).color === getComputedStyle(document.body).color)
    expect(await colour()).toBe(false)
    await the.twin.start()
    await banner.waitFor({ state: 'detached', timeout: 15_000 })
    expect(await colour()).toBe(true)
    the.twin.feed.hold('belgrade/hall-1/row-a/rack-02/intake-top/temperature', 26.42)
    await page.getByText('26.4').first().waitFor({ timeout: 5_000 })
    // The browser itself reports that it could not connect; the page adds nothing to it.
    expect(
      complaints().filter((text) => !/ERR_CONNECTION_REFUSED|WebSocket|Failed to load resource/.test(text)),
    ).toEqual([])
  })
})
